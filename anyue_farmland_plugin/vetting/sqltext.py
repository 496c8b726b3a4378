# SPDX-License-Identifier: GPL-2.0-or-later
"""Judges SQL text that stands in a file's schema, without running it.

Only two things are looked for: which functions it calls and which tables it writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator, Optional, Sequence

_TOKEN = re.compile(
    r"--[^\n]*|/\*.*?(?:\*/|\Z)|\s+"
    r"|(?P<string>'(?:[^']|'')*')|(?P<quoted>\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|\[[^\]]*\])"
    r"|(?P<name>[A-Za-z_$\x80-\U0010ffff][\w$\x80-\U0010ffff]*)|(?P<mark>.)",
    re.DOTALL,
)
# Words that may stand before a bracket without calling anything.
_WORDS = frozenset((
    "ABORT", "ALL", "AND", "AS", "BEGIN", "BETWEEN", "BY", "CASE", "CAST", "CHECK", "COLLATE", "CONFLICT",
    "CONSTRAINT", "DEFAULT", "DISTINCT", "DO", "ELSE", "END", "ESCAPE", "EXCEPT", "EXISTS", "FROM", "GLOB",
    "GROUP", "HAVING", "IN", "INTERSECT", "IS", "ISNULL", "JOIN", "KEY", "LIKE", "LIMIT", "NOT", "NOTNULL",
    "NULL", "OFFSET", "ON", "OR", "ORDER", "PRIMARY", "RAISE", "SELECT", "SET", "THEN", "UNION", "UNIQUE",
    "USING", "VALUES", "WHEN", "WHERE",
))  # fmt: skip
# Words before a table's name, which may be followed by a list of columns in brackets.
_BEFORE_TABLES = frozenset({"INTO", "TABLE", "REFERENCES", "ON", "UPDATE", "EXISTS"})
_PLAIN_FUNCTIONS = frozenset((
    "abs", "avg", "ceil", "coalesce", "count", "date", "datetime", "floor", "geometrytype", "ifnull", "iif",
    "instr", "julianday", "length", "like", "lower", "ltrim", "max", "min", "mod", "nullif", "quote", "raise",
    "replace", "round", "rtrim", "sign", "srid", "strftime", "substr", "substring", "sum", "time", "total",
    "trim", "typeof", "unicode", "upper", "gpkgisassignable",
))  # fmt: skip
_SPATIAL = re.compile(r"st_[a-z0-9]+")
_KEPT_TABLES = ("rtree_", "idx_")
_COUNTED_TABLES = frozenset({"gpkg_contents", "gpkg_ogr_contents"})


@dataclass(frozen=True)
class Token:
    """A word of SQL: kind is name, quoted, string or mark; text is what it means."""

    kind: str
    text: str

    @property
    def word(self) -> str:
        """Return a bare word in capitals, else nothing."""
        return self.text.upper() if self.kind == "name" else ""


def tokens(sql: str) -> tuple[Token, ...]:
    """Return the words of a statement without blanks and comments."""
    return tuple(_tokens(sql))


def _tokens(sql: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(sql):
        kind, text = match.lastgroup, match.group()
        if kind in {"quoted", "string"}:
            mark = text[-1]
            yield Token(kind, text[1:-1].replace(mark * 2, mark))
        elif kind is not None:
            yield Token(kind, text)


def strange_calls(words: Sequence[Token]) -> tuple[str, ...]:
    """Return the functions called that are not known to be harmless."""
    found = []
    for place, word in enumerate(words[:-1]):
        if words[place + 1] != Token("mark", "(") or word.kind not in ("name", "quoted") or word.word in _WORDS:
            continue
        if place and words[place - 1].word in _BEFORE_TABLES:
            continue
        name = word.text.lower()
        if name not in _PLAIN_FUNCTIONS and not _SPATIAL.fullmatch(name):
            found.append(word.text)
    return tuple(found)


def virtual_module(words: Sequence[Token]) -> Optional[str]:
    """Return the module that makes up a table's rows (lower case), None for an ordinary table."""
    if "VIRTUAL" not in [word.word for word in words[:2]]:
        return None
    using = next((place for place, word in enumerate(words) if word.word == "USING"), len(words))
    return words[using + 1].text.lower() if using + 1 < len(words) else ""


def recurses(words: Sequence[Token]) -> bool:
    """Tell whether a statement may go on without end."""
    return any(word.word in ("WITH", "RECURSIVE") for word in words)


def strange_targets(words: Sequence[Token]) -> tuple[str, ...]:
    """Return the tables a trigger writes that are neither a spatial index nor a row count."""
    found = []
    for place in range(1, len(words)):
        starts = words[place - 1].word == "BEGIN" or words[place - 1] == Token("mark", ";")
        if starts and words[place].word in ("INSERT", "REPLACE", "UPDATE", "DELETE"):
            target = _target(words[place + 1 :])
            if not target.lower().startswith(_KEPT_TABLES) and target.lower() not in _COUNTED_TABLES:
                found.append(target)
    return tuple(found)


def _target(words: Sequence[Token]) -> str:
    """Return the table that follows INSERT [OR …] INTO, UPDATE [OR …] or DELETE FROM."""
    skip = iter(words)
    for word in skip:
        if word.word == "OR":
            next(skip, None)
        elif word.word not in ("INTO", "FROM"):
            return word.text
    return ""


def checked_parts(words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield what stands in the brackets after CHECK and AS: what a table computes by itself."""
    for place, word in enumerate(words[:-1]):
        if word.word in ("CHECK", "AS", "DEFAULT") and words[place + 1] == Token("mark", "("):
            yield words[place + 1 : _closing(words, place + 1)]


def _closing(words: Sequence[Token], start: int) -> int:
    depth = 0
    for place in range(start, len(words)):
        depth += {"(": 1, ")": -1}.get(words[place].text, 0) if words[place].kind == "mark" else 0
        if not depth:
            return place + 1
    return len(words)
