# SPDX-License-Identifier: GPL-2.0-or-later
"""The one place that reads the code tables shipped under resources/tables.

Domain modules turn the rows into their own values; nothing is read before it is asked for.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Mapping, Sequence

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.paths import resource

Row = Mapping[str, str]


@cache
def read_table(name: str) -> tuple[Row, ...]:
    """Return the rows of the shipped table ``name`` (without .csv), in file order.

    Raises InputDataError when the installation lacks the table.
    """
    return read_csv(resource("tables", f"{name}.csv"))


def read_csv(path: Path, required: Sequence[str] = ()) -> tuple[Row, ...]:
    """Return the rows of a csv file (UTF-8, or the GB18030 a Chinese Excel writes), values stripped.

    Raises InputDataError naming the file, and the row or column, that cannot be used.
    """
    try:
        reader = csv.DictReader(io.StringIO(_decoded(path.read_bytes()), newline=""), strict=True)
        header = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = header
        _check_header(path, header, required)
        return tuple(_clean_row(path, reader.line_num, raw) for raw in reader)
    except OSError as error:
        message = translate("Tables", "{file}: the code table cannot be read ({reason}). Check the path.")
        raise InputDataError(message.format(file=path.name, reason=error.strerror)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        message = translate("Tables", "{file}: the code table is not UTF-8 csv ({reason}). Save it as csv UTF-8.")
        raise InputDataError(message.format(file=path.name, reason=error)) from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _check_header(path: Path, header: Sequence[str], required: Sequence[str]) -> None:
    missing = [name for name in required if name not in header]
    if missing:
        message = translate("Tables", "{file}: column {columns} is missing. The first line must name the columns.")
        raise InputDataError(message.format(file=path.name, columns=", ".join(missing)))


def _clean_row(path: Path, line: int, raw: Mapping[str, object]) -> Row:
    if None in raw or None in raw.values():
        message = translate("Tables", "{file}, line {line}: the number of values differs from the header. Correct it.")
        raise InputDataError(message.format(file=path.name, line=line))
    return MappingProxyType({key: str(value).strip() for key, value in raw.items()})
