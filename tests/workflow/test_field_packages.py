# SPDX-License-Identifier: GPL-2.0-or-later
"""The county packs for its townships; a package is a ledger of its own, proves where it began, and names nobody."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import uuid
import zipfile
from contextlib import closing
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from anyue_farmland_plugin.cli import main
from anyue_farmland_plugin.core.errors import ExportError, InputDataError
from anyue_farmland_plugin.core.lifecycle import TRANSITIONS
from anyue_farmland_plugin.core.ports import SilentProgress
from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.ledger.evidence_files import folder_of
from anyue_farmland_plugin.ledger.gpkg_functions import register_functions
from anyue_farmland_plugin.ledger.package_guards import FIELD_COLUMNS, STRETCHES
from anyue_farmland_plugin.ledger.packed import bases, packed_faults
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.field_packages import PackageMeta, pack_cases
from anyue_farmland_plugin.workflow.field_packages_folder import PackRequest, make_field_packages
from anyue_farmland_plugin.workflow.field_packages_masking import mask_name, mask_numbers
from anyue_farmland_plugin.workflow.selffound import create_self_found
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import (
    COUNTY,
    CRS,
    INSPECTOR,
    ORIGIN,
    START,
    FixedClock,
    TickingClock,
    make_ledger,
    square,
    survey_parcels,
)

PACKAGE = "3f2a91c0-5a53-4d27-9a35-0d6a5a1b7c11"
TOWN, NAME = "512021103", "通贤镇"
PICTURE = b"\xff\xd8\xff\xe0 a picture"


def case_ids(path: Path, town: str = TOWN) -> list:
    with reading(path) as reader:
        return [case["case_id"] for case in reader.rows("cases", town_code=town)]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Six cases in three townships, two of them each; one with names and numbers, one with a photo."""
    named = {"subject": "张三丰", "note": "联系人电话13812345678", "deadline": "2022-11-20"}
    path = make_ledger(tmp_path, cases=[named, {}, {}, {}, {"status": "dismissed"}, {}])
    (case_id, _) = case_ids(path)
    folder_of(path).mkdir()
    name = f"{hashlib.sha256(PICTURE).hexdigest()}.jpg"
    (folder_of(path) / name).write_bytes(PICTURE)
    photo = {"evidence_id": str(uuid.UUID(int=7)), "kind": "photo", "imported_at": "2022-06-15T08:00:00.000Z"}
    with writing(path, COUNTY, TickingClock()) as writer:
        for number, (file_name, digest) in enumerate([(name, name[:64]), ("lost.jpg", "0" * 64)]):
            key = str(uuid.UUID(int=7 + number))
            rows = {"evidence": {**photo, "evidence_id": key, "file_name": file_name, "sha256": digest}}
            rows["evidence_links"] = {
                "evidence_link_id": key,
                "evidence_id": key,
                "case_id": case_id,
                "stage": "before",
            }
            for table, row in rows.items():
                writer.insert(table, [row])
                told = {column: [None, value] for column, value in row.items()}
                writer.append_event(table, key, "added", told)
    return path


@pytest.fixture
def package(ledger: Path, tmp_path: Path) -> Path:
    """The package of one township, two cases."""
    meta = PackageMeta(PACKAGE, (TOWN,), "王核查", "2022-11-20")
    return pack_cases(ledger, case_ids(ledger), tmp_path / "包.gpkg", meta, actor=COUNTY, clock=TickingClock()).path


def make(ledger: Path, folder: Path, **asked: object) -> tuple:
    return make_field_packages(
        PackRequest(ledger, folder, **asked),  # type: ignore[arg-type]
        actor=COUNTY,
        clock=TickingClock(),
        new_id=lambda: str(uuid.uuid4()),
        progress=SilentProgress(),
    )


def execute(path: Path, statement: str) -> None:
    """Run a statement as another program does, with foreign keys and nested triggers as GDAL has them."""
    with closing(sqlite3.connect(path)) as connection:
        register_functions(connection)
        connection.execute("PRAGMA recursive_triggers = 1")
        connection.execute("PRAGMA foreign_keys = 1")
        connection.execute(statement)
        connection.commit()


def test_a_package_knows_where_it_began_and_verifies(ledger: Path, package: Path) -> None:
    with reading(ledger) as reader, reading(package) as packed:
        head, settings = reader.head(), packed.settings()
        assert settings["chain_id"] == settings["package_id"] == PACKAGE != head.chain_id
        assert (settings["parent_chain_id"], settings["base_seq"], settings["base_head"]) == (
            head.chain_id, str(head.seq), head.hash,
        )  # fmt: skip
        assert (settings["package_towns"], settings["package_person"]) == (TOWN, "王核查")
        assert (settings["expires_on"], settings["exported_by"]) == ("2022-11-20", "赵县级")
        assert [event["action"] for event in packed.events_of(PACKAGE)] == ["created", "packed"]
        assert {case["case_id"] for case in packed.rows("cases")} == set(case_ids(ledger)) == set(bases(packed))
        shapes = {case["case_id"]: case["geom"] for case in packed.rows("cases")}
        assert shapes == {case["case_id"]: case["geom"] for case in reader.rows("cases", town_code=TOWN)}
        for table, count in (("clues", 2), ("pieces", 4), ("deliveries", 1), ("evidence", 2), ("units", 60)):
            assert len(list(packed.rows(table))) == count, table
    found = verify_ledger(package)
    assert found.ok, found.findings


def test_work_in_a_package_is_recorded_in_its_own_chain(ledger: Path, package: Path) -> None:
    case_id = case_ids(package)[0]
    tag_case(
        package, case_id, {"problem_type": "FN01", "responsible_unit": TOWN}, actor=INSPECTOR, clock=TickingClock()
    )
    with reading(package) as reader:
        case, base = reader.case(case_id), bases(reader)[case_id]
        assert (case["problem_type"], case["revision"]) == ("FN01", base.revision + 1)
        assert reader.head().seq == 3
        assert base.values.get("problem_type") is None
    assert verify_ledger(package).ok
    with reading(ledger) as reader:
        assert reader.case(case_id)["problem_type"] is None


@pytest.mark.parametrize(
    ("guard", "statement", "table"),
    [
        ("guard_pieces_update", "UPDATE pieces SET area_m2 = area_m2 + 1 WHERE fid = 1", "pieces"),
        ("guard_clues_update", "UPDATE clues SET source_ref = 'x' WHERE fid = 2", "clues"),
        ("guard_evidence_update", "UPDATE evidence SET sha256 = 'x' WHERE fid = 1", "evidence"),
        ("", "UPDATE evidence_links SET stage = 'after' WHERE fid = 1", "evidence_links"),
        ("", "UPDATE deliveries SET sha256 = 'x'", "deliveries"),
        ("guard_package_base_update", "UPDATE package_base SET row = replace(row, 'desk', 'field')", "package_base"),
        ("guard_evidence_links_delete", "DELETE FROM evidence_links WHERE fid = 1", "evidence_links"),
    ],
)
def test_a_changed_packed_row_is_found(package: Path, guard: str, statement: str, table: str) -> None:
    if guard:
        execute(package, f"DROP TRIGGER {guard}")
    execute(package, statement)
    with reading(package) as reader:
        assert [fault.table for fault in packed_faults(reader)] == [table]
    found = verify_ledger(package)
    assert any(finding.object_id == table for finding in found.findings), found.findings


def test_what_the_plugin_itself_describes_later_is_no_fault(package: Path) -> None:
    with writing(package, INSPECTOR, TickingClock()) as writer:
        key = str(uuid.UUID(int=7))
        writer.connection.execute("UPDATE evidence_links SET stage = 'during' WHERE evidence_link_id = ?", (key,))
        writer.append_event("evidence_links", key, "described", {"stage": ["before", "during"]})
        writer.connection.execute("UPDATE evidence SET kind = 'wide' WHERE evidence_id = ?", (key,))
        writer.append_event("evidence", key, "described", {"kind": ["photo", "wide"]})
    with reading(package) as reader:
        assert list(packed_faults(reader)) == []


ALLOWED = (
    "UPDATE cases SET problem_type = 'FN01', note = '看过', inspected_at = '2022-06-16T01:00:00.000Z' WHERE fid = 1",
    "UPDATE cases SET status = 'evidenced' WHERE fid = 1",
    "UPDATE cases SET restored_m2 = 12.5, remaining_m2 = 0, priority = 2 WHERE fid = 1",
    "INSERT INTO evidence (evidence_id, taken_for) SELECT case_id, case_id FROM cases LIMIT 1",
)
REFUSED = (
    "UPDATE cases SET area_m2 = 1 WHERE fid = 1",
    "UPDATE cases SET geom = NULL WHERE fid = 1",
    "UPDATE cases SET fid = 99 WHERE fid = 1",
    "UPDATE cases SET case_no = 'x' WHERE fid = 1",
    "UPDATE cases SET problem_type = 'ZZ99' WHERE fid = 1",
    "UPDATE cases SET verdict = 'ZZ' WHERE fid = 1",
    "UPDATE cases SET status = 'closed' WHERE fid = 1",
    "UPDATE cases SET status = 'nonsense' WHERE fid = 1",
    "UPDATE cases SET inspected_at = '16.6.2022' WHERE fid = 1",
    "UPDATE cases SET restored_m2 = 'three' WHERE fid = 1",
    "UPDATE cases SET closed_by = 'x' WHERE fid = 1",
    "DELETE FROM cases",
    "DELETE FROM evidence",
    "DELETE FROM evidence_links",
    "DELETE FROM package_base",
    "UPDATE evidence SET sha256 = NULL",
    "UPDATE evidence_links SET case_id = NULL",
    "INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 2",
    "INSERT INTO evidence (evidence_id, file_name) VALUES ('00000000-0000-4000-8000-000000000002', 'a.jpg')",
)


@pytest.mark.parametrize("statement", ALLOWED)
def test_a_field_app_may_fill_in(package: Path, statement: str) -> None:
    execute(package, statement)
    with reading(package) as reader:
        assert list(packed_faults(reader)) == []


@pytest.mark.parametrize("statement", REFUSED)
def test_a_field_app_may_do_nothing_else(package: Path, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        execute(package, statement)
    assert verify_ledger(package).ok


def test_ogr_may_fill_in_and_not_more(package: Path) -> None:
    script = """
import sys
from osgeo import ogr
ogr.UseExceptions()
source = ogr.Open(sys.argv[1], 1)
layer = source.GetLayerByName("cases")
for field, value in (("note", "看过"), ("area_m2", 1.0)):
    layer.ResetReading()
    feature = layer.GetNextFeature()
    feature.SetField(field, value)
    try:
        layer.SetFeature(feature)
        print(field, "accepted")
    except RuntimeError as error:
        print(field, "refused", error)
"""
    done = subprocess.run(["/usr/bin/python3", "-c", script, str(package)], capture_output=True, text=True, check=False)
    first, second = done.stdout.splitlines()
    assert first == "note accepted", done.stdout + done.stderr
    assert second.startswith("area_m2 refused")
    assert "only what a person decides" in second
    with reading(package) as reader:
        assert next(reader.rows("cases"))["note"] == "看过"
        assert list(packed_faults(reader)) == []


def test_steps_of_field_apps_are_steps_of_the_life_cycle_without_the_county() -> None:
    steps = {(step.before, step.after) for step in TRANSITIONS if {"inspector", "town"} & {r.value for r in step.roles}}
    for stretch in STRETCHES:
        for before, after in zip(stretch, stretch[1:]):
            assert (before, after) in steps or (before, after) == ("returned", "planned"), (before, after)
    assert not {"closed_on", "closed_by", "watched_on", "case_no", "revision"} & set(FIELD_COLUMNS)


def test_nobody_is_named_unless_the_county_says_so(ledger: Path, tmp_path: Path) -> None:
    masked, named = (
        pack_cases(
            ledger, case_ids(ledger), tmp_path / f"{names}.gpkg", PackageMeta(str(uuid.uuid4()), with_names=names),
            actor=COUNTY, clock=TickingClock(),
        ).path
        for names in (False, True)
    )  # fmt: skip
    hidden, told = masked.read_bytes(), named.read_bytes()
    for word in ("张三丰", "13812345678"):
        assert word.encode() not in hidden
        assert word.encode() in told
    with reading(masked) as reader:
        case = next(case for case in reader.rows("cases") if case["subject"])
        assert (case["subject"], case["note"]) == ("张**", "联系人电话138****5678")
        assert reader.settings()["masked"] == "yes"
    assert verify_ledger(masked).ok


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("张三", "张*"),
        ("欧阳修远", "欧***"),
        ("安岳县柠都农业有限公司", "安岳县柠都农业有限公司"),
        ("通贤镇柠都村", "通贤镇柠都村"),
        ("", ""),
    ],
)
def test_names_of_persons_are_hidden_and_of_bodies_not(text: str, hidden: str) -> None:
    assert mask_name(text) == hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("电话13812345678。", "电话138****5678。"),
        ("511021197503126712", "511021********"),
        ("51102119750312671x", "511021********"),
        ("028-86742345", "028-****45"),
        ("面积1380.25平方米，编号5120211030001", "面积1380.25平方米，编号5120211030001"),
    ],
)
def test_numbers_of_persons_are_hidden_and_others_not(text: str, hidden: str) -> None:
    assert mask_numbers(text) == hidden


def test_every_township_with_open_cases_gets_its_folder(ledger: Path, tmp_path: Path) -> None:
    made = make(ledger, tmp_path / "外业")
    assert [one.path.name for one in made] == ["岳阳镇_20220615", "通贤镇_20220615", "龙台镇_20220615"]
    assert [one.package.rows["cases"] for one in made] == [2, 2, 1]  # a dismissed case stays at home
    again = make(ledger, tmp_path / "外业", towns=(NAME,))
    assert again[0].path.name == "通贤镇_20220615_2"
    assert again[0].package.package_id != made[1].package.package_id
    folder = made[1].path
    gpkg = folder / "通贤镇_20220615.gpkg"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = {entry["name"]: entry["sha256"] for entry in manifest["files"]}
    assert set(files) == {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.suffix != ".json"
    }
    for name, digest in files.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    with reading(ledger) as reader:
        assert (manifest["base_head"], manifest["base_seq"]) == (reader.head().hash, reader.head().seq)
    photo = next(iter(folder_of(gpkg).iterdir()))
    assert photo.read_bytes() == PICTURE
    assert len(manifest["missing_files"]) == 1
    assert "lost.jpg" in made[1].missing[0]
    readme = (folder / "README.txt").read_bytes()
    assert readme.startswith(b"\xef\xbb\xbf")
    assert b"{" not in readme
    assert "没有 QGIS 工程" in readme.decode("utf-8-sig")
    assert not [path for path in (tmp_path / "外业").iterdir() if path.name.startswith(".")]
    assert all(verify_ledger(next(one.path.glob("*_*.gpkg"))).ok for one in made)


def test_a_package_of_a_person_holds_his_cases(ledger: Path, tmp_path: Path) -> None:
    for case_id in (case_ids(ledger)[0], case_ids(ledger, "512021104")[0]):
        tag_case(ledger, case_id, {"problem_type": "FN01"}, actor=INSPECTOR, clock=TickingClock())
    (made,) = make(ledger, tmp_path / "外业", person="王核查")
    assert (made.path.name, made.package.rows["cases"]) == ("王核查_20220615", 2)
    (both,) = make(ledger, tmp_path / "外业", person="王核查", towns=(TOWN,))
    assert (both.path.name, both.package.rows["cases"]) == ("通贤镇_王核查_20220615", 2)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"towns": ("无此镇",)}, "无此镇"),
        ({"person": "无此人"}, "no open case"),
        ({"expires_on": "20.11.2022"}, "no day"),
        ({"towns": ("512021001",)}, "no open case"),
    ],
)
def test_a_wrong_wish_is_refused_with_a_sentence(ledger: Path, tmp_path: Path, asked: dict, words: str) -> None:
    with pytest.raises(InputDataError, match=words):
        make(ledger, tmp_path / "外业", **asked)
    assert not (tmp_path / "外业").exists()


def test_a_folder_that_cannot_be_written_leaves_nothing(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "外业").write_bytes(b"a file in the way")
    with pytest.raises(ExportError):
        make(ledger, tmp_path / "外业", towns=(TOWN,))
    assert (tmp_path / "外业").read_bytes() == b"a file in the way"


def test_only_the_neighbourhood_goes_along_and_no_owner_with_it(ledger: Path, tmp_path: Path) -> None:
    parcels = [parcel for parcel, _ in survey_parcels(6)]
    far = shapely.box(ORIGIN[0] + 5_000, ORIGIN[1], ORIGIN[0] + 5_100, ORIGIN[1] + 100)
    shapes = np.array([*parcels, far], dtype=object)
    names = np.array(["张三"] * len(shapes), dtype=object)
    codes = np.array(["0103"] * len(shapes), dtype=object)
    pyogrio.raw.write(
        tmp_path / "survey.gpkg", layer="DLTB", geometry=shapely.to_wkb(shapes), field_data=[names, codes],
        fields=["CBFMC", "DLBM"], geometry_type="Polygon", crs=CRS,
    )  # fmt: skip
    (made,) = make(ledger, tmp_path / "外业", towns=(TOWN,), layers=(FileSource(tmp_path / "survey.gpkg"),))
    found = FileSource(made.path / "context.gpkg").read(["CBFMC", "DLBM"])
    assert len(found) == len(parcels)
    assert set(found.columns["CBFMC"]) == {"张*"}
    assert {shape.normalize().wkt for shape in found.geometries} == {
        shapely.multipolygons([parcel]).normalize().wkt for parcel in parcels
    }
    with reading(next(made.path.glob("通贤*.gpkg"))) as reader:
        told = reader.events_of(made.package.package_id)[-1]["payload"]["files"][1]
    assert told["context.gpkg"] == hashlib.sha256((made.path / "context.gpkg").read_bytes()).hexdigest()
    assert b"DLTB" not in next(made.path.glob("通贤*.gpkg")).read_bytes()


def test_a_zip_holds_the_same(ledger: Path, tmp_path: Path) -> None:
    (made,) = make(ledger, tmp_path / "外业", towns=(TOWN,), zipped=True)
    assert [path.name for path in (tmp_path / "外业").iterdir()] == ["通贤镇_20220615.zip"]
    with zipfile.ZipFile(made.path) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("通贤镇_20220615/manifest.json"))
        for entry in manifest["files"]:
            data = archive.read(f"通贤镇_20220615/{entry['name']}")
            assert hashlib.sha256(data).hexdigest() == entry["sha256"]


def test_a_case_found_in_the_field_has_a_number_of_its_own(package: Path) -> None:
    parcels = survey_parcels(3)
    shapes = np.array([polygon for polygon, _ in parcels], dtype=object)
    fields = ["BSM", "DLBM", "DLMC", "ZLDWDM", "ZLDWMC", "QSDWDM", "TBMJ"]
    columns = [
        np.array([row[name] for _, row in parcels], dtype=object if name != "TBMJ" else float) for name in fields
    ]
    pyogrio.raw.write(
        package.with_name("survey.gpkg"), layer="DLTB", geometry=shapely.to_wkb(shapes), field_data=columns,
        fields=fields, geometry_type="Polygon", crs=CRS,
    )  # fmt: skip
    place = square(2, 0, 20.0, 20.0)
    survey = FileSource(package.with_name("survey.gpkg"))
    clock = FixedClock(START)
    (case_id,) = create_self_found(package, shapely.to_wkb(place, byte_order=1), survey, actor=INSPECTOR, clock=clock)
    with reading(package) as reader:
        assert reader.case(case_id)["case_no"].split("-")[1:] == ["2022", "P3F2A", "0001"]
        assert case_id not in bases(reader)
    found = verify_ledger(package)
    assert found.ok, found.findings


def test_a_package_passes_the_geopackage_validator(package: Path) -> None:
    script = "from osgeo_utils.samples.validate_gpkg import main; import sys; sys.exit(main(['x', '-k', sys.argv[1]]))"
    done = subprocess.run(["/usr/bin/python3", "-c", script, str(package)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_packing_runs_from_the_command_line(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    wanted = ["pack", "--ledger", str(ledger), "--folder", str(tmp_path / "外业"), "--towns", f"{TOWN}，龙台镇"]
    assert main([*wanted, "--actor", "赵县级@county"]) == 0
    said = capsys.readouterr()
    told = json.loads(said.out)["packages"]
    assert [(Path(one["path"]).name[:3], one["cases"]) for one in told] == [("通贤镇", 2), ("龙台镇", 1)]
    assert "without a project" in said.err
    assert "lost.jpg" in said.err
