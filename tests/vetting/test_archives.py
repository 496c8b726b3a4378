# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases 85 to 94 of the catalogue: archives, attachments and tables from outside."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
import shapely

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.intake.files import FileSource
from anyue_farmland_plugin.intake.values import land_classes
from anyue_farmland_plugin.vetting.archive import ArchiveLimits, unpack, vet_archive
from anyue_farmland_plugin.vetting.attachments import vet_attachment
from tests.vetting.files import Stock, changing

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def frame(width: int, height: int) -> bytes:
    return JPEG + struct.pack(">BBHBHHB", 0xFF, 0xC0, 17, 8, height, width, 3) + bytes(9) + b"\xff\xd9"


def packed(path: Path, entries: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def renamed(path: Path, before: bytes, after: bytes) -> None:
    """Change a name in the bytes of an archive, which no archiver would write."""
    data = path.read_bytes()
    assert len(before) == len(after)
    assert data.count(before) == 2
    path.write_bytes(data.replace(before, after))


def refuses(path: Path, reason: str) -> None:
    """Unpacking must end in one sentence and leave nothing, neither in the folder nor elsewhere."""
    home = path.parent
    before = sorted(item.name for item in home.rglob("*"))
    with pytest.raises(InputDataError, match=reason):
        unpack(path, home / "out")
    assert sorted(item.name for item in home.rglob("*")) == before


SLIPS = {
    "../../x.jpg": "outside the folder",
    "a/../../x.jpg": "outside the folder",
    "/etc/x.jpg": "outside the folder",
    "C:/x.jpg": "outside the folder",
    "C:x.jpg": "outside the folder",
    "a//x.jpg": "outside the folder",
    "./x.jpg": "outside the folder",
    "x.jpg.": "ends in a dot or a blank",
    "x.jpg ": "ends in a dot or a blank",
    "a./x.jpg": "ends in a dot or a blank",
    "CON.jpg": "keeps it for a device",
    "aux": "keeps it for a device",
    "photos/lpt1.txt": "keeps it for a device",
    "COM¹.jpg": "keeps it for a device",
    "a.jpg:ads": "may not have",
    "a\nb.jpg": "may not have",
    "a*.jpg": "may not have",
    "gpj.\u202ea.exe": "cannot be seen",
    "长" * 90 + ".jpg": "too long",
}


@pytest.mark.parametrize("name", SLIPS)
def test_85_a_name_that_leaves_the_folder_or_is_no_name(tmp_path: Path, name: str) -> None:
    refuses(packed(tmp_path / "a.zip", {"good.jpg": JPEG, name: JPEG}), SLIPS[name])


@pytest.mark.parametrize("after", [b"..\\..\\x.jpg", b"C:\\aaa\\x.jpg", b"\\\\sv\\s\\x.jpg"])
def test_85_names_with_backslashes(tmp_path: Path, after: bytes) -> None:
    path = packed(tmp_path / "a.zip", {"n" * (len(after) - 4) + ".jpg": JPEG})
    renamed(path, b"n" * (len(after) - 4) + b".jpg", after)
    refuses(path, "outside the folder|may not have")


def test_86_a_link_in_an_archive(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("x.jpg")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    refuses(tmp_path / "a.zip", "link or a device")


def test_87_bombs(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "bomb.zip", {"a.jpg": bytes(30_000_000)}, zipfile.ZIP_DEFLATED)
    refuses(bomb, "would grow to 30000000 bytes")
    with pytest.raises(InputDataError, match="would grow to"):
        vet_archive(
            packed(tmp_path / "sum.zip", {str(n): bytes(2_000) for n in range(9)}), ArchiveLimits(total_bytes=10_000)
        )
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a", b"b")
    refuses(packed(tmp_path / "nested.zip", {"a.jpg": JPEG, "inner.zip": inner.getvalue()}), "archive within")
    refuses(packed(tmp_path / "hidden.zip", {"a.jpg": JPEG, "inner.jpg": inner.getvalue()}), "archive within")
    assert len(unpack(packed(tmp_path / "project.zip", {"p.qgz": inner.getvalue()}), tmp_path / "project")) == 1


def test_87_an_archive_that_lies_about_sizes(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.jpg": JPEG + b"\x07" * 5_000}, zipfile.ZIP_DEFLATED)
    true = struct.pack("<I", 5_020)
    data = path.read_bytes()
    path.write_bytes(data.replace(true, struct.pack("<I", 99)))
    refuses(path, "damaged")


@pytest.mark.parametrize(
    "names", [("a.jpg", "A.JPG"), ("照片/a.jpg", "照片/A.jpg"), ("é.jpg", "e\u0301.jpg"), ("a", "A/b")]
)
def test_88_two_entries_that_are_one_file_somewhere(tmp_path: Path, names: tuple[str, str]) -> None:
    refuses(packed(tmp_path / "a.zip", dict.fromkeys(names, JPEG)), "would be one file")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_88_the_same_name_twice(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.jpg", JPEG)
        archive.writestr("a.jpg", b"other")
    refuses(tmp_path / "a.zip", "would be one file")


def test_89_too_many_entries(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {str(number): b"" for number in range(10_001)})
    refuses(path, "holds 10001 entries")


def test_90_names_in_gbk(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"nnnnnnnn.jpg": JPEG})
    renamed(path, b"nnnnnnnn.jpg", "外业照片.jpg".encode("gb18030"))
    assert [item.name for item in unpack(path, tmp_path / "out")] == ["外业照片.jpg"]
    bad = packed(tmp_path / "bad.zip", {"nnnnnnnn.jpg": JPEG})
    renamed(bad, b"nnnnnnnn.jpg", b"\xff\xfe\xff\xfe\xff\xfe\xff\xfe.jpg")
    with pytest.raises(InputDataError, match="letters cannot be read"):
        vet_archive(bad)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + bytes(17), b"no zip at all" * 40])
def test_85_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    refuses(tmp_path / "a.zip", "not a zip file")


FOREIGN = {
    "program": (b"MZ\x90\x00" + bytes(60), "a.jpg"),
    "shortcut": (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "a.jpg"),
    "drawing": (b"<svg onload='alert(1)'/>", "a.png"),
    "page": (b"<!DOCTYPE html><script>", "a.jpeg"),
    "picture of another kind": (b"\x89PNG\r\n\x1a\n" + bytes(30), "a.jpg"),
    "drawing by name": (b"<svg/>", "a.svg"),
    "program by name": (b"MZ", "a.exe"),
    "nothing": (b"", "a.jpg"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_91_an_attachment_that_is_not_what_its_name_says(tmp_path: Path, case: str) -> None:
    data, name = FOREIGN[case]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputDataError, match="was not taken"):
        vet_attachment(tmp_path / name)


def test_91_a_link_as_attachment(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").symlink_to("/etc/passwd")
    with pytest.raises(InputDataError, match="no plain file"):
        vet_attachment(tmp_path / "a.jpg")


def test_92_another_content_than_recorded(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(frame(4000, 3000))
    found = vet_attachment(path)
    assert (found.pixels, found.flags) == ((4000, 3000), ())
    assert vet_attachment(path, found.sha256) == found
    with pytest.raises(InputDataError, match="SHA-256 differs"):
        vet_attachment(path, "0" * 64)


def test_93_an_enormous_picture_is_flagged_and_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(frame(60_000, 60_000))
    assert vet_attachment(path).flags == ("large_picture",)
    png = tmp_path / "a.png"
    png.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 2**31 - 1, 2**31 - 1))
    assert vet_attachment(png).flags == ("large_picture",)


TABLES = {
    "utf-8 with a mark": "code,name,group\n9901,试验,GD\n".encode("utf-8-sig"),
    "gbk": "code,name,group\n9901,试验,GD\n".encode("gb18030"),
}


@pytest.mark.parametrize("case", TABLES)
def test_94_tables_in_both_encodings(tmp_path: Path, case: str) -> None:
    path = tmp_path / "classes.csv"
    path.write_bytes(TABLES[case])
    assert land_classes(path)["9901"].name == "试验"


BAD_TABLES = {
    "unclosed quotation": b'code,name,group\n9901,"x,GD\n' + b"a" * 1_000,
    "a million columns": b"code,name,group\n" + b"," * 1_000_000,
    "no text": bytes(range(256)) * 4,
    "nothing": b"",
}


@pytest.mark.parametrize("case", BAD_TABLES)
def test_94_a_bad_table_ends_in_a_sentence(tmp_path: Path, case: str) -> None:
    path = tmp_path / "classes.csv"
    path.write_bytes(BAD_TABLES[case])
    with pytest.raises(InputDataError, match=r"classes\.csv"):
        land_classes(path)


POINTER = b"""<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/http://127.0.0.1:9/x.geojson</SrcDataSource>
</OGRVRTLayer></OGRVRTDataSource>"""


@pytest.mark.parametrize("name", ["a.geojson", "a.json", "a.gml", "a.kml", "a.vrt", "a.fgb"])
def test_94_a_delivery_that_points_elsewhere(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf  <?xml version='1.0'?>\n<!-- x -->" + POINTER)
    with pytest.raises(InputDataError, match="points to another place"):
        FileSource(tmp_path / name)


def test_94_a_database_under_another_name(tmp_path: Path, stock: Stock) -> None:
    path = stock.delivery(tmp_path, "a.geojson")
    with pytest.raises(InputDataError, match="database under another name"):
        FileSource(path)


def test_94_what_lies_in_a_zip_passes_the_same_gate(tmp_path: Path, stock: Stock) -> None:
    good = packed(tmp_path / "good.zip", {"资料/survey.gpkg": stock.layer.read_bytes()}, zipfile.ZIP_DEFLATED)
    assert len(FileSource(good, "DLTB").read(["DLBM"])) == 2
    evil = stock.delivery(tmp_path, "evil.gpkg")
    with changing(evil) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON DLTB BEGIN DELETE FROM DLTB; END")
    with pytest.raises(InputDataError, match="trigger evil"):
        FileSource(packed(tmp_path / "evil.zip", {"survey.gpkg": evil.read_bytes()}), "DLTB")
    with pytest.raises(InputDataError, match="points to another place"):
        FileSource(packed(tmp_path / "vrt.zip", {"a.geojson": POINTER}))
    shape = shapely.to_geojson(shapely.box(0, 0, 1, 1))
    plain = f'{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},"geometry":{shape}}}]}}'
    assert len(FileSource(packed(tmp_path / "plain.zip", {"a.geojson": plain.encode()})).read([])) == 1
