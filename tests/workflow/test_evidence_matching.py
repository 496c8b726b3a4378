# SPDX-License-Identifier: GPL-2.0-or-later
"""A camera's folder is compared with the cases: proposals with reasons, nothing assigned, nothing left unmentioned."""

from __future__ import annotations

from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.ledger.evidence_files import folder_of
from anyue_farmland_plugin.workflow.evidence_matching import FolderMatch, match_folder
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import INSPECTOR, TickingClock, make_ledger
from tests.pictures import scene, write
from tests.workflow.camera import add, case_ids, position, rows


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with three cases 40 m by 30 m, 100 m apart from west to east; the second one was inspected at 08:00."""
    path = make_ledger(tmp_path, cases=3)
    tag_case(path, case_ids(path)[1], {"problem_type": "FN01"}, actor=INSPECTOR, clock=TickingClock())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "DCIM" / "100华为"
    place.mkdir(parents=True)
    return place


def match(ledger: Path, folder: Path) -> FolderMatch:
    return match_folder(ledger, folder, clock=TickingClock())


def short(found: FolderMatch) -> list:
    return [(proposal.file.name, proposal.case_no[-4:]) for proposal in found.proposals]


def test_a_photo_inside_a_case_is_proposed_for_it_first(ledger: Path, folder: Path) -> None:
    write(folder / "a.jpg", 1, azimuth=90.0, **position(ledger, 0))
    before = ledger.read_bytes()
    found = match(ledger, folder.parent)
    assert found.proposals[0].case_no.endswith("0001")
    assert found.proposals[0].reason == "Taken inside the case."
    assert found.proposals[0].distance_m == 0.0
    assert short(found) == [("a.jpg", "0001"), ("a.jpg", "0002"), ("a.jpg", "0003")]  # the others lie in its view
    assert "lies in its view" in found.proposals[1].reason
    assert ledger.read_bytes() == before
    assert rows(ledger, "evidence") == []
    assert not folder_of(ledger).exists()


def test_direction_decides_beyond_sixty_metres(ledger: Path, folder: Path) -> None:
    write(folder / "looking.jpg", 1, azimuth=90.0, **position(ledger, 0, east=-150.0))
    write(folder / "past.jpg", 2, azimuth=270.0, **position(ledger, 0, east=-150.0))
    write(folder / "near_but_past.jpg", 3, azimuth=270.0, **position(ledger, 0, east=-60.0))
    write(folder / "near.jpg", 4, azimuth=None, **position(ledger, 0, east=-60.0))
    found = match(ledger, folder)
    assert short(found) == [("looking.jpg", "0001"), ("near.jpg", "0001"), ("near_but_past.jpg", "0001")]
    reasons = {proposal.file.name: proposal.reason for proposal in found.proposals}
    assert reasons["looking.jpg"] == "Taken 130 m from the case, which lies in its view."
    assert reasons["near.jpg"] == "Taken 40 m from the case; where the camera looked is not known."
    assert reasons["near_but_past.jpg"] == "Taken 40 m from the case, but the camera looked past it."
    assert [(item.file.name, item.reason) for item in found.unmatched] == [
        ("past.jpg", "No case lies within 200 m of where it was taken.")
    ]


def test_the_inspection_of_the_day_breaks_a_tie(ledger: Path, folder: Path) -> None:
    write(folder / "a.jpg", 1, azimuth=None, time="2022:06:15 16:20:00", **position(ledger, 0, east=50.0))
    found = match(ledger, folder)
    assert short(found) == [("a.jpg", "0002"), ("a.jpg", "0001")]
    assert "王核查 inspected the case 20 minutes before or after." in found.proposals[0].reason


def test_without_position_the_time_of_an_inspection_proposes(ledger: Path, folder: Path) -> None:
    write(folder / "a.jpg", 1, lon=None, time="2022:06:15 16:10:00")
    write(folder / "b.jpg", 2, lon=None, time="2022:06:15 18:10:00")
    found = match(ledger, folder)
    assert short(found) == [("a.jpg", "0002")]
    assert [item.file.name for item in found.unmatched] == ["b.jpg"]


def test_every_file_is_answered_for(ledger: Path, folder: Path) -> None:
    scene(1).save(folder / "a.png")
    (folder / "VID_0001.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(50))
    (folder / "link.jpg").symlink_to(folder / "a.png")
    write(folder / "zigong.jpg", 2, lon=104.77, lat=29.35)
    known = write(folder / "known.jpg", 3, **position(ledger, 0))
    add(ledger, case_ids(ledger)[:1], [known])
    found = match(ledger, folder)
    assert found.proposals == ()
    reasons = {item.file.name: item.reason for item in found.unmatched}
    assert set(reasons) == {"a.png", "VID_0001.mp4", "link.jpg", "zigong.jpg", "known.jpg"}
    assert "neither position nor time" in reasons["a.png"]
    assert "is no photo" in reasons["VID_0001.mp4"]
    assert "link" in reasons["link.jpg"]
    assert "No case" in reasons["zigong.jpg"]
    assert reasons["known.jpg"].startswith("It is evidence already: ")


def test_a_folder_that_is_none_is_refused(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(InputDataError, match="is no folder"):
        match(ledger, tmp_path / "gone")
