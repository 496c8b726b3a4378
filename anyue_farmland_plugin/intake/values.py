# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of delivered values; every complaint names layer, field, row and value."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.arrays import objects
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.landclass import LandClass, normal_code, read_class_table, standard_classes
from anyue_farmland_plugin.core.ports import FeatureTable
from anyue_farmland_plugin.intake.mapping import FieldChoice

_NULL = type(None)
_SHOWN_CODES = 8
_SHOWN_ROWS = 3
_OLD_CODE_LENGTH = 3
# Ratio of a delivered area to the geometry's m2, and the unit it speaks for.
_UNITS = ((1.0, "m²"), (3.0 / 2000.0, "亩"), (1e-4, "公顷"), (1e-6, "km²"))
_UNIT_TOLERANCE = 0.2
_EMPTY_WORDS = frozenset({"", "0", "无", "NULL", "NONE"})


def numbers(table: FeatureTable, choice: FieldChoice, name: str) -> np.ndarray:
    """Return a numeric column as float64, NaN for NULL and blank text.

    Numeric text such as "123.4" is fine.

    Raises:
        InputDataError: a value that is no finite number, with its row.
    """
    values = choice.values(table, name)
    plain = _plain_numbers(values.tolist())
    if plain is not None:
        return plain
    result = np.full(len(values), np.nan)
    for row, value in enumerate(values):
        if value is None:
            continue
        number = _number(value)
        if number is None:
            message = translate("Intake", "{layer}: field {field}, row {row}: {value} is not a number. Correct it.")
            raise InputDataError(
                message.format(
                    layer=table.info.title, field=choice.fields[name], row=table.fids[row], value=repr(value)[:60]
                )
            )
        result[row] = number
    return result


def _plain_numbers(values: list) -> Optional[np.ndarray]:
    """Return numbers and NULLs as float64 and NaN, None where there is anything else."""
    if set(map(type, values)) - {float, int, _NULL}:
        return None
    told = [value for value in values if value is not None]
    if told and not math.isfinite(sum(told)):
        return None
    return np.array(values, dtype=np.float64)  # of which None makes NaN


def ridge_coefficients(table: FeatureTable, choice: FieldChoice) -> np.ndarray:
    """Return KCXS per row, NaN for none.

    Raises:
        InputDataError: a coefficient outside 0 ≤ x < 1, with its row.
    """
    values = numbers(table, choice, "KCXS")
    wrong = np.flatnonzero((values < 0.0) | (values >= 1.0))
    if len(wrong):
        message = translate(
            "Intake", "{layer}: field {field}, row {row}: {value} is not a coefficient from 0 to below 1. Correct it."
        )
        raise InputDataError(
            message.format(
                layer=table.info.title,
                field=choice.fields["KCXS"],
                row=table.fids[wrong[0]],
                value=values[wrong[0]],
            )
        )
    return values


def texts(table: FeatureTable, choice: FieldChoice, name: str) -> np.ndarray:
    """Return a column as stripped text, None for NULL and blank; 12.0 reads "12"."""
    values = choice.values(table, name).tolist()
    if set(map(type, values)) <= {str, _NULL}:
        return objects([(value or "").strip() or None for value in values])
    return objects([_text(value) for value in values])


def attribute_codes(table: FeatureTable, choice: FieldChoice, name: str) -> np.ndarray:
    """Return ZZSXDM-like codes in upper case; "", "0" and the Chinese for none are None."""
    values = texts(table, choice, name)
    for row, value in enumerate(values):
        if value is not None:
            values[row] = None if value.upper() in _EMPTY_WORDS else value.upper()
    return values


def land_classes(class_table: Optional[Path] = None) -> Mapping[str, LandClass]:
    """Return the standard classes, with those of a ``code,name,group`` csv over them.

    The csv is UTF-8, or GBK as spreadsheets save it.
    """
    if class_table is None:
        return standard_classes()
    text = _gbk_text(class_table)
    if text is None:
        return read_class_table(class_table)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / class_table.name
        copy.write_bytes(text.encode())
        return read_class_table(copy)


def class_codes(
    table: FeatureTable,
    choice: FieldChoice,
    classes: Optional[Mapping[str, LandClass]] = None,
    *,
    some: bool = False,
) -> np.ndarray:
    """Return DLBM per row as the class table writes it.

    Blanks and case are put right; a number that lost its leading zero (101) is taken for
    0101 only if DLMC says so, because the second survey used three digits for other classes.
    A parcel without a class keeps its piece: None, for the caller to report.  ``some`` says
    that these are only some of the layer's rows, none of which need have a class.

    Raises:
        InputDataError: codes outside the table (which, how many, in which rows), or none at all.
    """
    table_of = standard_classes() if classes is None else classes
    codes, names = choice.values(table, "DLBM"), choice.values(table, "DLMC")
    result = np.empty(len(codes), dtype=object)
    unknown: Counter[str] = Counter()
    rows: list[int] = []
    known: dict = {}
    for row, told in enumerate(zip(codes.tolist(), names.tolist())):
        code, name = told
        if told not in known:
            known[told] = _class_code(code, name, table_of)
        result[row] = known[told]
        if result[row] is None and _text(code):
            unknown[str(_text(code))] += 1
            rows.append(row)
    if len(codes) and not some and not any(map(_text, codes)):
        unknown["–"], rows = len(codes), list(range(len(codes)))
    if unknown:
        raise _unknown_classes(table, choice, unknown, rows)
    return result


def area_unit(delivered: np.ndarray, measured: np.ndarray) -> Optional[str]:
    """Return the unit a delivered area column is in (m², 亩, 公顷, km²), None when unclear.

    ``measured`` is the geometry's area in m2; the median ratio decides.
    """
    usable = np.isfinite(delivered) & (delivered > 0.0) & (measured > 0.0)
    if not usable.any():
        return None
    ratio = float(np.median(delivered[usable] / measured[usable]))
    for expected, unit in _UNITS:
        if abs(ratio / expected - 1.0) <= _UNIT_TOLERANCE:
            return unit
    return None


def unit_warning(
    table: FeatureTable, choice: FieldChoice, *, name: str, delivered: np.ndarray, measured: np.ndarray
) -> Optional[str]:
    """Return a sentence when an area column is not in m², else None."""
    unit = area_unit(delivered, measured)
    if unit == "m²" or name not in choice or not np.isfinite(delivered).any():
        return None
    if unit is None:
        message = translate("Intake", "{layer}: field {field} does not fit the areas of the polygons. Check its unit.")
    else:
        message = translate("Intake", "{layer}: field {field} seems to be in {unit}, not m².")
    return message.format(layer=table.info.title, field=choice.fields[name], unit=unit)


def duplicates(values: np.ndarray) -> dict[str, int]:
    """Return texts that occur more than once, with their count, in order of appearance."""
    counts = Counter(str(value) for value in values if value is not None)
    return {value: count for value, count in counts.items() if count > 1}


def _gbk_text(path: Path) -> Optional[str]:
    """Return the text of a file that is GBK and not UTF-8, else None."""
    try:
        content = path.read_bytes()
        content.decode("utf-8")
    except OSError:
        return None  # the table reader says what is wrong
    except UnicodeDecodeError:
        try:
            return content.decode("gb18030")
        except UnicodeDecodeError:
            return None
    return None


def _number(value: object) -> Optional[float]:
    """Return the value as a finite number, NaN for blank text, None when it is no number."""
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return float("nan")
        if "_" in text:
            return None
        value = text
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _text(value: object) -> Optional[str]:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value).strip()
    return text or None


def _class_code(code: object, name: object, classes: Mapping[str, LandClass]) -> Optional[str]:
    text = normal_code(_text(code))
    if text in classes:
        return text
    padded = f"0{text}"
    lost_zero = len(text) == _OLD_CODE_LENGTH and text.isdigit() and padded in classes
    if lost_zero and _text(name) == classes[padded].name:
        return padded
    return None


def _unknown_classes(
    table: FeatureTable, choice: FieldChoice, unknown: Counter[str], rows: list[int]
) -> InputDataError:
    shown = [f"{code} ({count})" for code, count in unknown.most_common(_SHOWN_CODES)]
    if len(unknown) > _SHOWN_CODES:
        shown.append("…")
    message = translate(
        "Intake",
        "{layer}: field {field} holds class codes the land class table lacks: {codes}; {count} rows, "
        "first {rows}. Correct them, or supply CLASS_TABLE, a csv with the columns code,name,group.",
    )
    first = ", ".join(str(table.fids[row]) for row in rows[:_SHOWN_ROWS])
    return InputDataError(
        message.format(
            layer=table.info.title,
            field=choice.fields["DLBM"],
            codes=", ".join(shown),
            count=len(rows),
            rows=first,
        )
    )
