# SPDX-License-Identifier: GPL-2.0-or-later
"""The tools of the comparison: which are there, how each is started as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench import peer_qgis
from tests.bench.settings import HOME, PYTHON, ROOT, BenchError, Settings

VENV = HOME / "venv" / "bin" / "python"
BASE = ("numpy", "pandas", "shapely", "pyproj", "pyogrio", "geopandas", "pyarrow", "matplotlib")
OPTIONAL = {
    "duckdb": ("duckdb==1.5.5", "duckdb-extension-spatial==1.5.5"),
    "sedona": ("sedonadb==0.5.0", "geoarrow-pyarrow"),
}
LAYERS = {
    "--dltb": "DLTB",
    "--basic-farmland": "YJJBNTTB",
    "--eco-redline": "STBHHX",
    "--urban-boundary": "CZKFBJ",
    "--townships": "XZQ",
    "--villages": "CJDCQ",
}
OURS = "ours"
# Variants by tool: as commonly written, spared the townships, ...
VARIANTS = {
    "qgis": {"J1": ("qgis", "qgis-one"), "J2": ("qgis", "qgis-one")},
    "geopandas": {"J1": ("geopandas", "geopandas-spared"), "J2": ("geopandas-spared",)},
    "duckdb": {"J1": ("duckdb-spared",), "J2": ("duckdb-spared",)},
    "sedona": {"J1": ("sedona-spared",), "J2": ("sedona-spared",)},
    "limit": {"J1": (), "J2": ("limit", "limit-parcels")},
}


@dataclass(frozen=True)
class Task:
    """A process to be measured: tool, job, county and its size, number of changes; ``extra`` words for ours."""

    tool: str
    job: str
    data: Path
    size: str
    changes: int
    extra: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Return the folder of the answer."""
        suffix = "".join(self.extra).replace("--", "-")
        return HOME / "out" / f"{self.tool}{suffix}-{self.job}-{self.size}-{self.changes}"

    @property
    def answer(self) -> Path:
        """Return our own answer's file."""
        return self.folder / ("areas.csv" if self.job == "J1" else "ledger.gpkg")


def command(task: Task) -> list[str]:
    """Return the words that start the task."""
    layer = f"change_{task.changes}"
    if task.tool != OURS:
        words = [task.tool, task.job, str(task.data), layer, str(task.folder)]
        return [str(VENV), "-m", "tests.bench.peers", *words]
    words = ["--changes", f"{task.data}|layername={layer}"]
    for option, name in LAYERS.items():
        words += [option, f"{task.data}|layername={name}"]
    if task.job == "J1":
        words = ["areas", *words, "--out", str(task.answer)]
    else:
        words = ["overlay", *words, "--batch", "bench", "--ledger", str(task.answer), "--actor", "bench@analyst"]
    return [str(PYTHON), "-m", "anyue_farmland_plugin", *words, *task.extra]


def prepare_venv(peers: tuple[str, ...]) -> dict[str, str]:
    """Install what the peers need into a virtual environment of their own; return why a peer is not there.

    Raises:
        BenchError: the common libraries cannot be installed.
    """
    if not VENV.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV.parents[1])], check=True)
    if not _install(BASE):
        raise BenchError("The libraries of the comparison cannot be installed; see build/bench/pip.log.")
    missing = {}
    for peer in peers:
        if peer in OPTIONAL and not _install(OPTIONAL[peer]):
            missing[peer] = "not installed"
        if peer == "qgis" and peer_qgis.program() is None:
            missing[peer] = "QGIS is not installed"
    return missing


def _install(packages: tuple[str, ...]) -> bool:
    mark = VENV.parents[1] / f".has-{packages[0].partition('=')[0]}"
    wanted = " ".join(packages)
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return True
    words = [str(VENV), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    with (HOME / "pip.log").open("a", encoding="utf-8") as log:
        done = subprocess.run(words, stdout=log, stderr=log, check=False)
    if done.returncode == 0:
        mark.write_text(wanted, encoding="utf-8")
    return done.returncode == 0


def make_data(settings: Settings, size: str) -> Path | None:
    """Return the county file of a size, made if need be; None where there is none."""
    path = settings.file(size)
    if path is None or path.exists():
        return path
    if settings.data:
        if size == settings.size:
            raise BenchError(f"There is no file {path}.")
        return None
    print(f"making county {size}, seed {settings.seed}", flush=True)
    subprocess.run([str(VENV), "-m", "tests.bench.data", size, str(settings.seed), str(path)], cwd=ROOT, check=True)
    return path


def our_jobs() -> dict[str, str]:
    """Return the help text of each of our jobs that exists."""
    found = {}
    for job, name in (("J1", "areas"), ("J2", "overlay")):
        words = [str(PYTHON), "-m", "anyue_farmland_plugin", name, "--help"]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            found[job] = done.stdout
    return found


_VERSIONS = """
import json, platform, sys
from importlib.metadata import PackageNotFoundError, version
found = {"python": platform.python_version()}
for name in sys.argv[1:]:
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        pass
import shapely
found["GEOS"] = shapely.geos_version_string
print(json.dumps(found))
"""


def versions() -> dict[str, dict[str, str]]:
    """Return what runs ours and what runs the peers."""
    names = [
        "numpy",
        "shapely",
        "pyogrio",
        "pyproj",
        "geopandas",
        "pandas",
        "duckdb",
        "sedonadb",
        "dask",
        "distributed",
    ]
    found = {}
    for who, python in (("ours", PYTHON), ("peers", VENV)):
        done = subprocess.run([str(python), "-c", _VERSIONS, *names], capture_output=True, text=True, check=True)
        found[who] = json.loads(done.stdout)
    program = peer_qgis.program()
    if program:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
        found["peers"]["QGIS"] = next((line for line in done.stdout.splitlines() if line.startswith("QGIS ")), "?")
    return found
