# SPDX-License-Identifier: GPL-2.0-or-later
"""The files of evidence are held against the ledger: every planted fault is named, nothing good is."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from anyue_farmland_plugin.core.errors import ExportError
from anyue_farmland_plugin.ledger.evidence_files import folder_of, missing_note, path_of
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.documents import DocumentFacts, add_document
from anyue_farmland_plugin.workflow.evidence_audit import FileState, audit_evidence, manifest_of, write_manifest
from anyue_farmland_plugin.workflow.picture_look import ALIKE_BITS, alike_groups, bits_apart
from tests.factories import INSPECTOR, TickingClock, make_ledger
from tests.pictures import scene, write
from tests.workflow.camera import add, case_ids, new_id, position, rows


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with three cases, two photos of the first one and a document of two."""
    path = make_ledger(tmp_path, cases=3)
    first, second, _ = case_ids(path)
    photos = [write(tmp_path / f"{seed}.jpg", seed, **position(path, 0)) for seed in (1, 2)]
    add(path, [first], photos)
    paper = tmp_path / "=文件.pdf"
    paper.write_bytes(b"%PDF-1.4 x")
    facts = DocumentFacts("penalty", "=1+1", file=paper)
    add_document(path, [first, second], facts, actor=INSPECTOR, clock=TickingClock(), new_id=new_id)
    return path


def files(ledger: Path) -> list:
    return [row["file_name"] for row in rows(ledger, "evidence")]


def test_what_is_whole_is_told_whole(ledger: Path) -> None:
    before = ledger.read_bytes()
    audit = audit_evidence(ledger)
    assert audit.ok
    assert audit.sentences == []
    assert [entry.state for entry in audit.entries] == [FileState.GOOD] * 4
    first, second, _ = (row["case_no"] for row in rows(ledger, "cases"))
    assert [entry.cases for entry in audit.entries] == [(first,), (first,), (first,), (second,)]
    assert ledger.read_bytes() == before
    with reading(ledger) as reader:
        assert missing_note(reader, ledger) == ""


def test_every_fault_of_the_folder_is_named(ledger: Path) -> None:
    gone, altered = files(ledger)
    path_of(ledger, gone).unlink()
    path_of(ledger, altered).write_bytes(b"\xff\xd8\xff other")
    (folder_of(ledger) / "IMG_9.jpg").write_bytes(b"x")
    (folder_of(ledger) / ".tmp.part").write_bytes(b"x")
    audit = audit_evidence(ledger)
    assert not audit.ok
    assert [entry.file_name for entry in audit.of_state(FileState.MISSING)] == [gone]
    assert [entry.file_name for entry in audit.of_state(FileState.CHANGED)] == [altered]
    assert (audit.strays, audit.unfinished) == (("IMG_9.jpg",), (".tmp.part",))
    assert len(audit.sentences) == 4
    with reading(ledger) as reader:
        assert missing_note(reader, ledger).endswith(f"ledger-evidence: {gone}")


def test_a_link_in_place_of_a_file_is_a_missing_file(ledger: Path, tmp_path: Path) -> None:
    name = files(ledger)[0]
    original = path_of(ledger, name)
    (tmp_path / "copy.jpg").write_bytes(original.read_bytes())
    original.unlink()
    original.symlink_to(tmp_path / "copy.jpg")
    assert [entry.file_name for entry in audit_evidence(ledger).of_state(FileState.MISSING)] == [name]


def test_without_the_folder_everything_is_missing(ledger: Path, tmp_path: Path) -> None:
    folder_of(ledger).rename(tmp_path / "elsewhere")
    audit = audit_evidence(ledger)
    assert [entry.state for entry in audit.entries] == [FileState.MISSING] * 4
    with reading(ledger) as reader:
        assert missing_note(reader, ledger).startswith("3 files of evidence are not in the folder ledger-evidence")


def test_pictures_used_more_than_once_are_listed(ledger: Path, tmp_path: Path) -> None:
    first, second, third = case_ids(ledger)
    add(ledger, [third], [tmp_path / "1.jpg"])
    scene(2).resize((160, 120)).save(tmp_path / "small.jpg", "JPEG", quality=60)
    add(ledger, [second], [tmp_path / "small.jpg"])
    shots = [write(tmp_path / f"shot{n}.jpg", 7, time=f"2022:06:15 10:00:0{n}", **position(ledger, 1)) for n in (1, 2)]
    add(ledger, [second], shots)
    numbers = {row["case_id"]: row["case_no"] for row in rows(ledger, "cases")}
    audit = audit_evidence(ledger)
    assert audit.ok
    assert [(one.same_file, one.cases) for one in audit.shared] == [
        (True, tuple(sorted((numbers[first], numbers[third])))),
        (False, tuple(sorted((numbers[first], numbers[second])))),
    ]
    assert "One file is evidence of several cases" in audit.sentences[0]
    assert "look the same" in audit.sentences[1]


def test_the_manifest_lists_every_file_and_calculates_nothing(ledger: Path, tmp_path: Path) -> None:
    audit = audit_evidence(ledger)
    write_manifest(audit, tmp_path / "清单.json")
    write_manifest(audit, tmp_path / "清单.csv")
    told = json.loads((tmp_path / "清单.json").read_text(encoding="utf-8"))
    assert told == json.loads(json.dumps(manifest_of(audit)))
    assert (told["good"], told["missing"], told["changed"]) == (4, 0, 0)
    with reading(ledger) as reader:
        assert told["head_hash"] == reader.head().hash
    with (tmp_path / "清单.csv").open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.DictReader(stream))
    assert [line["sha256"] for line in table] == [entry["sha256"] for entry in told["files"]]
    assert all(path_of(ledger, line["file_name"]).is_file() for line in table)
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in table for cell in line.values())
    with pytest.raises(ExportError):
        write_manifest(audit, tmp_path / "no such folder" / "a.json")


def test_groups_of_alike_hashes_are_those_of_comparing_all_with_all() -> None:
    random = np.random.default_rng(3)
    for _ in range(20):
        base = random.integers(0, 2**64, 10, dtype=np.uint64)
        flips = [
            np.uint64(sum(1 << int(bit) for bit in random.choice(64, random.integers(0, 8), replace=False)))
            for _ in range(40)
        ]
        hashes = np.concatenate([base, base[random.integers(0, 10, 40)] ^ np.array(flips)])
        near = np.array([bits_apart(f"{one:016x}", hashes) <= ALIKE_BITS for one in hashes.tolist()])
        for _ in hashes:
            near = near | ((near.astype(int) @ near.astype(int)) > 0)
        expected = {tuple(np.flatnonzero(line)) for line in near if line.sum() > 1}
        assert {tuple(sorted(group.tolist())) for group in alike_groups(hashes)} == expected
    assert alike_groups(np.zeros(0, dtype=np.uint64)) == []
