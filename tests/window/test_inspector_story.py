# SPDX-License-Identifier: GPL-2.0-or-later
"""A morning of an inspector in a real window: click, card, keys, Enter, next; the ledger file tells the rest."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyogrio.raw import write

from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from tests import factories
from tests.window.screen import Screen, install_plugin

NEEDED = ("qgis", "Xvfb", "xdotool", "import")
COUNT = 4


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    assert not missing, f"the window test needs {missing}: make setup"
    made = Screen(tmp_path)
    yield made
    made.close()


def write_survey(path: Path, count: int) -> None:
    """Write the survey's parcels with the standard's field names."""
    parcels = factories.survey_parcels(count)
    names = ("BSM", "DLBM", "DLMC", "ZLDWDM", "ZLDWMC", "QSDWDM")
    values = [np.array([attributes[name] for _, attributes in parcels], dtype=object) for name in names]
    numbers = [np.array([attributes[name] or 0.0 for _, attributes in parcels]) for name in ("TBMJ", "KCXS")]
    shapes = np.array([shapely.to_wkb(polygon, output_dimension=2) for polygon, _ in parcels], dtype=object)
    write(path, shapes, [*values, *numbers], [*names, "TBMJ", "KCXS"], geometry_type="Polygon", crs=factories.CRS,
          layer="DLTB", driver="GPKG", dataset_options={"VERSION": "1.2"})  # fmt: skip


def case_named(path: Path, number: str) -> tuple[dict, list]:
    with reading(path) as reader:
        case = next(reader.rows("cases", case_no=number))
        return case, reader.events_of(case["case_id"])


def test_an_inspectors_morning(screen: Screen, tmp_path: Path) -> None:
    ledger = factories.make_ledger(tmp_path, cases=COUNT, name="台账.gpkg")
    survey = tmp_path / "DLTB.gpkg"
    write_survey(survey, COUNT + 1)
    x, y = factories.ORIGIN
    story = {"ledger": str(ledger), "survey": f"{survey}|layername=DLTB", "free": [x + 100 * COUNT + 12, y + 15]}
    screen.start_qgis(install_plugin(tmp_path), Path(__file__).with_name("inside_qgis.py"), story)
    ready = screen.wait("the window", lambda now: now["tool"] and now["drawn"] > 1 and len(now["cases"]) == COUNT, 90)
    screen.do("windowfocus", ready["window"])

    reports_a_parcel_of_their_own_finding(screen, ledger, ready)
    chosen = "512021104-2022-0002"
    clicks_and_judges(screen, ledger, ready["cases"][chosen], chosen)
    takes_it_back(screen, ledger, chosen)
    screen.keys("Return")
    after = screen.wait("accepting the suggestion", lambda now: now["shown"] not in ("", chosen))
    assert case_named(ledger, chosen)[0]["problem_type"] == "FN01"
    assert after["warnings"] == []

    screen.close_qgis()
    assert "Traceback" not in screen.log()
    assert sorted(path.name for path in tmp_path.glob("台账*")) == ["台账-backups", "台账.gpkg"]
    assert verify_ledger(ledger).ok


def reports_a_parcel_of_their_own_finding(screen: Screen, ledger: Path, ready: dict) -> None:
    screen.click(*ready["free"])
    screen.wait("the offer", lambda now: "旱地 0103" in now["offer"])
    screen.picture("0-offer")
    screen.keys("Return")
    made = screen.wait("the self-found case", lambda now: now["total"] == COUNT + 1 and now["shown"] != "")
    case, events = case_named(ledger, made["shown"])
    assert (events[0]["action"], events[0]["actor"]) == ("created", "王核查")
    assert case["area_m2"] == pytest.approx(720.0, abs=0.5)


def clicks_and_judges(screen: Screen, ledger: Path, place: list, chosen: str) -> None:
    screen.click(*place)
    screen.wait("the card", lambda now: now["shown"] == chosen and not now["offer"])
    screen.picture("1-card")
    screen.keys("2")
    screen.wait("the second page", lambda now: now["page"] == "FL")
    screen.picture("2-types")
    screen.keys("3")
    screen.wait("the type", lambda now: "FL13" in now["decision"])
    screen.keys("u")
    screen.wait("the unit's field", lambda now: now["typing"])
    screen.do("type", "--delay", 30, "yyz")
    screen.picture("3-unit")
    screen.keys("Return")
    screen.wait("the unit", lambda now: "岳阳镇" in now["responsible"] and not now["typing"])
    screen.keys("Return")
    saved = screen.wait("saving", lambda now: "✓" in now["stamp"] and now["shown"] not in ("", chosen))

    case, events = case_named(ledger, chosen)
    assert (case["problem_type"], case["responsible_unit"], case["inspector"]) == ("FL13", "512021100", "王核查")
    assert (case["status"], case["revision"]) == ("field", 2)
    assert (events[-1]["action"], events[-1]["actor"], events[-1]["role"]) == ("tagged", "王核查", "inspector")
    assert events[-1]["payload"]["problem_type"] == [None, "FL13"]
    assert events[-1]["hash"][-4:] in saved["stamp"]
    screen.wait("drawing the next case", lambda now: now["drawn"] > saved["drawn"] or now["scale"] < 3000)
    screen.picture("4-saved-and-next")


def takes_it_back(screen: Screen, ledger: Path, chosen: str) -> None:
    screen.keys("ctrl+z")
    screen.wait("undo", lambda now: now["shown"] == chosen)
    case, events = case_named(ledger, chosen)
    assert (case["problem_type"], case["responsible_unit"], case["status"]) == (None, None, "desk")
    assert [event["action"] for event in events] == ["created", "tagged", "undone"]
    screen.picture("5-undone")
