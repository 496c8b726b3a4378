# SPDX-License-Identifier: GPL-2.0-or-later
"""One process of the crowd: a person who tags, a QGIS with the ledger open, or a reader of sums.

Started as ``member.py SETTINGS``, a JSON file; writes what it did beside it when its time is over.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from anyue_farmland_plugin.core.errors import FarmlandError, StaleRecord  # noqa: E402 - found by the line above
from anyue_farmland_plugin.core.ports import Actor, utc_now  # noqa: E402
from anyue_farmland_plugin.ledger import filelocks, turns  # noqa: E402
from anyue_farmland_plugin.ledger.reading import Reader, reading, reading_copy  # noqa: E402
from anyue_farmland_plugin.workflow.map_facts import map_facts  # noqa: E402
from anyue_farmland_plugin.workflow.tag import tag_case  # noqa: E402

_EVENTS = "SELECT COUNT(*), MAX(seq) FROM events"
_OF_CASES = "SELECT COUNT(*) FROM events WHERE object_type = 'case'"
_REVISIONS = "SELECT SUM(revision), SUM(CAST(note AS INTEGER)), COUNT(*) FROM cases"
_AREAS = "SELECT CAST(ROUND(SUM(area_m2) * 100) AS INTEGER) FROM cases"
_AREA_ROWS = "SELECT area_m2 * 100, revision FROM cases"
_TAGS = "SELECT COUNT(*) FROM events WHERE action = 'tagged'"


@dataclass(frozen=True)
class Settings:
    """Who the member is, which ledger, until when, how long it rests between two acts (s, on average)."""

    name: str
    role: str
    ledger: str
    seconds: float
    rest: float
    turns: bool = True


@dataclass
class Account:
    """What a member did; times in seconds."""

    name: str
    role: str
    tags: list = field(default_factory=list)  # (case id, revision, seq, head)
    times: list = field(default_factory=list)
    stale: int = 0
    reads: int = 0
    opened: int = 0
    errors: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    messages: list = field(default_factory=list)


@contextmanager
def _alone_turn(path: Path, seconds: float) -> Iterator[turns.Turn]:
    del seconds
    yield turns.Turn(path, told=True)


def leave_out_turns() -> None:
    """Work as before there were turns: SQLite's own locks alone."""
    turns.writing_turn = _alone_turn
    turns.shared = turns.quiet = lambda path, seconds: nullcontext()
    filelocks.available = lambda: False


def tag_until(settings: Settings, account: Account, over: Callable[[], bool]) -> None:
    """Raise the number in a random case's note by one, again and again; a stale one is read anew."""
    path, dice = Path(settings.ledger), random.Random(settings.name)  # noqa: S311
    actor = Actor(settings.name, "inspector")
    with reading(path) as reader:
        ids = [row["case_id"] for row in reader.rows("cases", geometry=False)]
    while not over():
        time.sleep(dice.uniform(0.0, 2.0 * settings.rest))
        case_id = dice.choice(ids[: len(ids) // 4] if dice.random() < 0.5 else ids)  # some are wanted by many
        with noting(account):
            tag_one(path, case_id, actor, account)


def tag_one(path: Path, case_id: str, actor: Actor, account: Account) -> None:
    while True:
        with reading(path) as reader:
            case = reader.case(case_id) or {}
        note = str(int(case["note"] or 0) + 1)
        started = time.perf_counter()
        try:
            done = tag_case(
                path, case_id, {"note": note}, actor=actor, clock=utc_now, expected_revision=case["revision"]
            )
        except StaleRecord:
            account.stale += 1
            continue
        account.times.append(time.perf_counter() - started)
        account.tags.append((case_id, done.revision, done.seq, done.head))
        return


@contextmanager
def noting(account: Account) -> Iterator[None]:
    """Write down what a person would have been shown."""
    try:
        yield
    except FarmlandError as error:
        cause = getattr(error.__cause__, "sqlite_errorname", "")
        account.errors.append(f"{type(error).__name__} {cause}: {error}")
    except Exception as error:  # a defect is part of the account
        account.errors.append(f"defect {type(error).__name__}: {error}")


def read_until(settings: Settings, account: Account, over: Callable[[], bool]) -> None:
    """Compare figures that belong together, within one reading each."""
    path, dice = Path(settings.ledger), random.Random(settings.name)  # noqa: S311
    way: Callable = reading
    while not over():
        time.sleep(dice.uniform(0.0, 2.0 * settings.rest))
        with noting(account):
            way = reading_copy if way is reading else reading
            with way(path) as reader:
                account.wrong += wrong_sums(reader)
            account.reads += 1
            if account.reads % 25 == 0:
                facts = map_facts(path)
                if sum(town.problems.cases for town in facts.towns) != facts.total.problems.cases:
                    account.wrong.append("map facts: towns do not sum up")


def wrong_sums(reader: Reader) -> list:
    """Return what does not belong to one moment."""
    ask = reader.connection.execute
    revisions, notes, cases = ask(_REVISIONS).fetchone()
    (of_cases,), (tags,) = ask(_OF_CASES).fetchone(), ask(_TAGS).fetchone()
    events, last = ask(_EVENTS).fetchone()
    areas, rows = ask(_AREAS).fetchone()[0], ask(_AREA_ROWS).fetchall()
    pairs = {
        "revisions = events of cases": (revisions, of_cases),
        "sum of notes = tags": (notes or 0, tags),
        "events = newest number": (events, last),
        "rows = count": (len(rows), cases),
        "areas by sum = areas by row": (round(sum(row[0] for row in rows)), areas),
        "head": (reader.head().seq, last),
        "revisions by row": (sum(row[1] for row in rows), revisions),
    }
    return [f"{name}: {one} and {other}" for name, (one, other) in pairs.items() if one != other]


def run_qgis(settings: Settings, account: Account, over: Callable[[], bool]) -> None:
    """Tag in a second thread while QGIS shows the layers and opens and closes the file in every way it knows."""
    from osgeo import ogr
    from qgis.core import Qgis, QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsProject
    from qgis.PyQt.QtCore import QSize

    from anyue_farmland_plugin.bridge.layers import Role, open_ledger_layer

    ogr.UseExceptions()
    application = QgsApplication([], True)
    application.initQgis()
    path, dice = Path(settings.ledger), random.Random(settings.name)  # noqa: S311

    def note(text: str, tag: str, level: int) -> None:
        if level in (Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical):
            account.messages.append(f"{tag}: {text}")

    application.messageLog().messageReceived.connect(note)
    layers = [open_ledger_layer(path, role) for role in (Role.CASES, Role.CLUES, Role.PIECES)]
    QgsProject.instance().addMapLayers(layers)
    view = QgsMapSettings()
    view.setLayers(layers)
    view.setExtent(layers[0].extent())
    view.setOutputSize(QSize(400, 300))

    def draw() -> None:
        job = QgsMapRendererParallelJob(view)
        job.start()
        job.waitForFinished()

    def layer_anew() -> None:
        fresh = open_ledger_layer(path, Role.CASES)
        list(fresh.getFeatures())

    def driver() -> None:
        data = ogr.Open(str(path))
        data.GetLayerByName("cases").GetFeatureCount()

    def bytes_only() -> None:
        with path.open("rb") as stream:
            stream.read(100)

    thread = threading.Thread(target=tag_until, args=(settings, account, over))
    thread.start()
    while not over():
        application.processEvents()
        act = dice.choice((draw, layer_anew, driver, driver, bytes_only, bytes_only, bytes_only))
        try:
            act()
        except (RuntimeError, FarmlandError) as error:
            account.messages.append(f"{act.__name__}: {error}")
        account.opened += 1
        time.sleep(dice.uniform(0.0, 0.02))
    thread.join()
    QgsProject.instance().clear()


ROLES: dict = {"writer": tag_until, "reader": read_until, "qgis": run_qgis}


def main() -> None:
    place = Path(sys.argv[1])
    settings = Settings(**json.loads(place.read_text(encoding="utf-8")))
    if not settings.turns:
        leave_out_turns()
    account = Account(settings.name, settings.role)
    end = time.monotonic() + settings.seconds
    with noting(account):
        ROLES[settings.role](settings, account, lambda: time.monotonic() >= end)
    place.with_suffix(".account").write_text(json.dumps(asdict(account), ensure_ascii=False), encoding="utf-8")
    with suppress(OSError):
        sys.stdout.flush()


if __name__ == "__main__":
    main()
    import os

    os._exit(0)  # QGIS's own end needs its application, which is gone by then
