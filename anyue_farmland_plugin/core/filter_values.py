# SPDX-License-Identifier: GPL-2.0-or-later
"""What a case filter computes with: columns, literals, comparisons, three-valued logic."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from typing import Any, Callable, Iterable, Mapping, Optional, Union

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.filter_tokens import Kind, Token
from anyue_farmland_plugin.core.i18n import translate

Row = Mapping[str, object]
Truth = Optional[bool]
Test = Callable[[Row], Truth]
Value = Union[str, int, float, None]

_NUMBER_TYPES = ("INT", "DOUBLE", "REAL", "FLOAT", "NUM")
Comparator = Callable[[Any, Any], bool]
COMPARE: Mapping[str, Comparator] = {
    "=": operator.eq,
    "<>": operator.ne,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Operand:
    """A column or literal: its type ("text", "number", "null") and how to get the value."""

    type: str
    value: Callable[[Row], Value]
    token: Token
    is_column: bool = False


def column_operand(name: str, sql_type: str, token: Token) -> Operand:
    """Return the operand of a column; its SQL type decides whether it is number or text."""
    if sql_type.upper().startswith(_NUMBER_TYPES):
        return Operand("number", lambda row: _as_number(name, row.get(name)), token, is_column=True)
    return Operand("text", lambda row: _as_text(row.get(name)), token, is_column=True)


def literal_operand(token: Token) -> Operand:
    """Return the operand of a text, a number or NULL written in the filter."""
    if token.kind is Kind.TEXT:
        return Operand("text", lambda row: token.text, token)
    if token.kind is Kind.NUMBER:
        number = _number(token.text)
        return Operand("number", lambda row: number, token)
    return Operand("null", lambda row: None, token)


def comparison(compare: Comparator, left: Operand, right: Operand) -> Test:
    """Return the test of a comparison; unknown when a side is NULL.

    A literal follows the type of the column it meets.  Raises InputDataError when number
    and text meet.
    """
    left, right = _same_type(left, right)

    def test(row: Row) -> Truth:
        a, b = left.value(row), right.value(row)
        return None if a is None or b is None else compare(a, b)

    return test


def _same_type(left: Operand, right: Operand) -> tuple[Operand, Operand]:
    """Bring both sides to one type; a literal follows the column it is compared with."""
    if left.type == right.type or "null" in (left.type, right.type):
        return left, right
    if not left.is_column and right.is_column:
        return _converted(left, right), right
    if left.is_column and not right.is_column:
        return left, _converted(right, left)
    message = translate(
        "Filter", "Filter, position {position}: {left} and {right} are number and text. Compare like with like."
    )
    raise InputDataError(message.format(position=right.token.position, left=left.token.text, right=right.token.text))


def _converted(literal: Operand, column: Operand) -> Operand:
    token = literal.token
    if column.type == "text":
        return Operand("text", lambda row: token.text, token)
    try:
        number = _number(token.text)
    except ValueError as error:
        message = translate("Filter", "Filter, position {position}: column {column} holds numbers, {text} is none.")
        raise InputDataError(
            message.format(position=token.position, column=column.token.text, text=token.text)
        ) from error
    return Operand("number", lambda row: number, token)


def _number(text: str) -> Union[int, float]:
    try:
        return int(text)
    except ValueError:
        return float(text)


def _as_number(name: str, value: object) -> Value:
    if value is None or isinstance(value, (int, float)):
        return value
    try:
        return _number(str(value))
    except ValueError as error:
        message = translate("Filter", "Column {column} holds {value}, which is no number. Check the ledger.")
        raise InputDataError(message.format(column=name, value=value)) from error


def _as_text(value: object) -> Value:
    return None if value is None else str(value)


def likeness(left: Operand, text: str) -> Test:
    """Return the test of LIKE: % any text, _ one character, ASCII letters in either case."""
    parts = {"%": ".*", "_": "."}
    source = "".join(parts.get(character) or re.escape(character) for character in text)
    pattern = re.compile(source, re.IGNORECASE | re.ASCII | re.DOTALL)

    def test(row: Row) -> Truth:
        value = left.value(row)
        return None if value is None else pattern.fullmatch(str(value)) is not None

    return test


def negate(test: Test) -> Test:
    """Return NOT: unknown stays unknown."""

    def negated(row: Row) -> Truth:
        result = test(row)
        return None if result is None else not result

    return negated


def all_of(results: Iterable[Truth]) -> Truth:
    """Return AND of the results by three-valued logic."""
    answer: Truth = True
    for result in results:
        if result is False:
            return False
        if result is None:
            answer = None
    return answer


def any_of(results: Iterable[Truth]) -> Truth:
    """Return OR of the results by three-valued logic."""
    answer: Truth = False
    for result in results:
        if result is True:
            return True
        if result is None:
            answer = None
    return answer
