# SPDX-License-Identifier: GPL-2.0-or-later
"""Wrong inputs of an overlay: one sentence that says what to do, and nothing on the disk changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Mapping

import pytest
import shapely

from anyue_farmland_plugin.core.errors import FarmlandError
from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.intake.mapping import parse_field_map
from tests.disks import make_read_only, small_disk
from tests.workflow.deliveries import X, Y, box, changes, strip, survey, write_layer
from tests.workflow.desk import folder_names, overlay, read_book

CHANGE = [box(20, 5, 100, 25)]


@dataclass(frozen=True)
class Case:
    """What is wrong, how the inputs are made and what the sentence must name."""

    words: str
    options: Callable[[Path], Mapping] = field(default=lambda folder: {})


def dltb(**columns: object) -> Callable[[Path], Mapping]:
    return lambda folder: {"dltb": survey(folder / "wrong.gpkg", strip(), **columns)}  # type: ignore[arg-type]


def delivered(shapes: list, **options: object) -> Callable[[Path], Mapping]:
    return lambda folder: {"changes": changes(folder / "wrong.gpkg", shapes, **options)}  # type: ignore[arg-type]


def zone(kind: str, shapes: list, **options: object) -> Callable[[Path], Mapping]:
    def made(folder: Path) -> Mapping:
        return {
            "zones": {kind: write_layer(folder / "wrong.gpkg", "Z", shapes, {"MC": ["z"] * len(shapes)}, **options)}
        }

    return made


def table(text: str) -> Callable[[Path], Mapping]:
    def made(folder: Path) -> Mapping:
        (folder / "classes.csv").write_text(text, encoding="utf-8")
        return {"class_table": folder / "classes.csv"}

    return made


POINT, LINE = shapely.Point(X, Y), shapely.LineString([(X, Y), (X + 9, Y)])
WRONG = {
    "survey without class codes": Case(r"wrong\.gpkg.*DLBM is missing.*FIELD_MAP", dltb(drop=["DLBM"])),
    "survey without numbers": Case(r"wrong\.gpkg.*BSM is missing", dltb(drop=["BSM"])),
    "field map to an unknown field": Case(
        r"FIELD_MAP names the field class.*lacks.*DLBM", lambda folder: {"field_map": {"dltb": {"DLBM": "class"}}}
    ),
    "survey without a system": Case(r"wrong\.gpkg.*no coordinate system", dltb(crs=None)),
    "changes without a system": Case(r"wrong\.gpkg.*no coordinate system", delivered(CHANGE, crs=None)),
    "zone without a system": Case(r"wrong\.gpkg.*no coordinate system", zone("eco_redline", CHANGE, crs=None)),
    "points as changes": Case(
        r"wrong\.gpkg.*point geometry, not polygons",
        lambda folder: {"changes": write_layer(folder / "wrong.gpkg", "P", [POINT], {"JCBH": ["1"]}, geometry="Point")},
    ),
    "lines as survey": Case(
        r"wrong\.gpkg.*line geometry, not polygons",
        lambda folder: {
            "dltb": write_layer(
                folder / "wrong.gpkg", "L", [LINE], {"BSM": ["1"], "DLBM": ["0103"]}, geometry="LineString"
            )
        },
    ),
    "no changes at all": Case(r"wrong\.gpkg.*is empty", delivered([])),
    "empty survey": Case(
        r"wrong\.gpkg.*is empty",
        lambda folder: {
            "dltb": write_layer(folder / "wrong.gpkg", "DLTB", [], {"BSM": [], "DLBM": []}, geometry="Polygon")
        },
    ),
    "empty zone": Case(r"wrong\.gpkg.*is empty", zone("urban_boundary", [], geometry="Polygon")),
    "unknown class code": Case(r"DLBM.*9999 \(1\).*CLASS_TABLE", dltb(DLBM=["0103", "9999", "0702"])),
    "codes of the second survey": Case(r"013 \(1\)", dltb(DLBM=["013", "0201", "0702"])),
    "no class code at all": Case(r"DLBM.*3 rows", dltb(DLBM=[None, None, " "])),
    "words in the survey area": Case(r"TBMJ, row 2: '约三亩' is not a number", dltb(TBMJ=["1200", "约三亩", "1200"])),
    "words in the delivered area": Case(r"JCMJ, row 1: 'groß' is not a number", delivered(CHANGE, JCMJ=["groß"])),
    "ridges above one": Case(r"KCXS, row 1: 12\.5 is not a coefficient", dltb(KCXS=[12.5, None, None])),
    "townships without codes": Case(r"XZQDM is missing", zone("townships", CHANGE)),
    "unknown source": Case(r"SOURCE_KIND “S99” is unknown.*S4", lambda folder: {"source_kind": "S99"}),
    "no batch name": Case(r"BATCH is empty", lambda folder: {"batch": "  "}),
    "date in words": Case(r"DETECTED_ON “July 2022” is not a date", lambda folder: {"detected_on": "July 2022"}),
    "day that never was": Case(r"DETECTED_ON “2022-02-30” is not a date", lambda folder: {"detected_on": "2022-02-30"}),
    "negative smallest area": Case(r"MIN_AREA must be between", lambda folder: {"min_area": -1.0}),
    "no number as smallest area": Case(r"MIN_AREA must be between", lambda folder: {"min_area": float("nan")}),
    "changes in Beijing 54": Case(
        r"wrong\.gpkg.*No exact transformation from Beijing 1954.*to CGCS2000.*Ask the sender",
        delivered(CHANGE, crs="EPSG:2411"),
    ),
    "zone in Xian 80": Case(
        r"wrong\.gpkg.*No exact transformation from Xian 1980.*to CGCS2000",
        zone("eco_redline", CHANGE, crs="EPSG:2359"),
    ),
    "degrees beyond the pole": Case(
        r"wrong\.gpkg.*outside the area", delivered([shapely.box(105.3, 95.0, 105.4, 99.0)], crs="EPSG:4490")
    ),
    "class table without groups": Case(r"classes\.csv", table("code,name\n30,Crops\n")),
    "class table with an unknown group": Case(r"classes\.csv.*XX", table("code,name,group\n30,Crops,XX\n")),
    "class table that is not there": Case(r"none\.csv", lambda folder: {"class_table": folder / "none.csv"}),
}


@pytest.mark.filterwarnings("ignore:'crs' was not provided")  # what some of the inputs are about
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_input_changes_nothing(tmp_path: Path, name: str) -> None:
    ledger, fresh, case = tmp_path / "ledger.gpkg", tmp_path / "fresh.gpkg", WRONG[name]
    good = {"changes": changes(tmp_path / "bh.gpkg", CHANGE), "dltb": survey(tmp_path / "dltb.gpkg", strip())}
    overlay(good["changes"], good["dltb"], ledger, "before")
    options = {**good, **case.options(tmp_path)}
    before, names = ledger.read_bytes(), folder_names(tmp_path)
    for path in (ledger, fresh):
        with pytest.raises(FarmlandError) as caught:
            overlay(ledger=path, **{"batch": "after", **options})
        sentence = str(caught.value)
        assert re.search(case.words, sentence), sentence
        assert sentence.endswith((".", "。"))
        assert str(tmp_path) not in sentence or name == "class table that is not there"
    assert ledger.read_bytes() == before
    assert folder_names(tmp_path) == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"dltb": {"DLBM": "class"', "not valid JSON"),
        ('["dltb"]', "one JSON object per layer"),
        ('{"dltb": ["DLBM"]}', "one JSON object per layer"),
        ('{"parcels": {"DLBM": "class"}}', "parcels"),
        ('{"dltb": {"CLASS": "class"}}', "CLASS is none of"),
    ],
)
def test_a_field_map_that_cannot_be_meant(text: str, words: str) -> None:
    with pytest.raises(FarmlandError, match=words):
        parse_field_map(text)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", r"wrong\.gpkg is empty \(0 bytes\)"),
        (b"JCBH,TBLX\n1,20\n" * 99, r"wrong\.gpkg is not a GeoPackage"),
        (b"SQLite format 3\x00" + bytes(200), r"wrong\.gpkg does not say that it is a GeoPackage"),
    ],
)
def test_a_file_that_is_no_layer(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "wrong.gpkg").write_bytes(content)
    with pytest.raises(FarmlandError, match=words):
        overlay(FileSource(tmp_path / "wrong.gpkg"), survey(tmp_path / "dltb.gpkg", strip()), tmp_path / "l.gpkg")
    assert not {"l.gpkg", ".l.gpkg.part"} & set(folder_names(tmp_path))
    assert (tmp_path / "wrong.gpkg").read_bytes() == content


def test_other_files_are_never_taken_for_a_ledger(tmp_path: Path) -> None:
    layer, parcels = changes(tmp_path / "bh.gpkg", CHANGE), survey(tmp_path / "dltb.gpkg", strip())
    (tmp_path / "empty.gpkg").write_bytes(b"")
    (tmp_path / "text.gpkg").write_text("案件号\n", encoding="utf-8")
    (tmp_path / "folder.gpkg").mkdir()
    names = folder_names(tmp_path)
    for name, words in (
        ("dltb.gpkg", "file chosen as ledger"),
        ("bh.gpkg", "file chosen as ledger"),
        ("empty.gpkg", "0 bytes"),
        ("text.gpkg", "not a GeoPackage"),
        ("folder.gpkg", r"folder\.gpkg"),
    ):
        path = tmp_path / name
        before = None if path.is_dir() else path.read_bytes()
        with pytest.raises(FarmlandError, match=words):
            overlay(layer, parcels, path)
        assert before is None or path.read_bytes() == before
    assert folder_names(tmp_path) == names


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    layer, parcels = changes(tmp_path / "bh.gpkg", CHANGE), survey(tmp_path / "dltb.gpkg", strip())
    with pytest.raises(FarmlandError, match="does not exist; create it first"):
        overlay(layer, parcels, tmp_path / "none" / "ledger.gpkg")
    assert not (tmp_path / "none").exists()


def test_a_read_only_folder(tmp_path: Path) -> None:
    layer, parcels = changes(tmp_path / "bh.gpkg", CHANGE), survey(tmp_path / "dltb.gpkg", strip())
    with small_disk(tmp_path / "disk", 4096) as disk:
        overlay(layer, parcels, disk / "ledger.gpkg")
        make_read_only(disk)
        before = (disk / "ledger.gpkg").read_bytes()
        for name in ("ledger.gpkg", "fresh.gpkg"):
            with pytest.raises(FarmlandError, match="read-only; nothing was written"):
                overlay(layer, parcels, disk / name, "second")
        assert (disk / "ledger.gpkg").read_bytes() == before
        assert folder_names(disk) == ["ledger.gpkg"]


@pytest.mark.parametrize("kibibytes", [0, 64, 128, 256])
def test_a_full_disk(tmp_path: Path, kibibytes: int) -> None:
    parcels = survey(tmp_path / "dltb.gpkg", strip())
    first = changes(tmp_path / "bh.gpkg", CHANGE)
    many = changes(tmp_path / "many.gpkg", [box(x, y, x + 3, y + 1) for x in range(0, 120, 5) for y in range(0, 30, 2)])
    overlay(first, parcels, tmp_path / "ledger.gpkg")
    content = (tmp_path / "ledger.gpkg").read_bytes()
    with small_disk(tmp_path / "disk", len(content) // 1024 + 4 + kibibytes) as disk:
        (disk / "ledger.gpkg").write_bytes(content)
        with pytest.raises(FarmlandError, match=r"disk of ledger ledger\.gpkg is full; nothing was written"):
            overlay(many, parcels, disk / "ledger.gpkg", "second")
        assert (disk / "ledger.gpkg").read_bytes() == content
        assert folder_names(disk) == ["ledger.gpkg"]
        with pytest.raises(FarmlandError, match=r"disk of ledger fresh\.gpkg is full; nothing was written"):
            overlay(first, parcels, disk / "fresh.gpkg")
        assert folder_names(disk) == ["ledger.gpkg"]
        assert len(read_book(disk / "ledger.gpkg").cases) == 1


def test_a_ledger_is_no_input_of_itself(tmp_path: Path) -> None:
    survey(tmp_path / "dltb.gpkg", strip())
    changes(tmp_path / "changes.gpkg", CHANGE)
    ledger, dltb = tmp_path / "l.gpkg", FileSource(tmp_path / "dltb.gpkg")
    overlay(FileSource(tmp_path / "changes.gpkg"), dltb, ledger)
    before = ledger.read_bytes()
    (tmp_path / "linked").symlink_to(tmp_path)
    for folder in (tmp_path, tmp_path / "linked"):
        with pytest.raises(FarmlandError, match=r"l\.gpkg \(clues\) lies in l\.gpkg, the file chosen as ledger"):
            overlay(FileSource(folder / "l.gpkg", "clues"), dltb, ledger, "again")
    assert ledger.read_bytes() == before
