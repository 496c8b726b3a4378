# SPDX-License-Identifier: GPL-2.0-or-later
"""Letters nobody sees: marks that turn the writing direction, zero-width letters, controls, halves of letters.

They can make a name read otherwise than it is stored, so they are shown as escapes.
"""

from __future__ import annotations

import re
from html import escape

# Controls but tab and line ends; halves of letters; soft hyphen; zero width, marks and overrides of direction;
# separators; fillers; tags.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)


def has_hidden_letters(text: str) -> bool:
    """Tell whether a text holds letters that cannot be seen."""
    return _HIDDEN.search(text) is not None


def shown(text: str) -> str:
    """Return the text with every letter that cannot be seen as its escape: a backslash, u and its number."""
    return _HIDDEN.sub(_escape, text)


def as_markup(text: str) -> str:
    """Return text that may come from a file as HTML shows it: no markup, no hidden letters."""
    return escape(shown(text))


def _escape(found: re.Match) -> str:
    return found.group().encode("unicode_escape").decode("ascii").replace("\\x", "\\u00")
