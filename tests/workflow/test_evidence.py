# SPDX-License-Identifier: GPL-2.0-or-later
"""Photos and documents of the field become evidence of cases: on disk first, then in the ledger, oddities marked."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Callable

import pytest

from anyue_farmland_plugin.core.errors import InputDataError, LedgerError
from anyue_farmland_plugin.core.evidence_flags import Flag
from anyue_farmland_plugin.ledger import evidence_files
from anyue_farmland_plugin.ledger.evidence_files import folder_of, path_of, store
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.documents import DocumentFacts, add_document
from anyue_farmland_plugin.workflow.evidence import Showing, add_photos, describe_evidence, link_evidence
from anyue_farmland_plugin.workflow.evidence_audit import audit_evidence
from tests.factories import INSPECTOR, TickingClock, make_ledger
from tests.pictures import jpeg, scene, write
from tests.workflow.camera import add, case_ids, new_id, position, rows


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with three cases 100 m apart."""
    return make_ledger(tmp_path, cases=3)


def test_a_photo_is_copied_by_its_hash_measured_and_recorded(ledger: Path, tmp_path: Path) -> None:
    case_id = case_ids(ledger)[0]
    photo = write(tmp_path / "IMG_20220615_现场 (1).jpg", 1, azimuth=0.0, **position(ledger, 0, north=-65.0))
    (added,) = add(ledger, [case_id], [photo])
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()
    assert path_of(ledger, f"{digest}.jpg").read_bytes() == photo.read_bytes()
    assert [path.name for path in folder_of(ledger).iterdir()] == [f"{digest}.jpg"]
    (row,) = rows(ledger, "evidence")
    assert (row["file_name"], row["sha256"], row["kind"]) == (f"{digest}.jpg", digest, "photo")
    assert (row["taken_at"], row["azimuth"], row["camera"]) == ("2022-06-15T02:20:30.000Z", 0.0, "HUAWEI ELS-AN00")
    assert (row["distance_m"], row["flags"]) == (pytest.approx(50.0, abs=0.2), None)
    assert (row["original_name"], row["imported_by"]) == ("IMG_20220615_现场 (1).jpg", "王核查")
    assert (added.evidence_id, added.flags, added.is_known) == (row["evidence_id"], frozenset(), False)
    (link,) = rows(ledger, "evidence_links")
    assert (link["evidence_id"], link["case_id"], link["stage"]) == (row["evidence_id"], case_id, "before")
    events = {(event["object_type"], event["action"]): json.loads(event["payload"]) for event in rows(ledger, "events")}
    told = events["evidence", "added"]
    assert told == {name: [None, value] for name, value in row.items() if value is not None}
    assert events["evidence_links", "added"]["case_id"] == [None, case_id]
    assert verify_ledger(ledger).ok


def test_verification_finds_evidence_changed_behind_the_ledgers_back(ledger: Path, tmp_path: Path) -> None:
    add(ledger, case_ids(ledger)[:1], [write(tmp_path / "a.jpg", 1)])
    import sqlite3

    with sqlite3.connect(ledger) as connection:
        for name in connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'guard_evidence%'").fetchall():
            connection.execute(f"DROP TRIGGER {name[0]}")
        connection.execute("UPDATE evidence SET flags = NULL, taken_at = '2022-06-20T00:00:00.000Z'")
    connection.close()
    assert any("2022-06-20" in finding.text for finding in verify_ledger(ledger).findings)


def test_one_photo_serves_several_cases(ledger: Path, tmp_path: Path) -> None:
    first, second, third = case_ids(ledger)
    photo = write(tmp_path / "a.jpg", 1, azimuth=None, **position(ledger, 0))
    (added,) = add(ledger, [first, second, first], [photo])
    assert [link["case_id"] for link in rows(ledger, "evidence_links")] == [first, second]
    assert added.distance_m == pytest.approx(80.0, abs=0.2)  # to the farther one
    made = link_evidence(
        ledger, added.evidence_id, [second, third], "before", actor=INSPECTOR, clock=TickingClock(),
        new_id=new_id,
    )  # fmt: skip
    assert len(made) == 1
    assert [link["case_id"] for link in rows(ledger, "evidence_links")] == [first, second, third]
    assert len(rows(ledger, "evidence")) == 1
    assert verify_ledger(ledger).ok


@pytest.mark.parametrize(
    ("place", "azimuth", "flags"),
    [
        ({"north": -65.0}, 0.0, frozenset()),
        ({"north": -65.0}, 180.0, {Flag.ASIDE}),
        ({"north": 5.0}, 180.0, frozenset()),
        ({"north": -300.0}, 0.0, {Flag.FAR}),
        ({"north": 120_000.0}, 180.0, {Flag.FAR}),
    ],
)
def test_place_and_direction_are_judged(
    ledger: Path, tmp_path: Path, place: dict, azimuth: float, flags: frozenset
) -> None:
    photo = write(tmp_path / "a.jpg", 1, azimuth=azimuth, **position(ledger, 0, **place))
    (added,) = add(ledger, case_ids(ledger)[:1], [photo])
    assert added.flags == flags
    assert len(added.remarks) == len(flags)


def test_a_photo_older_than_the_change_is_marked(ledger: Path, tmp_path: Path) -> None:
    photo = write(tmp_path / "a.jpg", 1, time="2022:02:27 10:00:00", **position(ledger, 0))
    (added,) = add(ledger, case_ids(ledger)[:1], [photo])
    assert added.flags == {Flag.OLD}


def test_nothing_odd_is_refused_or_hidden(ledger: Path, tmp_path: Path) -> None:
    scene(1).save(tmp_path / "截图.jpg", "PNG")
    (tmp_path / "cut.jpg").write_bytes(jpeg(scene(2), None)[:-900])
    added = add(ledger, case_ids(ledger)[:1], [tmp_path / "截图.jpg", tmp_path / "cut.jpg"])
    assert added[0].flags == {Flag.NO_EXIF, Flag.RENAMED}
    assert added[1].flags == {Flag.NO_EXIF, Flag.DAMAGED}
    assert [row["flags"] for row in rows(ledger, "evidence")] == ["renamed,no_exif", "damaged,no_exif"]
    assert {path.suffix for path in folder_of(ledger).iterdir()} == {".png", ".jpg"}


def test_the_same_picture_elsewhere_is_marked_and_in_a_row_is_not(ledger: Path, tmp_path: Path) -> None:
    first, second, _ = case_ids(ledger)
    here = position(ledger, 0)
    photo = write(tmp_path / "a.jpg", 1, **here)
    add(ledger, [first], [photo])
    again = add(ledger, [first], [photo])
    assert (again[0].is_known, len(rows(ledger, "evidence"))) == (True, 1)
    (later,) = add(ledger, [first], [photo], "after")
    assert (later.flags, later.is_known) == ({Flag.SAME_FILE}, False)
    (elsewhere,) = add(ledger, [second], [photo])
    assert elsewhere.flags >= {Flag.SAME_FILE}
    assert len(list(folder_of(ledger).iterdir())) == 1
    saved_again = tmp_path / "b.jpg"
    scene(1).resize((200, 150)).save(saved_again, "JPEG", quality=50)
    (alike,) = add(ledger, [second], [saved_again], "after")
    assert Flag.ALIKE in alike.flags
    shots = [write(tmp_path / f"{second}.jpg", 9, time=f"2022:06:15 11:00:0{second}", **here) for second in range(3)]
    assert [shot.flags for shot in add(ledger, [first], shots)] == [frozenset()] * 3
    assert verify_ledger(ledger).ok


def test_files_that_are_no_photos_are_refused_together_and_nothing_is_written(ledger: Path, tmp_path: Path) -> None:
    good, program, page = write(tmp_path / "a.jpg", 1), tmp_path / "照片.jpg", tmp_path / "b.jpg"
    program.write_bytes(b"MZ\x90\x00" + bytes(100))
    page.write_bytes(b"<svg onload='x'/>" * 5)
    before = ledger.read_bytes()
    with pytest.raises(InputDataError) as refused:
        add(ledger, case_ids(ledger)[:1], [good, program, page])
    assert "照片.jpg is no photo" in str(refused.value)
    assert "b.jpg is no photo" in str(refused.value)
    assert ledger.read_bytes() == before
    assert not folder_of(ledger).exists()


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (lambda ledger, photo: add(ledger, ["no such case"], [photo]), "no such case"),
        (lambda ledger, photo: add(ledger, [], [photo]), "Name the cases"),
        (lambda ledger, photo: add(ledger, case_ids(ledger), []), "no file"),
        (lambda ledger, photo: add(ledger, case_ids(ledger), [photo], "later"), "整改前"),
        (lambda ledger, photo: add(ledger, case_ids(ledger), [photo], kind="penalty"), "现场照片"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    ledger: Path, tmp_path: Path, attempt: Callable[[Path, Path], object], words: str
) -> None:
    photo = write(tmp_path / "a.jpg", 1)
    with pytest.raises(InputDataError, match=words):
        attempt(ledger, photo)
    assert rows(ledger, "evidence") == []
    assert not folder_of(ledger).exists()


def test_a_file_is_on_disk_before_its_row(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash between copying and writing leaves a file without a row, never a row without its file."""

    class PowerCut(BaseException):
        pass

    clock = TickingClock()

    def dies() -> str:
        assert len(list(folder_of(ledger).iterdir())) == 2
        raise PowerCut

    files = [write(tmp_path / "a.jpg", 1), write(tmp_path / "b.jpg", 2)]
    with pytest.raises(PowerCut):
        add_photos(ledger, case_ids(ledger)[:1], files, Showing("before"), actor=INSPECTOR, clock=clock, new_id=dies)
    assert rows(ledger, "evidence") == []
    assert len(list(folder_of(ledger).iterdir())) == 2
    assert len(add(ledger, case_ids(ledger)[:1], files)) == 2
    assert len(list(folder_of(ledger).iterdir())) == 2
    synced = []
    monkeypatch.setattr(evidence_files.os, "fsync", synced.append)
    store(write(tmp_path / "c.jpg", 3), ledger, "jpg")
    assert len(synced) == 2  # the file and its folder


ADDING = """
import sys
from itertools import count
from pathlib import Path
from anyue_farmland_plugin.workflow.evidence import Showing, add_photos
from tests.factories import INSPECTOR, TickingClock
from tests.pictures import write
from tests.workflow.camera import case_ids
import uuid
ledger, start = Path(sys.argv[1]), int(sys.argv[2])
(case_id, *_), clock = case_ids(ledger), TickingClock()
print("ready", flush=True)
for seed in count(start):
    photo = write(ledger.parent / f"{seed}.jpg", seed)
    made = add_photos(
        ledger, [case_id], [photo], Showing("before"), actor=INSPECTOR, clock=clock, new_id=lambda: str(uuid.uuid4())
    )
    print(made[0].evidence_id, flush=True)
"""


def test_a_killed_import_leaves_no_row_without_its_file(ledger: Path) -> None:
    dice, told = random.Random(7), []  # noqa: S311
    for turn in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", ADDING, str(ledger), str(1000 * turn)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(dice.uniform(0.2, 1.2))
        process.kill()
        said = process.stdout.read()
        process.wait()
        told += said[: said.rfind("\n") + 1].split()
        audit = audit_evidence(ledger)
        assert audit.ok, audit.sentences
        assert set(told) <= {entry.key for entry in audit.entries}
        assert len(audit.strays) + len(audit.unfinished) <= turn + 1
    assert told
    assert verify_ledger(ledger).ok


def test_a_damaged_copy_is_replaced_by_the_good_one(ledger: Path, tmp_path: Path) -> None:
    photo = write(tmp_path / "a.jpg", 1)
    stored = store(photo, ledger, "jpg")
    path_of(ledger, stored.name).write_bytes(b"altered")
    assert store(photo, ledger, "jpg") == stored
    assert path_of(ledger, stored.name).read_bytes() == photo.read_bytes()


@pytest.mark.parametrize("name", ["../secret.jpg", "a/b.jpg", "C:\\x.jpg", "a.jpg:ads", "con.", "", "..", "a\x00b"])
def test_no_row_leads_out_of_the_folder(ledger: Path, name: str) -> None:
    with pytest.raises(LedgerError, match="not opened"):
        path_of(ledger, name)


def test_what_a_photo_shows_can_be_told_later(ledger: Path, tmp_path: Path) -> None:
    first, second, _ = case_ids(ledger)
    (added,) = add(ledger, [first, second], [write(tmp_path / "a.jpg", 1)])
    tell = {"actor": INSPECTOR, "clock": TickingClock()}
    describe_evidence(ledger, added.evidence_id, kind="crop", stage="after", case_id=second, **tell)
    assert [link["stage"] for link in rows(ledger, "evidence_links")] == ["before", "after"]
    assert rows(ledger, "evidence")[0]["kind"] == "crop"
    described = [event for event in rows(ledger, "events") if event["action"] == "described"]
    assert [json.loads(event["payload"]) for event in described] == [
        {"kind": ["photo", "crop"]},
        {"stage": ["before", "after"]},
    ]
    assert verify_ledger(ledger).ok
    with pytest.raises(LedgerError, match="no evidence nothing"):
        describe_evidence(ledger, "nothing", stage="after", **tell)


def enter(ledger: Path, cases: list, **facts: object) -> list:
    wanted = DocumentFacts(**facts)  # type: ignore[arg-type]
    return add_document(ledger, cases, wanted, actor=INSPECTOR, clock=TickingClock(), new_id=new_id)


def test_a_document_serves_several_cases_once_each(ledger: Path, tmp_path: Path) -> None:
    first, second, _ = case_ids(ledger)
    paper = tmp_path / "处罚决定.pdf"
    paper.write_bytes(b"%PDF-1.7\n" + bytes(300))
    facts = {"kind": "penalty", "number": "安自然资罚〔2022〕12号", "issued_on": "2022-08-01", "file": paper}
    assert len(enter(ledger, [first, second], **facts)) == 2
    assert enter(ledger, [first], **facts) == []
    found = rows(ledger, "documents")
    assert [row["case_id"] for row in found] == [first, second]
    assert {row["number"] for row in found} == {"安自然资罚〔2022〕12号"}
    assert path_of(ledger, found[0]["file_name"]).read_bytes() == paper.read_bytes()
    assert len(list(folder_of(ledger).iterdir())) == 1
    assert verify_ledger(ledger).ok
    assert len(enter(ledger, [first], kind="minutes", title="7月例会纪要")) == 1


def office(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return path


def test_documents_are_known_by_their_content(ledger: Path, tmp_path: Path) -> None:
    (case_id, *_) = case_ids(ledger)
    good = {
        "ofd": office(tmp_path / "a.pdf", "OFD.xml", "Doc_0/Document.xml"),
        "docx": office(tmp_path / "b.docx", "[Content_Types].xml", "word/document.xml"),
        "xlsx": office(tmp_path / "c.xlsx", "[Content_Types].xml", "xl/workbook.xml"),
        "jpg": write(tmp_path / "扫描件.jpg", 1),
    }
    for ending, path in good.items():
        enter(ledger, [case_id], kind="other", title=ending, file=path)
        assert rows(ledger, "documents")[-1]["file_name"].endswith(f".{ending}")
    (tmp_path / "x.pdf").write_bytes(b"MZ\x90\x00" + bytes(100))
    bad = {
        "is no document": tmp_path / "x.pdf",
        "macros": office(tmp_path / "d.docx", "word/document.xml", "word/vbaProject.bin"),
        "whatever its name": office(tmp_path / "e.docx", "run.bat"),
    }
    for words, path in bad.items():
        with pytest.raises(InputDataError, match=words):
            enter(ledger, [case_id], kind="other", title="x", file=path)
    assert len(rows(ledger, "documents")) == len(good)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"kind": "penalty"}, "number, the title or the file"),
        ({"kind": "crop", "number": "1"}, "处罚决定"),
        ({"kind": "penalty", "number": "1", "issued_on": "2022年8月"}, "2022-11-20"),
        ({"kind": "penalty", "number": "1\u202e2"}, "nobody sees"),
    ],
)
def test_a_document_that_cannot_be_meant_is_refused(ledger: Path, facts: dict, words: str) -> None:
    with pytest.raises(InputDataError, match=words):
        enter(ledger, case_ids(ledger)[:1], **facts)
    assert rows(ledger, "documents") == []
