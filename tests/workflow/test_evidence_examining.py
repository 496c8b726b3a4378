# SPDX-License-Identifier: GPL-2.0-or-later
"""Photos a field app took come with a package and are read and marked like those added at the desk."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Optional

import pytest

from anyue_farmland_plugin.core.evidence_matrix import Level
from anyue_farmland_plugin.ledger.evidence_files import folder_of, path_of
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.workflow.conflicts import open_conflicts
from anyue_farmland_plugin.workflow.evidence import describe_evidence
from anyue_farmland_plugin.workflow.evidence_examining import examine_evidence
from anyue_farmland_plugin.workflow.evidence_of_case import evidence_needs
from anyue_farmland_plugin.workflow.merge import merge_packages
from anyue_farmland_plugin.workflow.merge_job import run_merge
from tests.factories import COUNTY, TickingClock, make_ledger
from tests.pictures import write
from tests.workflow.camera import add, case_ids, new_id, position, rows
from tests.workflow.copies import package


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def ledger(tmp_path: Path, clock: TickingClock) -> Path:
    return make_ledger(tmp_path, cases=[{"problem_type": "FN01"}, {}, {}], clock=clock)


def field_photo(
    path: Path, photo: Path, case_id: str, at: Optional[dict] = None, taken_at: Optional[str] = None
) -> str:
    """Add a photo to a package as a field app does: a plain row, the file in the folder of photos."""
    folder_of(path).mkdir(exist_ok=True)
    photo.rename(folder_of(path) / photo.name)
    key, place = new_id(), at or {"lon": None, "lat": None}
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO evidence (evidence_id, kind, file_name, taken_for, lon, lat, taken_at) "
            "VALUES (?, 'photo', ?, ?, ?, ?, ?)",
            (key, photo.name, case_id, place["lon"], place["lat"], taken_at),
        )
        connection.commit()
    return key


def merged(ledger: Path, path: Path, clock: TickingClock) -> dict:
    """Merge a package and return the evidence by id."""
    result = run_merge(ledger, [path], actor=COUNTY, clock=clock)
    assert result.merged == 1
    found = verify_ledger(ledger)
    assert found.ok, found.findings
    assert result.head.hash == found.head
    return {row["evidence_id"]: row for row in rows(ledger, "evidence")}


def test_photos_of_the_field_are_read_and_marked_when_they_come_back(
    ledger: Path, clock: TickingClock, tmp_path: Path
) -> None:
    first, second, _ = case_ids(ledger)
    here = position(ledger, 0)
    known = write(tmp_path / "known.jpg", 9, **position(ledger, 1))
    add(ledger, [second], [known])
    east = package(ledger, "east", clock)
    good = field_photo(east, write(tmp_path / "a.jpg", 1, **here), first)
    bare = field_photo(east, write(tmp_path / "b.jpg", 2, lon=None), first, here, "2022-06-15T02:00:00.000Z")
    away = field_photo(east, write(tmp_path / "c.jpg", 3, lon=104.7, lat=29.3), first, here)
    twice = field_photo(east, write(tmp_path / "d.jpg", 9, **here, software="ELS-AN00 12"), first)
    found = merged(ledger, east, clock)
    assert (found[good]["flags"], found[good]["distance_m"], found[good]["camera"]) == (None, 0.0, "HUAWEI ELS-AN00")
    assert found[good]["taken_at"] == "2022-06-15T02:20:30.000Z"
    assert (found[bare]["flags"], found[bare]["distance_m"]) == ("no_gps", 0.0)
    assert (found[bare]["taken_at"], found[bare]["lat"]) == ("2022-06-15T02:00:00.000Z", here["lat"])
    assert found[away]["flags"] == "place_differs,far"
    assert found[away]["lon"] == here["lon"]  # what was entered stays
    assert found[twice]["flags"] == "alike"
    events = {event["object_id"]: event for event in rows(ledger, "events") if event["action"] == "examined"}
    assert set(events) == {good, bare, away, twice}
    assert json.loads(events[bare]["payload"])["flags"] == [None, "no_gps"]


def test_the_same_package_again_asks_nothing(ledger: Path, clock: TickingClock, tmp_path: Path) -> None:
    (first, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    key = field_photo(east, write(tmp_path / "a.jpg", 1, **position(ledger, 0)), first)
    merged(ledger, east, clock)
    describe_evidence(ledger, key, stage="after", actor=COUNTY, clock=clock)
    late = field_photo(east, write(tmp_path / "b.jpg", 2, **position(ledger, 0)), first)
    found = merged(ledger, east, clock)
    assert set(found) == {key, late}
    assert found[key]["flags"] is None
    assert [link["stage"] for link in rows(ledger, "evidence_links")] == ["after", None]
    assert [question.field for question in open_conflicts(ledger)] == []


def test_a_photo_nobody_read_shows_no_result(ledger: Path, clock: TickingClock, tmp_path: Path) -> None:
    (first, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    key = field_photo(east, write(tmp_path / "a.jpg", 1, **position(ledger, 0)), first)
    merge_packages(ledger, [east], actor=COUNTY, clock=clock)
    describe_evidence(ledger, key, stage="after", actor=COUNTY, clock=clock)

    def is_sound() -> bool:
        (need,) = (need for need in evidence_needs(ledger, first) if need.requirement.what == ("@sound",))
        assert need.requirement.level is Level.COUNTY
        return need.is_met

    assert not is_sound()
    done = examine_evidence(ledger, actor=COUNTY, clock=clock)
    assert (done.examined, done.refused) == ((key,), ())
    assert is_sound()


def test_examining_again_or_without_the_file_writes_nothing(ledger: Path, clock: TickingClock, tmp_path: Path) -> None:
    (first, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    key = field_photo(east, write(tmp_path / "a.jpg", 1), first)
    merge_packages(ledger, [east], actor=COUNTY, clock=clock)
    (row,) = rows(ledger, "evidence")
    away = path_of(ledger, row["file_name"]).rename(tmp_path / "away.jpg")
    before = ledger.read_bytes()
    assert examine_evidence(ledger, actor=COUNTY, clock=clock).examined == ()
    assert ledger.read_bytes() == before
    away.rename(path_of(ledger, row["file_name"]))
    assert examine_evidence(ledger, actor=COUNTY, clock=clock).examined == (key,)
    after = ledger.read_bytes()
    assert examine_evidence(ledger, actor=COUNTY, clock=clock).examined == ()
    assert ledger.read_bytes() == after


def test_photos_added_with_the_plugin_in_a_package_come_back_as_they_are(
    ledger: Path, clock: TickingClock, tmp_path: Path
) -> None:
    (first, *_) = case_ids(ledger)
    east = package(ledger, "east", clock)
    (made,) = add(east, [first], [write(tmp_path / "a.jpg", 1, **position(ledger, 0))], "after", "crop")
    assert verify_ledger(east).ok
    packed = rows(east, "evidence")
    found = merged(ledger, east, clock)
    assert [found[made.evidence_id]] == packed
    assert [link["stage"] for link in rows(ledger, "evidence_links")] == ["after"]
    assert path_of(ledger, made.file_name).read_bytes() == (tmp_path / "a.jpg").read_bytes()
    assert not [event for event in rows(ledger, "events") if event["action"] == "examined"]
