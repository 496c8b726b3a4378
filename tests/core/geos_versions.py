# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares the hard cases on several versions of GEOS, each in a throw-away environment.

    python tests/core/geos_versions.py FOLDER_OF_CASES FOLDER_FOR_ENVIRONMENTS [SHAPELY_VERSION …]

Prints the states per version and every case whose state or area differs from the first
version's by more than a ten-thousandth of a square unit (and 1e-9 of it).
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

VERSIONS = ("2.0.7", "2.1.2", "2.2.0")  # their wheels hold GEOS 3.11, 3.13 and 3.14
_AREA = 1e-4
_SHARE = 1e-9


def outcome_table(version: str, cases: Path, folder: Path) -> dict:
    """Return the table of `hard_cases` computed with one version of shapely."""
    home = folder / f"shapely-{version}"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        packages = [f"shapely=={version}", "numpy<2", "pyproj"]
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    script = Path(__file__).with_name("hard_cases.py")
    found = subprocess.run([python, script, cases], check=True, capture_output=True, text=True)
    return dict(json.loads(found.stdout))


def differences(first: dict, other: dict) -> list:
    """Return the names and both outcomes of the cases that came out otherwise."""
    pairs = zip(first["rows"], other["rows"])
    return [(one["name"], _brief(one), _brief(two)) for one, two in pairs if not _alike(one, two)]


def _alike(one: dict, two: dict) -> bool:
    if one["state"] != two["state"] or one["area"] is None or two["area"] is None:
        return one["state"] == two["state"]
    return abs(one["area"] - two["area"]) <= _AREA + _SHARE * one["area"]


def _brief(row: dict) -> str:
    return f"{row['state']} {row['area'] if row['area'] is not None else ''}".strip()


def main(cases: Path, folder: Path, versions: tuple) -> None:
    """Print the table of every version and what differs from the first."""
    tables = [outcome_table(version, cases, folder) for version in versions]
    for table in tables:
        print(f"GEOS {table['geos']} (shapely {table['shapely']}): {table['cases']} cases, {table['states']}")
        for name, one, two in differences(tables[0], table):
            print(f"  {name}: {one} → {two}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), tuple(sys.argv[3:]) or VERSIONS)
