# SPDX-License-Identifier: GPL-2.0-or-later
"""Phone and identity numbers of persons in free text; what leaves the house keeps their ends only."""

from __future__ import annotations

import re

HIDDEN = "*"
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}-?)\d{5,6}(\d{2})(?!\d)")
# GB 11643: six digits of the place, the day of birth, three digits and a check letter; the old form has 15 digits.
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(rf"(?<!\d)(\d{{6}})(?:(?:18|19|20)\d{{2}}{_DAY}\d{{3}}[\dXx]|\d{{2}}{_DAY}\d{{3}})(?!\d)")


def mask_numbers(text: str) -> str:
    """Return the text with phone and identity numbers shortened to their ends."""
    text = _IDENTITY.sub(lambda found: found[1] + HIDDEN * 8, text)
    text = _MOBILE.sub(lambda found: found[1] + HIDDEN * 4 + found[2], text)
    return _LANDLINE.sub(lambda found: found[1] + HIDDEN * 4 + found[2], text)
