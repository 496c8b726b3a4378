# SPDX-License-Identifier: GPL-2.0-or-later
"""What may be odd about a photo; a mark never keeps a photo out, a person judges it."""

from __future__ import annotations

from enum import Enum
from typing import Iterable, Mapping, Optional

from anyue_farmland_plugin.core.i18n import translate


class Flag(Enum):
    """A mark of a photo; the value is what the column ``flags`` holds, separated by commas."""

    NOT_READ = "not_read"
    NOT_LOOKED = "not_looked"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    FLAT = "flat"
    RENAMED = "renamed"
    NO_EXIF = "no_exif"
    NO_GPS = "no_gps"
    NO_TIME = "no_time"
    NO_ZONE = "no_zone"
    TIME_DIFFERS = "time_differs"
    FUTURE = "future"
    OLD = "old"
    EDITED_SOFTWARE = "edited_software"
    EDITED_LATER = "edited_later"
    EDITED_THUMBNAIL = "edited_thumbnail"
    NO_MAKER_NOTE = "no_maker_note"
    PLACE_DIFFERS = "place_differs"
    FAR = "far"
    ASIDE = "aside"
    SAME_FILE = "same_file"
    ALIKE = "alike"


# Marks under which a photo alone does not show that a place was put right.
DOUBTS = frozenset(
    {
        Flag.DAMAGED,
        Flag.FLAT,
        Flag.NO_EXIF,
        Flag.FUTURE,
        Flag.OLD,
        Flag.EDITED_SOFTWARE,
        Flag.EDITED_THUMBNAIL,
        Flag.PLACE_DIFFERS,
        Flag.FAR,
        Flag.SAME_FILE,
        Flag.ALIKE,
    }
)


def flags_text(flags: Iterable[Flag]) -> Optional[str]:
    """Return marks as the ledger holds them, each once in the order of the list; None for none."""
    found = set(flags)
    return ",".join(flag.value for flag in Flag if flag in found) or None


def flags_of(text: Optional[str]) -> frozenset[Flag]:
    """Return the marks a ledger holds; words this version does not know are left to those that do."""
    known = {flag.value: flag for flag in Flag}
    return frozenset(known[word] for word in (text or "").split(",") if word in known)


def flag_words() -> Mapping[Flag, str]:
    """Return what each mark means, for people."""
    return {
        Flag.NOT_READ: translate("Evidence", "this kind of picture file is not read; it was only copied"),
        Flag.NOT_LOOKED: translate("Evidence", "Pillow is not installed: the picture itself was not looked at"),
        Flag.TOO_LARGE: translate("Evidence", "too many pixels to look at"),
        Flag.DAMAGED: translate("Evidence", "the picture is cut off or damaged"),
        Flag.FLAT: translate("Evidence", "the picture shows nothing"),
        Flag.RENAMED: translate("Evidence", "the ending of its name is not that of its content"),
        Flag.NO_EXIF: translate("Evidence", "nothing from the camera in it (no Exif): a forwarded copy or screenshot"),
        Flag.NO_GPS: translate("Evidence", "no position"),
        Flag.NO_TIME: translate("Evidence", "no time"),
        Flag.NO_ZONE: translate("Evidence", "no time zone; the time of China was taken"),
        Flag.TIME_DIFFERS: translate("Evidence", "the camera's clock differs from the satellites'"),
        Flag.FUTURE: translate("Evidence", "taken later than now"),
        Flag.OLD: translate("Evidence", "taken before the change was seen"),
        Flag.EDITED_SOFTWARE: translate("Evidence", "written by a picture editor"),
        Flag.EDITED_LATER: translate("Evidence", "saved again after it was taken"),
        Flag.EDITED_THUMBNAIL: translate("Evidence", "its thumbnail shows another picture"),
        Flag.NO_MAKER_NOTE: translate("Evidence", "lacks the maker's own notes"),
        Flag.PLACE_DIFFERS: translate("Evidence", "the position in the file is not the one that was entered"),
        Flag.FAR: translate("Evidence", "taken more than 200 m from the case"),
        Flag.ASIDE: translate("Evidence", "the camera looked past the case"),
        Flag.SAME_FILE: translate("Evidence", "the same file is evidence elsewhere"),
        Flag.ALIKE: translate("Evidence", "a picture that looks the same is evidence elsewhere"),
    }
