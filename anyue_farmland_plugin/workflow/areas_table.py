# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas of changes as a wide table that a spreadsheet opens: one row per change, m² with four decimals."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.workflow.areas_request import AreasResult

_CODE_NAMES = {"townships": "XZQDM", "villages": "village_code"}


def table_columns(result: AreasResult) -> dict:
    """Return column name → list: fid, JCBH, the account, a column per class and line, codes of places."""
    areas = {
        "area_m2": result.area,
        "overlay_m2": result.overlay,
        "outside_m2": result.outside,
        "doubled_m2": result.doubled,
        **{f"DLBM_{code or 'none'}": found for code, found in sorted(result.classes.items())},
        **{f"{kind}_m2": found for kind, found in sorted(result.covered.items())},
    }
    return {
        "fid": result.fids.tolist(),
        "JCBH": result.numbers.tolist(),
        **{name: _texts(found) for name, found in areas.items()},
        **{_CODE_NAMES[kind]: found.tolist() for kind, found in sorted(result.codes.items())},
    }


def _texts(areas: np.ndarray) -> list:
    """Return m² with four decimals; most are 0, which need not be formatted each."""
    texts = np.full(len(areas), "0.0000", dtype=object)
    filled = np.flatnonzero(areas > 0.0)
    texts[filled] = [f"{area:.4f}" for area in areas[filled].tolist()]
    return list(texts.tolist())


def save_table(path: Path, result: AreasResult) -> Path:
    """Write the table as UTF-8 CSV with a byte order mark, whole or not at all; raises InputDataError."""
    columns = table_columns(result)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns)
            writer.writerows(zip(*columns.values()))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputDataError(
            translate(
                "Areas",
                "{file} cannot be written ({reason}). Choose another folder or close the program that holds it.",
            ).format(file=path.name, reason=error.strerror or error)
        ) from error
    return path
