# SPDX-License-Identifier: GPL-2.0-or-later
"""Canonical content and hash chain of the events.

Canonical JSON: UTF-8, keys sorted, no blanks, NFC text, shortest float form, no NaN.  An
event's hash is SHA-256 of the canonical JSON of all its columns but ``hash`` (payload as the
stored text); the first event's ``prev_hash`` is SHA-256 of the chain id.  A chain shows every
later change of what it covers; it cannot show false input, nor the loss of the newest events
unless a head printed or exported earlier is compared.
"""

from __future__ import annotations

import hashlib
import json
import math
import unicodedata
from typing import Mapping, Sequence

from anyue_farmland_plugin.core.errors import LedgerError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ids import named_id

HASHED = (
    "event_id",
    "chain_id",
    "seq",
    "at",
    "actor",
    "role",
    "object_type",
    "object_id",
    "action",
    "reason",
    "payload",
    "prev_hash",
)

# Together with the chain these identify an event; prev_hash stands for everything before it.
IDENTIFYING = ("prev_hash", "at", "actor", "role", "object_type", "object_id", "action", "reason", "payload")


def _clean(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise LedgerError(translate("Ledger", "A number is infinite or not a number and cannot be recorded."))
        return 0.0 if value == 0 else value
    if isinstance(value, Mapping):
        return {str(_clean(str(name))): _clean(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical_json(value: object) -> str:
    """Return the one text form of a JSON value that hashes are taken of."""
    try:
        text = _ENCODER.encode(value)
    except (TypeError, ValueError):
        return _ENCODER.encode(_clean(value))
    # An unclean value shows in the text: no quote, brace or digit composes with a combining mark.
    clean = "-0.0" not in text and (text.isascii() or unicodedata.is_normalized("NFC", text))
    return text if clean else _ENCODER.encode(_clean(value))


def digest(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes as hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def geometry_digest(wkb: bytes) -> str:
    """Return the SHA-256 of a geometry's WKB without the GeoPackage header."""
    return hashlib.sha256(wkb).hexdigest()


def genesis(chain_id: str) -> str:
    """Return the ``prev_hash`` of the first event of a chain."""
    return digest(f"anyue-farmland-chain:{chain_id}")


def event_hash(event: Mapping) -> str:
    """Return the hash of an event row (its ``hash`` column is ignored)."""
    return digest(canonical_json({name: event[name] for name in HASHED}))


def split_event_hash(before: str, payload: str, after: str) -> str:
    """Return the hash of an event whose canonical JSON is given around its payload (itself canonical JSON)."""
    if "\\" in payload:  # only behind an escape like \\n can a letter of the text meet a combining mark
        return digest(before + canonical_json(payload) + after)
    quoted = payload.encode("utf-8", "surrogatepass").replace(b'"', b'\\"')
    text = (before.encode("utf-8", "surrogatepass"), b'"', quoted, b'"', after.encode("utf-8", "surrogatepass"))
    return hashlib.sha256(b"".join(text)).hexdigest()


def event_id(chain: bytes, members: Sequence[str]) -> str:
    """Return the id of an event from its content: the same event has it on every machine, no other has it.

    ``chain`` is the chain's UUID as bytes, ``members`` are `IDENTIFYING` as text.
    """
    return named_id(chain, "\n".join(members))
