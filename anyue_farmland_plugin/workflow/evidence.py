# SPDX-License-Identifier: GPL-2.0-or-later
"""Photos become evidence: copied in by their hash, measured against their cases, marked, and recorded as events."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Iterator, Mapping, Optional, Sequence

from anyue_farmland_plugin.core.errors import InputDataError, LedgerError
from anyue_farmland_plugin.core.evidence_flags import Flag, flag_words, flags_of, flags_text
from anyue_farmland_plugin.core.evidence_words import PHOTO, check_kind, check_stage
from anyue_farmland_plugin.core.hidden_letters import shown
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock, IdSource, timestamp
from anyue_farmland_plugin.ledger.evidence_files import StoredFile, store
from anyue_farmland_plugin.ledger.reading import Reader, reading
from anyue_farmland_plugin.ledger.row_events import add_rows
from anyue_farmland_plugin.ledger.writing import Writer, writing
from anyue_farmland_plugin.workflow.evidence_places import CasePlace, case_places, measured, photo_columns
from anyue_farmland_plugin.workflow.evidence_twins import KnownPictures, Place
from anyue_farmland_plugin.workflow.picture_reading import Picture, read_picture

DESCRIBED = "described"
_SET_KIND = "UPDATE evidence SET kind = ? WHERE evidence_id = ?"
_SET_STAGE = "UPDATE evidence_links SET stage = ? WHERE evidence_link_id = ?"


@dataclass(frozen=True)
class Showing:
    """What photos show: a stage ("before", "during", "after", "check") and a kind ("photo", "crop", "soil" …)."""

    stage: str
    kind: str = PHOTO

    def checked(self) -> Showing:
        """Return the same in the codes of the tables; raises InputDataError for unknown words."""
        return Showing(check_stage(self.stage), check_kind(self.kind, photo=True))


@dataclass(frozen=True)
class AddedPhoto:
    """What became of one file: its evidence, its marks and metres to its farthest case (None unknown).

    ``is_known`` tells that the file was evidence of these cases and this stage already; nothing was added then.
    """

    evidence_id: str
    source: Path
    file_name: str
    flags: frozenset[Flag]
    distance_m: Optional[float]
    is_known: bool = False

    @property
    def remarks(self) -> list[str]:
        """Return what is odd about the photo, in words."""
        words = flag_words()
        return [words[flag] for flag in Flag if flag in self.flags]


def add_photos(
    ledger: Path,
    case_ids: Sequence[str],
    files: Sequence[Path],
    showing: Showing,
    *,
    actor: Actor,
    clock: Clock,
    new_id: IdSource,
) -> list[AddedPhoto]:
    """Make photos evidence of one or several cases; all of them or none.

    The files are copied beside the ledger under their hash and are on disk before any row names
    them; an odd photo is marked, never refused.  Raises InputDataError naming every file that is
    no photo, and for unknown cases, kinds and stages.
    """
    showing = showing.checked()
    wanted = tuple(dict.fromkeys(case_ids))
    with reading(ledger) as reader:
        check_cases(reader, wanted)
    pictures = _read_all(files, clock)
    stored = [store(picture.path, ledger, picture.kind.value) for picture in pictures]
    with writing(ledger, actor, clock) as writer:
        reader = Reader(writer.connection)
        job = _Job(writer, case_places(reader, wanted), KnownPictures.of(reader), showing, new_id)
        return [job.add(picture, file) for picture, file in zip(pictures, stored)]


def link_evidence(
    ledger: Path, evidence_id: str, case_ids: Sequence[str], stage: str, *, actor: Actor, clock: Clock, new_id: IdSource
) -> list[str]:
    """Let evidence serve further cases; return the ids of the new links (none for cases it serves already)."""
    stage = check_stage(stage)
    with writing(ledger, actor, clock) as writer:
        reader = Reader(writer.connection)
        _evidence(reader, evidence_id)
        check_cases(reader, case_ids)
        there = {(row["case_id"], row["stage"]) for row in reader.rows("evidence_links", evidence_id=evidence_id)}
        missing = [case_id for case_id in dict.fromkeys(case_ids) if (case_id, stage) not in there]
        links = list(_links(evidence_id, missing, stage, new_id))
        add_rows(writer, "evidence_links", links)
        return [link["evidence_link_id"] for link in links]


def describe_evidence(
    ledger: Path, evidence_id: str, *, kind: str = "", stage: str = "", case_id: str = "", actor: Actor, clock: Clock
) -> None:
    """Say what a photo is (``kind``) and what it shows of one case, or of all its cases (``stage``)."""
    kind = check_kind(kind, photo=True) if kind else ""
    stage = check_stage(stage) if stage else ""
    with writing(ledger, actor, clock) as writer:
        reader = Reader(writer.connection)
        row = _evidence(reader, evidence_id)
        if kind and row["kind"] != kind:
            writer.connection.execute(_SET_KIND, (kind, evidence_id))
            writer.append_event("evidence", evidence_id, DESCRIBED, {"kind": [row["kind"], kind]})
        for link in list(reader.rows("evidence_links", evidence_id=evidence_id)):
            if stage and link["stage"] != stage and case_id in ("", link["case_id"]):
                writer.connection.execute(_SET_STAGE, (stage, link["evidence_link_id"]))
                told = {"stage": [link["stage"], stage]}
                writer.append_event("evidence_links", link["evidence_link_id"], DESCRIBED, told)


@dataclass(frozen=True)
class _Job:
    writer: Writer
    cases: tuple[CasePlace, ...]
    known: KnownPictures
    showing: Showing
    new_id: IdSource

    def add(self, picture: Picture, file: StoredFile) -> AddedPhoto:
        stage = self.showing.stage
        places = frozenset(Place(case.case_id, stage) for case in self.cases)
        twin = self.known.with_file(file.sha256, places)
        if twin is not None:
            return AddedPhoto(
                twin["evidence_id"],
                picture.path,
                twin["file_name"],
                flags_of(twin["flags"]),
                twin["distance_m"],
                is_known=True,
            )
        distance, marks = measured(picture, self.cases)
        flags = frozenset({*picture.marks, *marks, *self.known.marks(file.sha256, picture.picture_hash, places)})
        row = self._row(picture, file, distance, flags)
        add_rows(self.writer, "evidence", [row])
        ids = [case.case_id for case in self.cases]
        add_rows(self.writer, "evidence_links", _links(row["evidence_id"], ids, stage, self.new_id))
        self.known.add(row, places)
        return AddedPhoto(row["evidence_id"], picture.path, file.name, flags, distance)

    def _row(self, picture: Picture, file: StoredFile, distance: Optional[float], flags: frozenset[Flag]) -> dict:
        return {
            "evidence_id": self.new_id(),
            "kind": self.showing.kind,
            "file_name": file.name,
            "sha256": file.sha256,
            "distance_m": distance,
            "flags": flags_text(flags),
            "imported_at": timestamp(self.writer.clock()),
            "imported_by": self.writer.actor.name,
            "original_name": readable_name(picture.path),
            **photo_columns(picture),
        }


def readable_name(path: Path) -> str:
    """Return a file's name as text that can be stored and shown, whatever bytes it is made of."""
    return shown(path.name)[:200]


def _read_all(files: Sequence[Path], clock: Clock) -> list[Picture]:
    """Read every file; refuse them together, so that nobody learns of the bad ones one by one."""
    if not files:
        raise InputDataError(translate("Evidence", "There is no file to add."))
    now, pictures, refused = clock(), [], []
    for path in files:
        try:
            pictures.append(read_picture(path, now))
        except InputDataError as error:
            refused.append(str(error))
    if refused:
        raise InputDataError(" ".join(refused))
    return pictures


def check_cases(reader: Reader, case_ids: Iterable[str]) -> None:
    """Refuse cases the ledger does not have, and none at all."""
    wanted = list(case_ids)
    unknown = [
        case_id for case_id in wanted if next(reader.rows("cases", geometry=False, case_id=case_id), None) is None
    ]
    if unknown or not wanted:
        raise InputDataError(
            translate("Evidence", "Name the cases of the evidence; this ledger does not have: {cases}.").format(
                cases=", ".join(unknown) or "—"
            )
        )


def _evidence(reader: Reader, evidence_id: str) -> Mapping:
    row = next(reader.rows("evidence", evidence_id=evidence_id), None)
    if row is None:
        message = translate("Evidence", "There is no evidence {evidence} in this ledger.")
        raise LedgerError(message.format(evidence=evidence_id))
    return row


def _links(evidence_id: str, case_ids: Iterable[str], stage: str, new_id: IdSource) -> Iterator[dict]:
    for case_id in case_ids:
        yield {"evidence_link_id": new_id(), "evidence_id": evidence_id, "case_id": case_id, "stage": stage}
