# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases 1 to 20 of the catalogue: what is no GeoPackage at rest is refused before SQLite or GDAL open it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.ledger.places import Place, Surroundings, place_of
from anyue_farmland_plugin.vetting.database import vet_database
from anyue_farmland_plugin.vetting.limits import Limits
from tests.vetting.files import NAME, Stock, all_rows, changing, read_delivery, read_package

Spoil = Callable[[Path], None]


def patched(path: Path, place: int, data: bytes) -> None:
    """Overwrite bytes of a file."""
    with path.open("r+b") as stream:
        stream.seek(place)
        stream.write(data)


def half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def beside(suffix: str) -> Spoil:
    def spoil(path: Path) -> None:
        path.with_name(path.name + suffix).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))

    return spoil


def link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


BOTH: dict[str, tuple[Spoil, str]] = {
    "01-no bytes": (lambda path: path.write_bytes(b""), "empty|0 bytes"),
    "02-text": (lambda path: path.write_text("案件号,问题类型\n" * 99, "utf-8"), "not a GeoPackage"),
    "03-magic only": (lambda path: path.write_bytes(b"SQLite format 3\x00"), "not a GeoPackage"),
    "04-half": (half, "cut off"),
    "05-identity 0": (lambda path: patched(path, 68, bytes(4)), "does not say that it is a GeoPackage"),
    "06-version 0": (lambda path: patched(path, 60, bytes(4)), "does not say that it is a GeoPackage"),
    "06-version 99999": (lambda path: patched(path, 60, struct.pack(">I", 99_999)), "version 99999"),
    "08-wal beside": (beside("-wal"), "being changed by another program"),
    "08-journal beside": (beside("-journal"), "being changed by another program"),
    "09-link": (link, "link to another place"),
    "10-folder": (folder, "is a folder"),
    "10-pipe": (pipe, "device or pipe|empty"),
    "14-encrypted": (lambda path: patched(path, 0, os.urandom(4096)), "encrypted"),
}  # fmt: skip


@pytest.mark.parametrize("case", BOTH)
def test_a_delivery_that_is_no_geopackage_at_rest(tmp_path: Path, stock: Stock, case: str) -> None:
    spoil, reason = BOTH[case]
    path = stock.delivery(tmp_path)
    spoil(path)
    with pytest.raises(InputDataError, match=reason):
        read_delivery(path)


@pytest.mark.parametrize("case", BOTH)
def test_a_package_that_is_no_geopackage_at_rest(tmp_path: Path, stock: Stock, case: str) -> None:
    spoil, reason = BOTH[case]
    path = stock.package(tmp_path)
    spoil(path)
    names = sorted(item.name for item in tmp_path.iterdir())
    with pytest.raises(InputDataError, match=reason):
        read_package(path)
    assert sorted(item.name for item in tmp_path.iterdir()) == names


def test_07_a_file_left_in_wal_mode(tmp_path: Path, stock: Stock) -> None:
    for path in (stock.package(tmp_path), stock.delivery(tmp_path, "survey.gpkg")):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    with pytest.raises(InputDataError, match="while a program had it open"):
        read_package(tmp_path / NAME)
    assert read_delivery(tmp_path / "survey.gpkg") == 2  # QField and Mergin leave whole files like this


def test_08_an_empty_journal_beside_a_delivery_is_only_a_trace(tmp_path: Path, stock: Stock) -> None:
    path = stock.delivery(tmp_path)
    path.with_name(path.name + "-journal").write_bytes(bytes(512))
    assert read_delivery(path) == 2


def test_11_a_file_beyond_the_cap_is_not_opened(tmp_path: Path, stock: Stock) -> None:
    path = stock.package(tmp_path)
    with pytest.raises(InputDataError, match=r"has \d+ bytes, more than the 10 "):
        vet_database(path, Limits(file_bytes=10, checked_bytes=0, steps=10))


@pytest.mark.parametrize("case", ["12-random page", "13-page copied over another"])
def test_12_13_no_damaged_page_of_a_package_goes_unseen(tmp_path: Path, stock: Stock, case: str) -> None:
    sound = stock.ledger.read_bytes()
    size = 4096
    pages, before, refused = len(sound) // size, all_rows(stock.ledger), 0
    for page in range(1, pages, 2):
        path = tmp_path / f"{page}.gpkg"
        other = os.urandom(size) if case.startswith("12") else sound[size * (page // 2 + 1) : size * (page // 2 + 2)]
        path.write_bytes(sound[: size * page] + other + sound[size * (page + 1) :])
        try:
            found = all_rows(path)
        except (InputDataError, AssertionError):
            refused += 1
            continue
        assert found == before, f"page {page}: damage was read as sound rows"  # an R-tree's page: never read
    assert refused > 10


def test_15_a_database_in_utf16_keeps_its_chinese(tmp_path: Path, stock: Stock) -> None:
    path = tmp_path / NAME
    with closing(sqlite3.connect(path)) as connection, closing(sqlite3.connect(stock.layer)) as source:
        connection.execute("PRAGMA encoding = 'UTF-16le'")
        for name, sql in source.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL"):
            if name.startswith(("sqlite_", "rtree_")):
                continue
            connection.execute(sql)
            rows = source.execute(f'SELECT * FROM "{name}"').fetchall()
            marks = ", ".join("?" * len(rows[0])) if rows else ""
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows) if rows else None
        connection.execute("DELETE FROM gpkg_extensions")
        connection.execute("PRAGMA application_id = 1196444487")
        connection.execute("PRAGMA user_version = 10200")
        connection.commit()
    from anyue_farmland_plugin.intake.files import FileSource

    assert FileSource(path, "DLTB").read(["ZLDWMC"]).columns["ZLDWMC"].tolist() == ["柠都村", "宝华村"]


@pytest.mark.parametrize("name", ["100%#1?.gpkg", "it's & more;.gpkg", "a|b.gpkg", "安岳 外业包.gpkg", "a%20b.gpkg"])
def test_16_awkward_names_are_read(tmp_path: Path, stock: Stock, name: str) -> None:
    assert read_package(stock.package(tmp_path, name))["cases"] == 3
    assert read_delivery(stock.delivery(tmp_path, name)) == 2


def test_17_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 200 + ".gpkg")
    for reader in (read_package, read_delivery):
        with pytest.raises(InputDataError, match=r"cannot be found or opened|does not exist"):
            reader(path)


def test_18_a_file_replaced_after_it_was_judged_is_judged_again(tmp_path: Path, stock: Stock) -> None:
    from anyue_farmland_plugin.intake.files import FileSource

    source = FileSource(stock.delivery(tmp_path), "DLTB")
    other = stock.delivery(tmp_path, "other.gpkg")
    with changing(other) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON DLTB BEGIN DELETE FROM DLTB; END")
    time.sleep(0.01)
    shutil.move(other, tmp_path / NAME)
    with pytest.raises(InputDataError, match="trigger evil would change DLTB by itself"):
        source.read(["DLBM"])
    (tmp_path / NAME).unlink()
    with pytest.raises(InputDataError, match="cannot be found"):
        source.read(["DLBM"])


def test_19_a_file_that_may_only_be_read(tmp_path: Path, stock: Stock) -> None:
    path = stock.package(tmp_path)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert read_package(path)["cases"] == 3
        assert [item.name for item in tmp_path.iterdir()] == [NAME]
    finally:
        tmp_path.chmod(0o755)


def test_20_a_share_is_no_place_for_writing(tmp_path: Path) -> None:
    lines = ["1 0 8:1 / / rw - ext4 /dev/sda1 rw", f"2 1 0:40 / {tmp_path} rw - cifs //server/county rw"]
    where = Surroundings("linux", "\n".join(lines) + "\n")
    assert place_of(tmp_path / NAME, where) is Place.SHARE
    assert place_of(Path("/somewhere.gpkg"), where) is Place.LOCAL
