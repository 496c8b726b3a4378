# SPDX-License-Identifier: GPL-2.0-or-later
"""What a camera wrote is read back, and no damage to the block is read as something else."""

from __future__ import annotations

import io
import struct
from datetime import datetime, timedelta, timezone
from typing import Optional

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from anyue_farmland_plugin.core.exif import Exif, read_exif
from anyue_farmland_plugin.core.picturefile import FileKind, kind_of, read_header
from tests.pictures import ASCII, LAT, LON, RATIONAL, Shot, exif_block, jpeg, scene


def read(shot: Shot, **extra: bytes) -> Exif:
    found = read_exif(exif_block(shot, **extra))
    assert found is not None
    return found


@pytest.mark.parametrize("big_endian", [False, True])
def test_everything_a_phone_writes_is_read(big_endian: bool) -> None:
    shot = Shot(satellite_time="2022:06:15 02:20:31", software="华为 11", orientation=6, big_endian=big_endian)
    found = read(shot, thumbnail=jpeg(scene(1, 160, 120)))
    assert (found.make, found.model, found.software) == ("HUAWEI", "ELS-AN00", "华为 11")
    assert (found.lon, found.lat) == (pytest.approx(LON, abs=1e-9), pytest.approx(LAT, abs=1e-9))
    assert (found.azimuth, found.focal_35mm, found.orientation) == (30.0, 27.0, 6)
    assert found.local_time == datetime(2022, 6, 15, 10, 20, 30)
    assert found.offset == timedelta(hours=8)
    assert found.satellite_time == datetime(2022, 6, 15, 2, 20, 31, tzinfo=timezone.utc)
    assert found.has_maker_note
    assert Image.open(io.BytesIO(found.thumbnail)).size == (160, 120)


def test_an_independent_reader_sees_the_same_in_our_test_pictures() -> None:
    with Image.open(io.BytesIO(jpeg(scene(1), Shot()))) as picture:
        tags = picture.getexif()
        place = tags.get_ifd(0x8825)
    assert (tags[0x010F], tags[0x0131]) == ("HUAWEI", "ELS-AN00 11.0.0.135")
    assert tags.get_ifd(0x8769)[0x9003] == "2022:06:15 10:20:30"
    degrees, minutes, seconds = (float(part) for part in place[2])
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(LAT, abs=1e-9)
    assert float(place[17]) == 30.0


def test_what_independent_software_writes_is_read() -> None:
    tags = Image.Exif()
    tags[0x010F], tags[0x0131] = "Canon", "GIMP 2.10"
    stream = io.BytesIO()
    scene(2).save(stream, "JPEG", exif=tags)
    header = read_header(io.BytesIO(stream.getvalue()))
    assert header is not None
    found = read_exif(header.exif)
    assert found is not None
    assert (found.make, found.software, found.local_time) == ("Canon", "GIMP 2.10", None)


@pytest.mark.parametrize(
    "shot",
    [
        Shot(lon=0.0, lat=0.0),
        Shot(lon=None, lat=None),
        Shot(lat=91.0),
    ],
)
def test_a_position_that_is_none_is_none(shot: Shot) -> None:
    assert (read(shot).lon, read(shot).lat) == (None, None)


def test_the_other_hemispheres() -> None:
    found = read(Shot(lon=-70.5, lat=-33.25))
    assert (found.lon, found.lat) == (pytest.approx(-70.5), pytest.approx(-33.25))


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "2022-06-15", "    :  :     :  :  ", "2022:13:40 10:00:00"])
def test_a_time_that_is_none_is_none(text: str) -> None:
    assert read(Shot(time=text)).local_time is None


def test_values_that_cannot_be_meant_are_left_out() -> None:
    found = read(Shot(azimuth=400.0, focal=0, orientation=9, offset="local"))
    assert (found.azimuth, found.focal_35mm, found.orientation, found.offset) == (None, None, 1, None)
    strange = read(Shot(extra={0x0110: (RATIONAL, [(1, 0)]), 0x0131: (ASCII, b"\xb0\xb2\xd4\xc0\x00")}))
    assert (strange.model, strange.software) == ("", "安岳")


def test_a_directory_that_points_to_itself_ends() -> None:
    block = bytearray(exif_block(Shot()))
    count = struct.unpack_from("<H", block, 8)[0]
    struct.pack_into("<I", block, 10 + 12 * count, 8)  # the next directory is this one
    assert read_exif(bytes(block)) is not None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 600), st.integers(0, 255))
def test_no_bytes_make_the_reader_fail(noise: bytes, at: int, byte: int) -> None:
    read_exif(b"II*\x00" + noise)
    read_exif(b"MM\x00*" + noise)
    block = bytearray(exif_block(Shot()))
    block[at % len(block)] = byte
    read_exif(bytes(block))
    read_exif(bytes(block[: at % len(block)]))
    whole = jpeg(scene(1, 32, 24), Shot())
    changed = bytearray(whole)
    changed[at % len(changed)] = byte
    for data in (bytes(changed), whole[:at], b"\x89PNG\r\n\x1a\n" + noise, b"RIFF\x00\x00\x00\x00WEBP" + noise):
        read_header(io.BytesIO(data))


@pytest.mark.parametrize(("form", "kind"), [("JPEG", FileKind.JPEG), ("PNG", FileKind.PNG), ("WEBP", FileKind.WEBP)])
def test_size_and_exif_are_read_from_every_kind_of_picture(form: str, kind: FileKind) -> None:
    stream = io.BytesIO()
    scene(3, 123, 77).save(stream, form, exif=b"Exif\x00\x00" + exif_block(Shot()))
    header = read_header(io.BytesIO(stream.getvalue()))
    assert header is not None
    assert (header.kind, header.width, header.height, header.is_whole) == (kind, 123, 77, True)
    found = read_exif(header.exif)
    assert found is not None
    assert found.model == "ELS-AN00"
    cut = read_header(io.BytesIO(stream.getvalue()[:-400]))
    assert cut is not None
    assert not cut.is_whole


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"MZ\x90\x00" + bytes(12), None),
        (b"<svg xmlns='http:", None),
        (b"<html><script>..", None),
        (b"%PDF-1.7 .......", FileKind.PDF),
        (b"\x00\x00\x00\x18ftypheic....", FileKind.HEIF),
        (b"\x00\x00\x00\x18ftypmp42....", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_what_a_file_is(start: bytes, kind: Optional[FileKind]) -> None:
    assert kind_of(start) is kind
