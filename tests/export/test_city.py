# SPDX-License-Identifier: GPL-2.0-or-later
"""The county sends a package: GDAL accepts it, it reads back to the cent, nobody is named in the public one."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import ExportError, InputDataError, LedgerError
from anyue_farmland_plugin.export.city import CityPackage, export_city
from anyue_farmland_plugin.export.manifest import file_hash
from anyue_farmland_plugin.export.reimport import read_city
from anyue_farmland_plugin.ledger.connection import register_functions
from anyue_farmland_plugin.ledger.evidence_files import folder_of
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.row_events import add_rows
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.documents import DocumentFacts, add_document
from anyue_farmland_plugin.workflow.evidence import Showing, add_photos
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import COUNTY, INSPECTOR, START, FixedClock, Ids, TickingClock, make_ledger
from tests.pictures import write

NAMES = ("王核查", "李分析", "赵县级", "张某某", "刘某责任人")
CLOCK = FixedClock(START)


def busy_ledger(folder: Path) -> Path:
    """Return a ledger in which people judged cases and left names in every place that may hold one."""
    path, clock = make_ledger(folder, cases=8), TickingClock()
    with reading(path) as reader:
        ids = [row["case_id"] for row in reader.rows("cases")]
    judgements = (
        {"problem_type": "FN01", "responsible_unit": "512021103", "subject": "张某某", "occurred_on": "2022-04-01"},
        {"problem_type": "FL13", "responsible_unit": "512021104", "note": "责任人 刘某责任人，电话见卷"},
        {"problem_type": "FN01", "verdict": "WF", "responsible_unit": "512021100", "measures": "M01,刘某责任人"},
        {"verdict": "WB", "note": '=HYPERLINK("http://x")'},
    )
    for case_id, values in zip(ids, judgements):
        tag_case(path, case_id, values, actor=INSPECTOR, clock=clock)
    return path


def export(ledger: Path, folder: Path, *, public: bool = False) -> CityPackage:
    return export_city(ledger, folder, public=public, clock=CLOCK)


def columns(path: Path, statement: str) -> list:
    with closing(sqlite3.connect(path)) as connection:
        return [tuple(row) for row in connection.execute(statement)]


def test_names_and_places_of_the_files(tmp_path: Path) -> None:
    package = export(busy_ledger(tmp_path), tmp_path / "city")
    assert package.city_gpkg.name == "512021_20220615_city.gpkg"
    assert package.xlsx.name == "512021_20220615_ledger.xlsx"
    assert sorted(item.name for item in (tmp_path / "city").iterdir()) == [
        "512021_20220615_city.gpkg", "512021_20220615_ledger.xlsx", "evidence", "lint.json", "manifest.json",
    ]  # fmt: skip


def test_the_day_is_the_day_in_china(tmp_path: Path) -> None:
    late = FixedClock(datetime(2022, 6, 15, 17, 0, tzinfo=timezone.utc))
    package = export_city(make_ledger(tmp_path), tmp_path / "city", clock=late)
    assert package.city_gpkg.name == "512021_20220616_city.gpkg"


def test_gdal_accepts_the_geopackage(tmp_path: Path) -> None:
    package = export(busy_ledger(tmp_path), tmp_path / "city")
    valid = subprocess.run(
        ["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "-k", str(package.city_gpkg)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert valid.returncode == 0, valid.stdout + valid.stderr
    shown = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-so", str(package.city_gpkg)], capture_output=True, text=True, check=False
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Feature Count: 8" in shown.stdout
    assert re.search(r"WTLX: String \(0\.0\).*domain name=problem_type", shown.stdout)


def test_columns_fit_a_shapefile_and_have_chinese_labels(tmp_path: Path) -> None:
    package = export(busy_ledger(tmp_path), tmp_path / "city")
    labels = dict(
        columns(package.city_gpkg, "SELECT column_name, name FROM gpkg_data_columns WHERE table_name = 'cases'")
    )
    assert max(map(len, labels)) <= 10
    wanted = (
        "TZID LYPC LYBH LYLX FDBH CFZT XZQDM XZQMC CUNDM CUNMC ZLDWDM WTLX WTLXMC PD JYLX ZXD GZBH QDLBM HDLBM TBLX "
        "QSX HSX JCMJ TBMJ GDMJ NYDMJ WLYDMJ JSYDMJ YNMJ HXMJ KFWMJ STMJ ZTMC FSSJ ZL ZRDW QTDW ZRR ZGLB ZGCS CZSX "
        "WCSJ ZGMJ SYMJ ZT XHSJ XHR GZRQ YY BZ"
    )
    assert set(wanted.split()) <= set(labels)
    assert labels["WTLX"] == "问题类型"


def test_what_a_case_says(tmp_path: Path) -> None:
    package = export(busy_ledger(tmp_path), tmp_path / "city")
    row = columns(
        package.city_gpkg,
        "SELECT TZID, AJBH, LYPC, LYBH, LYLX, WTLXMC, ZRDW, QTDW, ZTMC, ZLDWDM, QSX, HSX, HCR FROM cases "
        "WHERE XZQDM = '512021103' ORDER BY TZID",
    )[0]
    assert row == (
        "512021103-FN01-2022-0001", "512021103-2022-0001", "2022-03", "512021SJBG000001", "S4", "乱占耕地建房",
        "512021103", "U01", "张某某", "5120211032010000000", "20220301", "20220501", "王核查",
    )  # fmt: skip
    assert columns(package.city_gpkg, "SELECT COUNT(*) FROM cases WHERE TZID LIKE '%-XX00-%'") == [(5,)]


def test_reading_back_gives_every_count_and_sum_of_the_ledger(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    figures = read_city(export(ledger, tmp_path / "city").manifest.parent)
    for layer in ("cases", "clues", "pieces"):
        assert columns(ledger, f"SELECT COUNT(*) FROM {layer}") == [(figures.counts[layer],)]
    pairs = {
        "cases": (("area_m2", "TBMJ"), ("farmland_m2", "GDMJ"), ("other_agri_m2", "NYDMJ")),
        "clues": (("overlay_m2", "THMJ"),),
        "pieces": (("area_m2", "THMJ"), ("ledger_m2", "PCMJ"), ("net_m2", "JMJ")),
    }
    for layer, names in pairs.items():
        for ours, theirs in names:
            total = columns(ledger, f"SELECT SUM(CAST(ROUND({ours} * 100) AS INTEGER)) FROM {layer}")[0][0]
            assert figures.sums[layer][theirs] == total / 100
    types = columns(
        ledger, "SELECT problem_type, COUNT(*), SUM(CAST(ROUND(area_m2 * 100) AS INTEGER)) FROM cases GROUP BY 1"
    )
    assert {code or "XX00": (count, total / 100) for code, count, total in types} == {
        code: (tally.cases, tally.area_m2) for code, tally in figures.by_type.items()
    }
    towns = columns(ledger, "SELECT town_code, COUNT(*) FROM cases GROUP BY 1")
    assert dict(towns) == {code: tally.cases for code, tally in figures.by_town.items()}


def test_the_manifest_names_head_sums_and_every_file(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    package = export(ledger, tmp_path / "city")
    manifest = json.loads(package.manifest.read_text(encoding="utf-8"))
    found = verify_ledger(ledger)
    assert manifest["ledger"] == {
        "name": "ledger.gpkg", "chain_id": found.chain_id, "head_seq": found.seq, "head_hash": found.head,
    }  # fmt: skip
    assert {entry["name"]: entry["sha256"] for entry in manifest["files"]} == {
        path.name: file_hash(path) for path in (package.city_gpkg, package.xlsx, package.lint)
    }
    assert manifest["counts"] == {"cases": 8, "clues": 8, "pieces": 16}
    assert verify_ledger(ledger, manifest["ledger"]["head_hash"]).ok


def test_the_same_ledger_and_moment_give_the_same_bytes(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    for name in ("a", "b"):
        export(ledger, tmp_path / name)
    files = [path.relative_to(tmp_path / "a") for path in sorted((tmp_path / "a").rglob("*")) if path.is_file()]
    assert len(files) == 4
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_exporting_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    before = ledger.read_bytes()
    export(ledger, tmp_path / "city")
    assert ledger.read_bytes() == before
    assert sorted(item.name for item in tmp_path.iterdir()) == ["city", "ledger-backups", "ledger.gpkg"]


def test_the_public_package_names_nobody(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    folder_of(ledger).mkdir()
    (folder_of(ledger) / "王核查.jpg").write_bytes(b"x")
    open_package, public = export(ledger, tmp_path / "city"), export(ledger, tmp_path / "public", public=True)
    assert names_in(open_package) >= {"王核查", "张某某", "刘某责任人"}
    assert names_in(public) == set()
    assert not (tmp_path / "public" / "evidence").exists()
    assert columns(public.city_gpkg, "SELECT ZGCS FROM cases WHERE ZGCS IS NOT NULL") == [("M01",)]
    assert read_city(tmp_path / "public") == read_city(tmp_path / "city")


def names_in(package: CityPackage) -> set:
    """Return the names found anywhere in the package, zipped or not."""
    found = set()
    for path in package.manifest.parent.rglob("*"):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                contents = [archive.read(name) for name in archive.namelist()]
        else:
            contents = [path.read_bytes()] if path.is_file() else []
        found |= {name for name in NAMES for content in contents if name.encode() in content}
    return found


def register_evidence(ledger: Path, name: str, digest: str) -> None:
    key = f"5f0c7c3e-0000-5000-8000-{abs(hash(name)) % 10**12:012d}"
    with writing(ledger, INSPECTOR, TickingClock()) as writer:
        add_rows(writer, "evidence", [{"evidence_id": key, "kind": "photo", "file_name": name, "sha256": digest}])


def test_evidence_beside_the_ledger_goes_along_and_what_is_missing_is_listed(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path)
    folder = folder_of(ledger)
    folder.mkdir()
    (folder / "近景.jpg").write_bytes(b"\xff\xd8 photo")
    (folder / "altered.jpg").write_bytes(b"\xff\xd8 other photo")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    register_evidence(ledger, "近景.jpg", file_hash(folder / "近景.jpg"))
    register_evidence(ledger, "altered.jpg", "00" * 32)
    register_evidence(ledger, "gone.jpg", "00" * 32)
    register_evidence(ledger, "../secret.txt", file_hash(tmp_path / "secret.txt"))
    package = export(ledger, tmp_path / "city")
    assert sorted(path.name for path in (tmp_path / "city" / "evidence").iterdir()) == ["近景.jpg"]
    findings = json.loads(package.lint.read_text(encoding="utf-8"))["findings"]
    sentences = [item["sentence"] for item in findings if item["check"] == "evidence"]
    assert [name for name in ("altered.jpg", "gone.jpg", "secret.txt") if any(name in text for text in sentences)] == [
        "altered.jpg", "gone.jpg", "secret.txt",
    ]  # fmt: skip
    assert package.errors == len(sentences) == 3


def test_the_package_says_which_case_has_which_evidence(tmp_path: Path) -> None:
    ledger, ids = make_ledger(tmp_path), Ids(seed="list")
    with reading(ledger) as reader:
        first, second, _ = reader.rows("cases")
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF-1.4 x")
    photo = write(tmp_path / "b.jpg", 1)
    who = {"actor": COUNTY, "clock": TickingClock(), "new_id": lambda: ids("evidence")}
    add_photos(ledger, [first["case_id"]], [photo], Showing("after", "crop"), **who)
    facts = DocumentFacts("settled", "=安结1号", file=paper)
    add_document(ledger, [first["case_id"], second["case_id"]], facts, **who)
    package = export(ledger, tmp_path / "city")
    assert package.errors == 0
    folder = tmp_path / "city" / "evidence"
    with (folder / "evidence.csv").open(encoding="utf-8-sig", newline="") as stream:
        listed = list(csv.DictReader(stream))
    assert [(line["case_no"], line["kind"], line["stage"], line["number"]) for line in listed] == [
        (first["case_no"], "crop", "after", ""),
        (first["case_no"], "settled", "", "'=安结1号"),
        (second["case_no"], "settled", "", "'=安结1号"),
    ]
    assert {line["sha256"] for line in listed} == {file_hash(photo), file_hash(paper)}
    assert {path.name for path in folder.iterdir()} == {"evidence.csv", *(line["file_name"] for line in listed)}


def spoil_gpkg(folder: Path) -> None:
    (path,) = folder.glob("*.gpkg")
    with closing(sqlite3.connect(path)) as connection:
        register_functions(connection)
        connection.execute("UPDATE cases SET TBMJ = TBMJ + 0.01 WHERE fid = 1")
        connection.commit()


def spoil_gpkg_and_rehash(folder: Path) -> None:
    spoil_gpkg(folder)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for entry in manifest["files"]:
        entry["sha256"], entry["size"] = file_hash(folder / entry["name"]), (folder / entry["name"]).stat().st_size
    path.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")


def lose_workbook(folder: Path) -> None:
    next(folder.glob("*.xlsx")).unlink()


def lose_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def climb_out(folder: Path) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"].append({"name": "../ledger.gpkg", "size": 1, "sha256": ""})
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (spoil_gpkg, "was changed after the export"),
        (spoil_gpkg_and_rehash, "differ from the GeoPackage"),
        (lose_workbook, "is missing"),
        (lose_manifest, r"has no manifest\.json"),
        (climb_out, "is missing"),
    ],
)
def test_a_spoilt_package_is_refused(tmp_path: Path, spoil: object, sentence: str) -> None:
    folder = tmp_path / "city"
    export(busy_ledger(tmp_path), folder)
    spoil(folder)  # type: ignore[operator]
    with pytest.raises(InputDataError, match=sentence):
        read_city(folder)


def test_what_is_no_ledger_cannot_be_exported(tmp_path: Path) -> None:
    path = tmp_path / "notes.gpkg"
    path.write_text("notes", encoding="utf-8")
    with pytest.raises(LedgerError):
        export(path, tmp_path / "city")
    assert [item.name for item in tmp_path.iterdir()] == ["notes.gpkg"]


def test_a_broken_ledger_is_exported_with_its_faults_listed(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    with closing(sqlite3.connect(ledger)) as connection:
        register_functions(connection)
        connection.execute(
            "UPDATE cases SET farmland_m2 = 1, revision = revision + 1 WHERE case_no = '512021103-2022-0001'"
        )
        connection.commit()
    package = export(ledger, tmp_path / "city")
    found = json.loads(package.lint.read_text(encoding="utf-8"))["findings"]
    assert {item["check"] for item in found if item["case_no"] == "512021103-2022-0001"} >= {
        "ledger:foreign_edit",
        "identity",
    }
    assert package.errors >= 2


def test_county_closes_and_the_package_says_so(tmp_path: Path) -> None:
    closed = {"status": "closing", "problem_type": "FN01", "responsible_unit": "512021103", "restored_m2": 1199.97}
    ledger = make_ledger(tmp_path, cases=[closed])
    with reading(ledger) as reader:
        case_id = next(reader.rows("cases"))["case_id"]
    photo, ids = write(tmp_path / "整改后.jpg", 1), Ids(seed="city")
    add_photos(
        ledger, [case_id], [photo], Showing("after"), actor=COUNTY, clock=TickingClock(), new_id=lambda: ids("evidence")
    )
    tag_case(ledger, case_id, {"status": "closed"}, actor=COUNTY, clock=TickingClock(), reason="抽查合格")
    package = export(ledger, tmp_path / "city")
    assert columns(package.city_gpkg, "SELECT ZT, ZGMJ, WCSJ FROM cases") == [("closed", 1199.97, "2022-06-15")]


def test_a_folder_with_another_days_package_is_left_alone(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path)
    export(ledger, tmp_path / "city")
    before = {path: path.read_bytes() for path in (tmp_path / "city").glob("*.*")}
    with pytest.raises(ExportError, match="2022-06-15"):
        export_city(ledger, tmp_path / "city", clock=FixedClock(datetime(2022, 6, 17, tzinfo=timezone.utc)))
    assert {path: path.read_bytes() for path in (tmp_path / "city").glob("*.*")} == before
