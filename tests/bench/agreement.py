# SPDX-License-Identifier: GPL-2.0-or-later
"""Compare answers: per change and land class, per change and protective layer, township by township.

`python -m tests.bench.agreement OURS PEER-FOLDER…` prints one JSON object by peer.  In J2 ours
joins slivers to a neighbour, as the rules of the survey want; therefore classes may differ there
while the area of each change in all may not.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from tests.bench.agreement_facts import Facts
from tests.bench.job import PARCELS, TOWNS, ZONES

TOLERANCE = 0.01  # m2
_COLUMNS = {"basic_farmland_m2": "YJJBNTTB", "eco_redline_m2": "STBHHX", "urban_boundary_m2": "CZKFBJ"}
WHOLE = "overlay"
_LEDGER_CLASSES = (
    "SELECT source_ref, dlbm, sum(pieces.area_m2) FROM clues JOIN pieces USING (clue_id) GROUP BY source_ref, dlbm"
)
_LEDGER_CASES = (
    "SELECT source_ref, basic_farmland_m2, eco_redline_m2, cases.area_m2 - outside_urban_m2, town_code "
    "FROM clues JOIN cases ON cases.case_id = clues.case_id"
)
_LEDGER_JOINT = (
    "SELECT source_ref FROM clues WHERE case_id IN (SELECT case_id FROM clues GROUP BY case_id HAVING count(*) > 1)"
)


@dataclass(frozen=True)
class Answer:
    """Areas by change and item, townships by change, number of stored pieces (0 where none are).

    ``joint`` holds the changes that share a case with others, whose layers and township are of the case.
    """

    areas: pd.Series
    towns: pd.Series
    pieces: int
    joint: frozenset[str] = frozenset()


def ours(path: Path) -> Answer:
    """Return our answer: the table of J1 or the ledger of J2."""
    return _ledger(path) if path.suffix == ".gpkg" else _wide(path)


def peer(folder: Path) -> Answer:
    """Return the answer of a peer from its folder."""
    if not (folder / "areas.csv").exists():
        return _qgis(folder)
    table = pd.read_csv(folder / "areas.csv", dtype=str)
    is_town = table["item"] == "XZQ"
    towns = table[is_town].set_index("JCBH")["value"]
    return Answer(_indexed(table[~is_town]), towns, _count(folder / "pieces.gpkg", "pieces"))


def _indexed(table: pd.DataFrame) -> pd.Series:
    areas = table.set_index(["JCBH", "item"])["value"].astype(float)
    return areas[areas > 0]


def _wide(path: Path) -> Answer:
    table = pd.read_csv(path, dtype=str, keep_default_na=False).set_index("JCBH")
    named = {**_COLUMNS, **{name: name[5:] for name in table.columns if name.startswith("DLBM_")}}
    long = table[list(named)].rename(columns=named).melt(var_name="item", ignore_index=False).reset_index()
    towns = table["XZQDM"]
    return Answer(_indexed(long[long["value"] != ""]), towns[towns != ""], 0)


def _ledger(path: Path) -> Answer:
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    classes = pd.DataFrame(database.execute(_LEDGER_CLASSES), columns=["JCBH", "item", "value"])
    names = ["JCBH", *ZONES, "town"]
    cases = pd.DataFrame(database.execute(_LEDGER_CASES), columns=names).set_index("JCBH")
    rest = cases[list(ZONES)].melt(var_name="item", ignore_index=False).reset_index()
    towns = cases["town"].dropna()
    areas = _indexed(pd.concat([classes, rest]))
    joint = frozenset(name for (name,) in database.execute(_LEDGER_JOINT))
    return Answer(areas, towns[towns != ""], _count(path, "pieces"), joint)


def _qgis(folder: Path) -> Answer:
    tables = []
    for layer, field in (PARCELS, *((layer, None) for layer in ZONES)):
        database = sqlite3.connect(f"file:{folder / layer}.gpkg?mode=ro", uri=True)
        rows = database.execute(f"SELECT JCBH, {field or repr(layer)}, sum(area) FROM {_table(database)} GROUP BY 1, 2")
        tables.append(pd.DataFrame(rows, columns=["JCBH", "item", "value"]))
    towns = pd.Series(dtype=str)
    if (folder / "XZQ.gpkg").exists():
        database = sqlite3.connect(f"file:{folder / 'XZQ.gpkg'}?mode=ro", uri=True)
        summed = f"SELECT JCBH, {TOWNS[1]} AS town, sum(area) AS area FROM {_table(database)} GROUP BY 1, 2"
        rows = list(database.execute(f"SELECT JCBH, town, max(area) FROM ({summed}) GROUP BY 1"))
        towns = pd.Series({jcbh: town for jcbh, town, _ in rows})
    return Answer(_indexed(pd.concat(tables)), towns, _count(folder / "DLTB.gpkg", None))


def _table(database: sqlite3.Connection) -> str:
    return '"' + database.execute("SELECT table_name FROM gpkg_contents").fetchone()[0] + '"'


def _count(path: Path, table: str | None) -> int:
    if not path.exists():
        return 0
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    return database.execute(f"SELECT count(*) FROM {table or _table(database)}").fetchone()[0]


def compare(mine: Answer, other: Answer) -> Facts:
    """Return how the other answer differs from mine; layers and townships it leaves out are not compared."""
    both = pd.concat({"mine": mine.areas, "other": other.areas}, axis=1).fillna(0.0)
    items = both.index.get_level_values("item")
    both = both[items.isin(set(other.areas.index.get_level_values("item"))) | ~items.isin(ZONES)]
    joint = both.index.get_level_values("JCBH").isin(mine.joint)
    both = both[~joint | ~both.index.get_level_values("item").isin(ZONES)]
    is_class = ~both.index.get_level_values("item").isin(ZONES)
    classes = both[is_class]
    whole = pd.concat(
        [both[~is_class], classes.groupby("JCBH").sum().assign(item=WHOLE).set_index("item", append=True)]
    )
    difference, by_class = (whole["mine"] - whole["other"]).abs(), (classes["mine"] - classes["other"]).abs()
    towns = pd.concat({"mine": mine.towns, "other": other.towns}, axis=1) if len(other.towns) else pd.DataFrame()
    towns = towns[~towns.index.isin(mine.joint)]
    return Facts(
        len(whole),
        float(difference.max()),
        int((difference > TOLERANCE).sum()),
        len(classes),
        float(by_class.max()),
        int((by_class > TOLERANCE).sum()),
        float(by_class.sum() / 2),
        float(classes["mine"].sum()),
        float(classes["other"].sum()),
        len(towns),
        int((towns["mine"] != towns["other"]).sum()) if len(towns) else 0,
        mine.pieces,
        other.pieces,
    )


def main(words: list[str]) -> None:
    """Print the agreement with each peer."""
    mine = ours(Path(words[0]))
    found = {folder: asdict(compare(mine, peer(Path(folder)))) for folder in words[1:]}
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
