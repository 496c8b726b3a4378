# SPDX-License-Identifier: GPL-2.0-or-later
"""File names from outside: one that could leave its folder, or that Windows reads otherwise, is refused."""

from __future__ import annotations

import re
import unicodedata
from typing import Optional

from anyue_farmland_plugin.core.hidden_letters import has_hidden_letters
from anyue_farmland_plugin.core.i18n import translate

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile('[\x00-\x1f\x7f<>:"|?*\\\\]')
_MOST_PART, _MOST_NAME = 200, 1_000  # bytes; file systems take 255 for a part
_NOT_TEXT = re.compile("[\ud800-\udfff\ufffd]")


def name_fault(name: str) -> Optional[str]:
    """Return why a relative name with forward slashes may not be written, None where it may."""
    if not name or _bytes(name) > _MOST_NAME:
        return translate("Vetting", "it is empty or too long")
    if name.startswith(("/", "\\")) or re.match("[A-Za-z]:", name):
        return translate("Vetting", "it names a place outside the folder")
    for part in name.split("/"):
        fault = _part_fault(part)
        if fault is not None:
            return fault
    return None


def _part_fault(part: str) -> Optional[str]:
    faults = (
        (part in ("", ".", ".."), translate("Vetting", "it names a place outside the folder")),
        (_FORBIDDEN.search(part), translate("Vetting", "it holds a letter that file names may not have")),
        (_NOT_TEXT.search(part), translate("Vetting", "its letters cannot be read")),
        (has_hidden_letters(part), translate("Vetting", "it holds letters that cannot be seen")),
        (part.endswith((".", " ")), translate("Vetting", "it ends in a dot or a blank")),
        (_RESERVED.fullmatch(part), translate("Vetting", "Windows keeps it for a device")),
        (_bytes(part) > _MOST_PART, translate("Vetting", "it is empty or too long")),
    )
    return next((sentence for is_so, sentence in faults if is_so), None)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def same_name(name: str) -> str:
    """Return the form in which two names are one file on some system: composed, without case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
