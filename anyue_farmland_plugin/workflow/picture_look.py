# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks at a picture itself, where Pillow is installed: 64 bits of its look, damage, a thumbnail of something else."""

from __future__ import annotations

import importlib
import io
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Iterator, Optional, Union

import numpy as np

from anyue_farmland_plugin.core.picturefile import FileKind, PictureHeader

MOST_PIXELS = 64_000_000  # more is not decoded: a header of a few bytes may claim gigabytes
ALIKE_BITS = 4
_DIFFERENT_BITS = 16  # a thumbnail is small and sharpened: it may differ a little
_FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
_SIDE = 72  # divides into the nine columns and eight rows that are compared
_FLAT = 2.0  # grey levels; a picture without any shapes looks like every other
_NARROWER = 0.03
# What turns a picture of an orientation upright: quarter turns to the left after mirroring or not.
_TURNS = {
    1: (False, 0),
    2: (True, 0),
    3: (False, 2),
    4: (True, 2),
    5: (True, 1),
    6: (False, 3),
    7: (True, 3),
    8: (False, 1),
}
_BROKEN = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, EOFError, struct.error)


@dataclass(frozen=True)
class Look:
    """What looking gave: the picture's hash (16 hex digits, "" for flat or unseen ones) and what was odd."""

    picture_hash: str = ""
    was_looked_at: bool = False
    is_damaged: bool = False
    is_too_large: bool = False
    thumbnail_differs: bool = False


def has_pillow() -> bool:
    """Tell whether pictures can be looked at."""
    return find_spec("PIL") is not None


def look_at_picture(path: Path, header: PictureHeader, orientation: int, thumbnail: bytes) -> Look:
    """Decode a picture of bearable size small and grey; never raises for what is in the file."""
    if header.width * header.height > MOST_PIXELS:
        return Look(is_too_large=True)
    if header.kind not in _FORMATS or not has_pillow():
        return Look()
    with path.open("rb") as stream:
        grey = _grey(stream, header.kind)
    if grey is None:
        return Look(was_looked_at=True, is_damaged=True)
    differs = bool(thumbnail) and _shows_another(thumbnail, grey, header)
    return Look(picture_hash(_upright(grey, orientation)), was_looked_at=True, thumbnail_differs=differs)


def picture_hash(grey: np.ndarray) -> str:
    """Return which of neighbouring fields is brighter, as 16 hex digits; "" for a flat picture."""
    rows = grey.reshape(8, _SIDE // 8, 9, _SIDE // 9).mean(axis=(1, 3))
    if float(rows.std()) < _FLAT:
        return ""
    bits = (rows[:, 1:] > rows[:, :-1]).ravel()
    return np.packbits(bits).tobytes().hex()


def bits_apart(first: str, others: np.ndarray) -> np.ndarray:
    """Return in how many bits each of the hashes (uint64) differs from one."""
    return _apart(np.uint64(int(first, 16)), others)


def _apart(first: Union[np.uint64, np.ndarray], others: np.ndarray) -> np.ndarray:
    return np.unpackbits((others ^ first).view(np.uint8).reshape(-1, 8), axis=1).sum(axis=1)


def alike_groups(hashes: np.ndarray) -> list[np.ndarray]:
    """Return the places of hashes (uint64) that hang together by being alike, for groups of two and more.

    Two hashes at most `ALIKE_BITS` apart agree in one of that many bands of bits and one more, so
    only those that share a band are compared.
    """
    values, place_of = np.unique(hashes, return_inverse=True)
    group = np.arange(len(values))
    for band in np.array_split(np.arange(64, dtype=np.uint64), ALIKE_BITS + 1):
        bits = (values >> band[0]) & np.uint64((1 << len(band)) - 1)
        for one, other in _alike_neighbours(values, bits):
            if group[one] != group[other]:
                group[group == group[other]] = group[one]
    members = group[place_of]
    order = np.argsort(members, kind="stable")
    runs = np.split(order, np.flatnonzero(np.diff(members[order])) + 1)
    return [run for run in runs if len(run) > 1]


def _alike_neighbours(values: np.ndarray, bits: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield the places of values with equal bits that are alike."""
    order = np.argsort(bits, kind="stable")
    first, step = order, 0
    while len(first):
        step += 1
        here = np.flatnonzero(bits[order[step:]] == bits[order[: len(order) - step]])
        first, second = order[here], order[here + step]
        near = _apart(values[first], values[second]) <= ALIKE_BITS
        yield from zip(first[near].tolist(), second[near].tolist())


def as_numbers(hashes: list) -> np.ndarray:
    """Return hashes as unsigned numbers, for `bits_apart`."""
    return np.array([int(text, 16) for text in hashes], dtype=np.uint64)


def _grey(stream: Union[IO[bytes], io.BytesIO], kind: FileKind, shape: Optional[tuple] = None) -> Optional[np.ndarray]:
    """Return the picture as stored, grey and 72 by 72, cut to a shape (width, height) first; None when damaged."""
    image_module = importlib.import_module("PIL.Image")
    try:
        with image_module.open(stream, formats=[_FORMATS[kind]]) as image:
            if image.size[0] * image.size[1] > MOST_PIXELS:
                return None
            image.draft("L", (8 * _SIDE, 8 * _SIDE))
            small = _cut(image.convert("L"), shape).resize((_SIDE, _SIDE), image_module.BOX)
            return np.asarray(small, dtype=float)
    except (*_BROKEN, image_module.DecompressionBombError):
        return None


def _cut(image: Any, shape: Optional[tuple]) -> Any:  # noqa: ANN401 - Pillow is optional and has no types everywhere
    """Cut the bars off that some cameras put around a thumbnail of another shape."""
    if shape is None:
        return image
    width, height = image.size
    wanted = shape[0] / shape[1]
    if wanted > width / height * (1 + _NARROWER):
        bar = (height - width / wanted) / 2
        return image.crop((0, round(bar), width, round(height - bar)))
    if wanted < width / height * (1 - _NARROWER):
        bar = (width - height * wanted) / 2
        return image.crop((round(bar), 0, round(width - bar), height))
    return image


def _shows_another(thumbnail: bytes, grey: np.ndarray, header: PictureHeader) -> bool:
    size = (header.width, header.height)
    told = picture_hash(grey)
    lying, standing = (_grey(io.BytesIO(thumbnail), FileKind.JPEG, shape) for shape in (size, size[::-1]))
    if not told or lying is None or standing is None:
        return False
    turned = (lying, np.rot90(lying, 2), np.rot90(standing, 1), np.rot90(standing, 3))
    hashes = [text for text in (picture_hash(small) for small in turned) if text]
    return bool(hashes) and int(bits_apart(told, as_numbers(hashes)).min()) > _DIFFERENT_BITS


def _upright(grey: np.ndarray, orientation: int) -> np.ndarray:
    mirrored, quarters = _TURNS.get(orientation, (False, 0))
    return np.rot90(grey[:, ::-1] if mirrored else grey, quarters)
