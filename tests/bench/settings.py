# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user of `make bench` chose, and where the benchmark keeps its things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "build" / "bench"
PYTHON = ROOT / "build" / "venv" / "bin" / "python"
PEERS = ("qgis", "geopandas", "duckdb", "sedona", "limit")
SIZES, COUNTS = ("S", "M", "L"), (5_000, 20_000, 100_000)
USAGE = """usage: make bench [SIZE=S|M|L] [CHANGES=5000|20000|100000] [RUNS=3]
                  [PEERS=qgis,geopandas,duckdb,sedona,limit] [JOBS=J1,J2]
                  [QUICK=1] [SCALING=0] [SEED=7] [DATA=county.gpkg]

DATA names a GeoPackage of your own with layers DLTB, YJJBNTTB, STBHHX, CZKFBJ, XZQ, CJDCQ
and change_<CHANGES>, whose geometry columns are called geom; {size} in it stands for S, M
and L.  QUICK=1 is SIZE=S CHANGES=5000 RUNS=1 SCALING=0."""


class BenchError(Exception):
    """The benchmark cannot be run as asked; says why in one sentence."""


@dataclass(frozen=True)
class Settings:
    """One benchmark: data, rounds, tools."""

    size: str
    changes: int
    runs: int
    peers: tuple[str, ...]
    jobs: tuple[str, ...]
    scaling: bool
    seed: int
    data: str

    def file(self, size: str) -> Path | None:
        """Return the file of a county size; None where the user's own file has no such size."""
        if not self.data:
            return HOME / f"{size}-{self.seed}.gpkg"
        if size != self.size and "{size}" not in self.data:
            return None
        return Path(self.data.replace("{size}", size)).resolve()


def parse(words: list[str]) -> Settings:
    """Return the settings of NAME=value words.

    Raises:
        BenchError: a word that means nothing.
    """
    given = dict(word.partition("=")[::2] for word in words)
    quick = given.pop("QUICK", "0") not in ("", "0")
    default = {"SIZE": "S", "CHANGES": "5000", "RUNS": "1", "SCALING": "0"} if quick else {}
    chosen = {
        "SIZE": "M",
        "CHANGES": "20000",
        "RUNS": "3",
        "SCALING": "1",
        "PEERS": ",".join(PEERS),
        "JOBS": "J1,J2",
        "SEED": "7",
        "DATA": "",
        **default,
    }
    strange = sorted(set(given) - set(chosen))
    if strange:
        raise BenchError(f"{strange[0]} means nothing here.\n{USAGE}")
    chosen.update(given)
    try:
        settings = Settings(
            chosen["SIZE"],
            int(chosen["CHANGES"]),
            int(chosen["RUNS"]),
            tuple(filter(None, chosen["PEERS"].split(","))),
            tuple(filter(None, chosen["JOBS"].split(","))),
            chosen["SCALING"] not in ("", "0"),
            int(chosen["SEED"]),
            chosen["DATA"],
        )
    except ValueError as error:
        raise BenchError(f"{error}\n{USAGE}") from error
    return _checked(settings)


def _checked(settings: Settings) -> Settings:
    wrong = [name for name in settings.peers if name not in PEERS] + [
        name for name in settings.jobs if name not in ("J1", "J2")
    ]
    if wrong or settings.size not in SIZES or settings.runs < 1:
        raise BenchError(f"{(wrong or [settings.size, settings.runs])[0]} is not to be had.\n{USAGE}")
    return settings
