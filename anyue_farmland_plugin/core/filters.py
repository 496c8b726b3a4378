# SPDX-License-Identifier: GPL-2.0-or-later
"""The filter language of case selections: a checked subset of SQL conditions.

The text is parsed into closures over a given list of columns and never reaches a database.
NULL follows SQL: a comparison with NULL is unknown, and only true rows are selected.
"""

from __future__ import annotations

import difflib
import operator
from typing import Callable, Mapping, Sequence

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.filter_tokens import Kind, Token, tokenize
from anyue_farmland_plugin.core.filter_values import (
    COMPARE,
    Operand,
    Row,
    Test,
    all_of,
    any_of,
    column_operand,
    comparison,
    likeness,
    literal_operand,
    negate,
)
from anyue_farmland_plugin.core.i18n import translate

_MAX_DEPTH = 50


def parse_filter(text: str, columns: Mapping[str, str]) -> Callable[[Row], bool]:
    """Return a function that tells whether a row meets the filter.

    ``columns`` maps the usable column names to their SQL type; names are matched without
    regard to case.  Understands = <> != < <= > >= LIKE IN IS NULL BETWEEN AND OR NOT and
    brackets, TRUE and FALSE.  A bare number compared with a text column is taken as written
    (main_dlbm = 0103).  Raises InputDataError with the position of the first mistake.
    """
    if not text.strip():
        message = translate("Filter", "The filter is empty. Write TRUE to select every case, or a condition.")
        raise InputDataError(message)
    test = _Parser(tokenize(text), columns).parse()
    return lambda row: test(row) is True


class _Parser:
    """Recursive descent over the tokens of one filter."""

    def __init__(self, tokens: Sequence[Token], columns: Mapping[str, str]) -> None:
        self._tokens = tokens
        self._columns = columns
        self._by_lower = {name.lower(): name for name in columns}
        self._at = 0
        self._depth = 0

    def parse(self) -> Test:
        test = self._disjunction()
        if self._token.kind is not Kind.END:
            raise self._wrong(translate("Filter", "AND, OR or the end"))
        return test

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._token
        self._at += 1
        return token

    def _accept(self, *texts: str) -> str:
        """Step over a keyword or sign if it comes next; return it or ""."""
        token = self._token
        if token.kind in (Kind.KEYWORD, Kind.SIGN) and token.text in texts:
            self._at += 1
            return token.text
        return ""

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._wrong(text)

    def _disjunction(self) -> Test:
        tests = [self._conjunction()]
        while self._accept("OR"):
            tests.append(self._conjunction())
        return tests[0] if len(tests) == 1 else lambda row: any_of(test(row) for test in tests)

    def _conjunction(self) -> Test:
        tests = [self._negation()]
        while self._accept("AND"):
            tests.append(self._negation())
        return tests[0] if len(tests) == 1 else lambda row: all_of(test(row) for test in tests)

    def _negation(self) -> Test:
        negative = False
        while self._accept("NOT"):
            negative = not negative
        test = self._primary()
        return negate(test) if negative else test

    def _primary(self) -> Test:
        if self._accept("("):
            return self._bracketed()
        if self._accept("TRUE"):
            return lambda row: True
        if self._accept("FALSE"):
            return lambda row: False
        return self._predicate(self._operand())

    def _bracketed(self) -> Test:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            message = translate(
                "Filter", "Filter, position {position}: more than {count} nested brackets. Simplify it."
            )
            raise InputDataError(message.format(position=self._token.position, count=_MAX_DEPTH))
        test = self._disjunction()
        self._expect(")")
        self._depth -= 1
        return test

    def _predicate(self, left: Operand) -> Test:
        if self._accept("IS"):
            negative = bool(self._accept("NOT"))
            self._expect("NULL")
            return lambda row: (left.value(row) is None) is not negative
        sign = self._accept(*COMPARE)
        if sign:
            return comparison(COMPARE[sign], left, self._operand())
        negative = bool(self._accept("NOT"))
        test = self._set_predicate(left)
        return negate(test) if negative else test

    def _set_predicate(self, left: Operand) -> Test:
        if self._accept("LIKE"):
            return self._like(left)
        if self._accept("IN"):
            return self._in(left)
        if self._accept("BETWEEN"):
            low = comparison(operator.ge, left, self._operand())
            self._expect("AND")
            high = comparison(operator.le, left, self._operand())
            return lambda row: all_of((low(row), high(row)))
        raise self._wrong(translate("Filter", "a comparison (= <> < <= > >= LIKE IN BETWEEN IS)"))

    def _like(self, left: Operand) -> Test:
        token = self._next()
        if token.kind is not Kind.TEXT or left.type == "number":
            message = translate(
                "Filter", "Filter, position {position}: LIKE compares a text column with a pattern such as '512021%'."
            )
            raise InputDataError(message.format(position=token.position))
        return likeness(left, token.text)

    def _in(self, left: Operand) -> Test:
        self._expect("(")
        tests: list[Test] = []
        while not tests or self._accept(","):
            tests.append(comparison(operator.eq, left, self._operand()))
        self._expect(")")
        return lambda row: any_of(test(row) for test in tests)

    def _operand(self) -> Operand:
        token = self._token
        if token.kind is Kind.NAME:
            self._at += 1
            return self._column(token)
        if token.kind in (Kind.TEXT, Kind.NUMBER):
            self._at += 1
            return literal_operand(token)
        if self._accept("NULL"):
            return literal_operand(token)
        raise self._wrong(translate("Filter", "a column, a number or a text in single quotes"))

    def _column(self, token: Token) -> Operand:
        name = self._by_lower.get(token.text.lower())
        if name is None:
            raise self._unknown_column(token)
        return column_operand(name, self._columns[name], token)

    def _unknown_column(self, token: Token) -> InputDataError:
        near = difflib.get_close_matches(token.text.lower(), list(self._by_lower), n=1)
        known = ", ".join(self._columns)
        if near:
            message = translate(
                "Filter",
                "Filter, position {position}: {name} is no column. Did you mean {near}? "
                "Texts stand in single quotes. Columns: {known}.",
            )
            return InputDataError(
                message.format(position=token.position, name=token.text, near=self._by_lower[near[0]], known=known)
            )
        message = translate(
            "Filter",
            "Filter, position {position}: {name} is no column. Texts stand in single quotes. Columns: {known}.",
        )
        return InputDataError(message.format(position=token.position, name=token.text, known=known))

    def _wrong(self, expected: str) -> InputDataError:
        token = self._token
        found = token.text if token.kind is not Kind.END else translate("Filter", "the end")
        message = translate(
            "Filter", "Filter, position {position}: expected {expected}, found {found}. Columns: {known}."
        )
        known = ", ".join(self._columns)
        return InputDataError(message.format(position=token.position, expected=expected, found=found, known=known))
