# SPDX-License-Identifier: GPL-2.0-or-later
"""The kinds of photos and documents of a case and the stages they show, as the shipped tables name them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Mapping

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.tables import read_table
from anyue_farmland_plugin.core.vocabulary import Term, terms

PHOTO = "photo"
OTHER = "other"


@dataclass(frozen=True)
class EvidenceKind(Term):
    """A kind of evidence; a photo lies in table evidence, a document in table documents."""

    is_photo: bool


@cache
def evidence_kinds() -> Mapping[str, EvidenceKind]:
    """Return all kinds by code, photos first."""
    rows = read_table("evidence_kinds")
    kinds = (EvidenceKind(r["code"], r["name"], r["name_en"], r["holder"] == PHOTO) for r in rows)
    return MappingProxyType({kind.code: kind for kind in kinds})


def evidence_stages() -> Mapping[str, Term]:
    """Return the stages a photo can show, in the order of a case's life."""
    return terms("evidence_stages")


def check_kind(code: str, *, photo: bool) -> str:
    """Return the code of a kind of photo (or document); raises InputDataError naming the known ones."""
    known = {kind.code: kind.name for kind in evidence_kinds().values() if kind.is_photo is photo}
    return _known(code, known, translate("Evidence", "“{code}” is no kind of evidence here; known are {known}."))


def check_stage(code: str) -> str:
    """Return the code of a stage; raises InputDataError naming the known ones."""
    known = {stage.code: stage.name for stage in evidence_stages().values()}
    return _known(code, known, translate("Evidence", "“{code}” is no stage; known are {known}."))


def _known(code: str, known: Mapping[str, str], message: str) -> str:
    wanted = code.strip().lower()
    if wanted not in known:
        words = ", ".join(f"{name} {word}" for name, word in known.items())
        raise InputDataError(message.format(code=code, known=words))
    return wanted
