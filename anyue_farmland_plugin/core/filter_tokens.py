# SPDX-License-Identifier: GPL-2.0-or-later
"""Splits the text of a case filter into tokens that know where they stood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate

KEYWORDS = frozenset({"AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "BETWEEN", "TRUE", "FALSE"})


class Kind(Enum):
    """What a token is."""

    NAME = "name"
    KEYWORD = "keyword"
    TEXT = "text"
    NUMBER = "number"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True)
class Token:
    """A token; ``position`` counts characters from 1."""

    kind: Kind
    text: str
    position: int


_PATTERN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?!\w))
      | (?P<name>[^\W\d]\w*)
      | '(?P<text>(?:[^']|'')*)'
      | "(?P<quoted>(?:[^"]|"")*)"
      | (?P<sign><>|!=|<=|>=|[=<>(),])
    """,
    re.VERBOSE,
)


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a filter, closed by an END token.

    Raises InputDataError naming the position of a character that cannot start a token.
    """
    tokens = []
    at = 0
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None:
            raise _unexpected(text, at)
        if match.lastgroup != "space":
            tokens.append(_token(match))
        at = match.end()
    tokens.append(Token(Kind.END, "", len(text) + 1))
    return tuple(tokens)


def _token(match: re.Match[str]) -> Token:
    group = str(match.lastgroup)
    text = match[group]
    position = match.start() + 1
    if group == "text":
        return Token(Kind.TEXT, text.replace("''", "'"), position)
    if group == "quoted":
        return Token(Kind.NAME, text.replace('""', '"'), position)
    if group == "name" and text.upper() in KEYWORDS:
        return Token(Kind.KEYWORD, text.upper(), position)
    return Token(Kind(group), text, position)


def _unexpected(text: str, at: int) -> InputDataError:
    if text[at] in "'\"":
        message = translate("Filter", "Filter, position {position}: the quote {character} is not closed. Close it.")
    else:
        message = translate(
            "Filter",
            "Filter, position {position}: {character} is not understood. Write comparisons like "
            "status = 'clue' AND farmland_m2 > 100, with plain ASCII quotes, commas and brackets.",
        )
    return InputDataError(message.format(position=at + 1, character=text[at]))
