# SPDX-License-Identifier: GPL-2.0-or-later
"""Photos from the field are read and marked; what is no photo is refused; nothing dangerous is decoded."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zlib
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.evidence_flags import Flag, flag_words, flags_of, flags_text
from anyue_farmland_plugin.workflow import picture_look
from anyue_farmland_plugin.workflow.picture_look import ALIKE_BITS, as_numbers, bits_apart
from anyue_farmland_plugin.workflow.picture_reading import Picture, read_picture
from tests.pictures import LAT, LON, Shot, exif_block, jpeg, scene, write

NOW = datetime(2022, 6, 20, tzinfo=timezone.utc)


def read(path: Path) -> Picture:
    return read_picture(path, NOW)


def apart(first: Picture, second: Picture) -> int:
    return int(bits_apart(first.picture_hash, as_numbers([second.picture_hash]))[0])


def test_a_good_photo_has_no_marks(tmp_path: Path) -> None:
    found = read(write(tmp_path / "IMG_0001.jpg", 1))
    assert found.marks == frozenset()
    assert found.taken_at == datetime(2022, 6, 15, 2, 20, 30, tzinfo=timezone.utc)
    assert found.where is not None
    assert (found.where.lon, found.where.lat) == (pytest.approx(LON), pytest.approx(LAT))
    assert (found.azimuth, found.camera) == (30.0, "HUAWEI ELS-AN00")
    assert found.view_angle == pytest.approx(67.38, abs=0.01)
    assert len(found.picture_hash) == 16


def test_a_camera_held_on_its_side_sees_a_narrower_view(tmp_path: Path) -> None:
    found = read(write(tmp_path / "a.jpg", 1, orientation=6))
    assert found.view_angle == pytest.approx(47.92, abs=0.01)


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"lon": None}, Flag.NO_GPS),
        ({"time": ""}, Flag.NO_TIME),
        ({"offset": ""}, Flag.NO_ZONE),
        ({"satellite_time": "2022:06:15 04:00:00"}, Flag.TIME_DIFFERS),
        ({"time": "2022:06:21 10:00:00"}, Flag.FUTURE),
        ({"software": "Adobe Photoshop 23.0 (Windows)"}, Flag.EDITED_SOFTWARE),
        ({"software": "美图秀秀"}, Flag.EDITED_SOFTWARE),
        ({"modified": "2022:06:16 09:00:00"}, Flag.EDITED_LATER),
        ({"maker_note": False}, Flag.NO_MAKER_NOTE),
    ],
)
def test_each_oddity_has_its_own_mark(tmp_path: Path, changes: dict, mark: Flag) -> None:
    assert read(write(tmp_path / "a.jpg", 1, **changes)).marks == {mark}


def test_without_zone_the_satellites_tell_it_else_china_is_taken(tmp_path: Path) -> None:
    told = read(
        write(tmp_path / "a.jpg", 1, offset="", time="2022:06:15 09:20:30", satellite_time="2022:06:15 02:20:29")
    )
    assert (told.taken_at, told.marks) == (datetime(2022, 6, 15, 2, 20, 30, tzinfo=timezone.utc), frozenset())
    taken = read(write(tmp_path / "b.jpg", 1, offset=""))
    assert taken.taken_at == datetime(2022, 6, 15, 2, 20, 30, tzinfo=timezone.utc)


def test_the_satellites_alone_tell_the_time(tmp_path: Path) -> None:
    found = read(write(tmp_path / "a.jpg", 1, time="", satellite_time="2022:06:15 02:20:31"))
    assert (found.taken_at, found.marks) == (datetime(2022, 6, 15, 2, 20, 31, tzinfo=timezone.utc), frozenset())


def test_a_png_called_jpg_is_taken_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "截图 1.jpg"
    scene(1).save(path, "PNG")
    found = read(path)
    assert (found.kind.value, found.marks) == ("png", {Flag.RENAMED, Flag.NO_EXIF})


def test_a_photo_cut_off_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg(scene(1), Shot())[:-600])
    found = read(path)
    assert Flag.DAMAGED in found.marks
    assert found.where is not None


def test_a_header_that_claims_200_megapixels_is_not_decoded(tmp_path: Path) -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = zlib.compress(bytes(10 << 20), 9)
    bomb = chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 10_000, 8, 2, 0, 0, 0)) + chunk(b"IDAT", rows)
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bomb + chunk(b"IEND", b""))
    tracemalloc.start()
    found = read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.marks == {Flag.TOO_LARGE, Flag.NO_EXIF}
    assert found.picture_hash == ""
    assert peak < 2 << 20


def test_a_thumbnail_of_another_picture_tells_of_editing(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg(scene(1), Shot(), thumbnail=scene(2)))
    assert read(path).marks == {Flag.EDITED_THUMBNAIL}
    wide = scene(1, 320, 180)
    barred = Image.new("RGB", (160, 120))
    barred.paste(wide.resize((160, 90)), (0, 15))
    for small in (barred, wide.rotate(90, expand=True)):
        path.write_bytes(jpeg(wide, Shot(), thumbnail=small))
        assert read(path).marks == frozenset(), small.size


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_has_the_same_look(tmp_path: Path, orientation: int) -> None:
    upright = write(tmp_path / "upright.jpg", 5)
    stored = tmp_path / "turned.jpg"
    opposite = {6: 8, 8: 6}.get(orientation, orientation)
    turned = Image.open(io.BytesIO(jpeg(scene(5), Shot(orientation=opposite))))
    stored.write_bytes(jpeg(ImageOps.exif_transpose(turned), Shot(orientation=orientation)))
    assert apart(read(upright), read(stored)) <= ALIKE_BITS


def test_a_saved_again_smaller_picture_is_alike_and_another_is_not(tmp_path: Path) -> None:
    original = read(write(tmp_path / "a.jpg", 7))
    scene(7).resize((200, 150)).save(tmp_path / "b.jpg", "JPEG", quality=40)
    scene(7).save(tmp_path / "c.png", "PNG")
    assert apart(original, read(tmp_path / "b.jpg")) <= ALIKE_BITS
    assert apart(original, read(tmp_path / "c.png")) <= ALIKE_BITS
    others = [read(write(tmp_path / f"{seed}.jpg", seed)) for seed in range(20, 50)]
    assert min(apart(original, other) for other in others) > ALIKE_BITS


def test_a_flat_picture_is_like_no_other(tmp_path: Path) -> None:
    for name, shade in (("a.png", 10), ("b.png", 240)):
        Image.new("RGB", (64, 64), (shade, shade, shade)).save(tmp_path / name)
    found = [read(tmp_path / name) for name in ("a.png", "b.png")]
    assert [picture.picture_hash for picture in found] == ["", ""]
    assert found[0].marks == {Flag.FLAT, Flag.NO_EXIF}


def test_what_is_no_photo_is_refused_by_its_bytes(tmp_path: Path) -> None:
    program = tmp_path / "现场照片.jpg"
    program.write_bytes(b"MZ\x90\x00" + bytes(500))
    with pytest.raises(InputDataError, match=r"现场照片\.jpg is no photo"):
        read(program)
    page = tmp_path / "a.jpg"
    page.write_bytes(b"<html><script>alert(1)</script></html>")
    with pytest.raises(InputDataError, match="is no photo"):
        read(page)


def test_links_folders_and_empty_files_are_refused(tmp_path: Path) -> None:
    real = write(tmp_path / "real.jpg", 1)
    (tmp_path / "link.jpg").symlink_to(real)
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "empty.jpg").touch()
    for name in ("link.jpg", "folder.jpg", "empty.jpg"):
        with pytest.raises(InputDataError, match="only files with content"):
            read(tmp_path / name)
    with pytest.raises(InputDataError, match="cannot be read"):
        read(tmp_path / "gone.jpg")


def test_without_pillow_the_camera_is_still_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_look, "has_pillow", lambda: False)
    found = read(write(tmp_path / "a.jpg", 1))
    assert found.marks == {Flag.NOT_LOOKED}
    assert (found.where is not None, found.picture_hash) == (True, "")


def test_a_heic_photo_is_copied_but_not_read(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.HEIC"
    path.write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(100))
    assert read(path).marks == {Flag.NOT_READ}


def test_no_damage_to_a_photo_stops_the_reading(tmp_path: Path) -> None:
    whole = bytearray(jpeg(scene(3, 64, 48), Shot()))
    random = np.random.default_rng(11)
    path = tmp_path / "a.jpg"
    for _ in range(60):
        changed = bytearray(whole)
        for at in random.integers(3, len(whole), 6):
            changed[at] = random.integers(0, 256)
        path.write_bytes(bytes(changed))
        read(path)


def test_marks_survive_the_ledger_and_each_is_explained() -> None:
    every = frozenset(Flag)
    assert flags_of(flags_text(every)) == every
    assert flags_text([]) is None
    assert flags_of("far,mark_of_a_later_version") == {Flag.FAR}
    assert set(flag_words()) == every


def test_exif_in_a_png_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    scene(1).save(path, "PNG", exif=b"Exif\x00\x00" + exif_block(Shot()))
    assert read(path).marks == frozenset()
