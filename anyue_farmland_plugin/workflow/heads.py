# SPDX-License-Identifier: GPL-2.0-or-later
"""Heads as files: signing the newest, and reading heads from signatures, manifests and text for the check."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Mapping, Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.export.textfile import write_text
from anyue_farmland_plugin.ledger.findings import Finding
from anyue_farmland_plugin.ledger.reading import Head, reading
from anyue_farmland_plugin.ledger.signing import check_signature, sign_head
from anyue_farmland_plugin.ledger.verify import verify_ledger

_LARGEST = 64 << 20
_FILES = (".sig", ".json")


@dataclass(frozen=True)
class CheckedHead:
    """What a check of a signed head found: the signature's content and what is wrong with the ledger."""

    told: Mapping
    findings: tuple

    @property
    def ok(self) -> bool:
        """True when the head is signed and still in a ledger nothing is wrong with."""
        return not self.findings


@dataclass(frozen=True)
class Signer:
    """Who signs heads, with which key file."""

    key_file: Path
    actor: Actor

    def sign(self, head: Head, *, clock: Clock, public: bool = False) -> dict:
        """Return the signature of a head; a public one names nobody."""
        return sign_head(head, self.key_file, actor=replace(self.actor, name="") if public else self.actor, clock=clock)


def sign_ledger(ledger: Path, target: Path, signer: Signer, *, clock: Clock) -> dict:
    """Sign the ledger's newest head into a file and return what was written."""
    with reading(ledger) as reader:
        head = reader.head()
    told = signer.sign(head, clock=clock)
    write_text(target, json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n")
    return told


def check_head(ledger: Path, file: Path, public_key: str = "") -> CheckedHead:
    """Check a signature (or the one in a city manifest) and that its head is still in the ledger.

    Raises InputDataError when the signature is not right.
    """
    told = _signature(file)
    check_signature(told, public_key)
    found: tuple[Finding, ...] = verify_ledger(ledger, _line(told) or "").findings
    return CheckedHead(told, found)


def _signature(file: Path) -> Mapping:
    found = _json(file)
    told = found.get("signature")
    return told if isinstance(told, Mapping) else found


def head_text(text: str) -> str:
    """Return heads as the verification reads them: a signature's or manifest's when ``text`` names such a file."""
    stripped = text.strip()
    if "\n" in stripped or not stripped.lower().endswith(_FILES):
        return text
    file = Path(stripped)
    found = _json(file)
    line = _line(found) or _line(found.get("ledger")) or _line(found.get("signature"))
    if line is None:
        raise InputDataError(translate("Signing", "{name} tells no head of a ledger.").format(name=file.name))
    return line


def _line(told: object) -> Optional[str]:
    if not isinstance(told, Mapping):
        return None
    seq, value = told.get("seq", told.get("head_seq")), told.get("hash", told.get("head_hash"))
    return f"{told.get('chain_id', '')} {seq} {value}" if value and seq is not None else None


def _json(file: Path) -> Mapping:
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.read(_LARGEST).decode("utf-8"))
    except (OSError, ValueError) as error:
        raise InputDataError(
            translate("Signing", "{name} cannot be read as the file of a head.").format(name=file.name)
        ) from error
    if not isinstance(found, Mapping):
        raise InputDataError(translate("Signing", "{name} tells no head of a ledger.").format(name=file.name))
    return found
