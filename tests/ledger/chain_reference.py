# SPDX-License-Identifier: GPL-2.0-or-later
"""The chain as its document describes it, written from the document alone: nothing of the package is used."""

from __future__ import annotations

import hashlib
import unicodedata
import uuid

HASHED = ("action", "actor", "at", "chain_id", "event_id", "object_id", "object_type", "payload", "prev_hash", "reason",
          "role", "seq")  # fmt: skip
NAMED = ("prev_hash", "at", "actor", "role", "object_type", "object_id", "action", "reason", "payload")
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def text_of(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        letters = unicodedata.normalize("NFC", value)
        return '"' + "".join(ESCAPES.get(x, f"\\u{ord(x):04x}" if x < " " else x) for x in letters) + '"'
    if isinstance(value, dict):
        members = {unicodedata.normalize("NFC", name): text_of(item) for name, item in value.items()}
        return "{" + ",".join(text_of(name) + ":" + members[name] for name in sorted(members)) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(text_of, value)) + "]"
    return repr(value or type(value)(0))  # no minus before zero


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def genesis(chain_id: str) -> str:
    return sha256(b"anyue-farmland-chain:" + chain_id.encode())


def event_id(event: dict) -> str:
    return str(uuid.uuid5(uuid.UUID(event["chain_id"]), "\n".join(event[name] for name in NAMED)))


def event_hash(event: dict) -> str:
    return sha256(text_of({name: event[name] for name in HASHED}).encode())


def rows_digest(rows: list) -> str:
    return sha256("\n".join(sorted(sha256(text_of(row).encode()) for row in rows)).encode())
