# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds a ledger of the size of years of work, by the product's own writers, and measures what people do in it.

``python tests/bench/big_ledger.py FILE [--cases 100000] [--events 2000000]``: builds FILE where
it does not exist, then prints one line of figures for each job, as JSON.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Callable, Iterator, Sequence

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import shapely

from anyue_farmland_plugin.core.crs import srs_definition
from anyue_farmland_plugin.core.ports import Actor, SilentProgress, timestamp
from anyue_farmland_plugin.core.units import units
from anyue_farmland_plugin.ledger import chain
from anyue_farmland_plugin.ledger.backups import Occasion, make_backup
from anyue_farmland_plugin.ledger.block import Block
from anyue_farmland_plugin.ledger.bulk import Entries, append_events, loading
from anyue_farmland_plugin.ledger.compact import free_share
from anyue_farmland_plugin.ledger.connection import open_reading
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.statements import update_case
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import creating, writing
from anyue_farmland_plugin.workflow import casebook
from anyue_farmland_plugin.workflow.blueprint import ledger_blueprint
from anyue_farmland_plugin.workflow.handover import hand_over
from anyue_farmland_plugin.workflow.tag import tag_case, tag_matching, undo_last
from anyue_farmland_plugin.workflow.tag_request import case_filter
from anyue_farmland_plugin.workflow.upkeep import look_after
from tests.factories import ANALYST, COUNTY, CRS, ORIGIN, START, FixedClock, Ids, TickingClock, delivery_rows

_SPACE = uuid.UUID("0d5c0e81-87fa-59a5-a700-a826f1670193")
_BLOCK = 20_000
_STEP_M, _WIDTH_M, _HEIGHT_M = 100.0, 40.0, 30.0
_TIMES = 200
_TYPES = ("FN01", "FN02", "FL13", "FN09")


@dataclass(frozen=True)
class Plan:
    """How large the ledger is to be."""

    cases: int
    events: int

    @property
    def rounds(self) -> int:
        """How often every case is tagged."""
        return max(0, round((self.events - self.cases) / self.cases))


def build(path: Path, plan: Plan) -> None:
    """Write the ledger: one delivery in blocks, then the tags of every township's inspector."""
    towns = [unit for unit in units() if len(unit.code) == 9]
    with creating(path, ledger_blueprint(srs_definition(CRS), str(_SPACE)), ANALYST, FixedClock(START)) as writer:
        template = delivery_rows(writer, [{}], Ids("big"))
        with loading(writer) as loader:
            for numbers in blocks(plan.cases):
                loader.create_cases(case_block(template.cases[0], numbers, towns))
            delivery = {**template.delivery, "rows": plan.cases}
            clues = (clue_block(template.clues[0], numbers) for numbers in blocks(plan.cases))
            pieces = (
                piece_block(template.pieces[0], template.clues[0], numbers, towns) for numbers in blocks(plan.cases)
            )
            loader.add_delivery(delivery, clues, pieces)
    for turn in range(plan.rounds):
        for place, town in enumerate(towns):
            tag_town(path, plan, turn, (place, len(towns), town.name))


def blocks(count: int) -> Iterator[np.ndarray]:
    """Yield the numbers of the cases in blocks."""
    for start in range(0, count, _BLOCK):
        yield np.arange(start, min(count, start + _BLOCK))


def ids(kind: str, numbers: Sequence[int]) -> list:
    """Return the ids of objects by number."""
    return [str(uuid.uuid5(_SPACE, f"{kind}:{number}")) for number in numbers]


def shapes(numbers: np.ndarray, *, multi: bool) -> tuple:
    """Return WKB and boxes of squares on a grid."""
    x = ORIGIN[0] + _STEP_M * (numbers % 320)
    y = ORIGIN[1] + _STEP_M * (numbers // 320)
    boxes = np.stack([x, y, x + _WIDTH_M, y + _HEIGHT_M], axis=1)
    polygons = shapely.box(*boxes.T)
    found = shapely.multipolygons(polygons, indices=np.arange(len(numbers))) if multi else polygons
    return [bytes(wkb) for wkb in shapely.to_wkb(found, byte_order=1)], boxes


def block_of(row: dict, numbers: np.ndarray, changed: dict, *, multi: bool) -> Block:
    """Return a block that repeats a row, but for the changed columns."""
    wkb, boxes = shapes(numbers, multi=multi)
    same = {name: [value] * len(numbers) for name, value in row.items() if name != "geom"}
    return Block({**same, **changed}, wkb, boxes)


def case_block(row: dict, numbers: np.ndarray, towns: Sequence) -> Block:
    """Return a block of cases."""
    of_town = [towns[number % len(towns)] for number in numbers]
    return block_of(
        row,
        numbers,
        {
            "case_id": ids("case", numbers),
            "case_no": [f"{town.code}-2022-{number + 1:06d}" for town, number in zip(of_town, numbers)],
            "town_code": [town.code for town in of_town],
            "town_name": [town.name for town in of_town],
        },
        multi=True,
    )


def clue_block(row: dict, numbers: np.ndarray) -> Block:
    """Return a block of clues."""
    area = [row["area_m2"] / 2] * len(numbers)
    changed = {
        "clue_id": ids("clue", numbers),
        "case_id": ids("case", numbers),
        "source_ref": [f"512021SJBG{number + 1:06d}" for number in numbers],
        "overlay_m2": area,
        "outside_m2": area,
    }
    return block_of(row, numbers, changed, multi=False)


def piece_block(row: dict, clue: dict, numbers: np.ndarray, towns: Sequence) -> Block:
    """Return a block of pieces, one for each clue."""
    half = [clue["area_m2"] / 2] * len(numbers)
    changed = {
        "piece_id": ids("piece", numbers),
        "clue_id": ids("clue", numbers),
        "case_id": ids("case", numbers),
        "parcel_key": [f"dltb:{number}" for number in numbers],
        "area_m2": half,
        "ledger_m2": half,
        "tbmj": [clue["area_m2"]] * len(numbers),
        "town_code": [towns[number % len(towns)].code for number in numbers],
    }
    return block_of(row, numbers, changed, multi=True)


def tag_town(path: Path, plan: Plan, turn: int, town: tuple) -> None:
    """Tag every case of a township once, as its inspector does."""
    place, count, name = town
    numbers = range(place, plan.cases, count)
    clock = FixedClock(START + timedelta(hours=turn + 1, seconds=place))
    at, actor = timestamp(clock()), Actor(f"{name}核查员", "inspector")
    before, after = state_of(turn - 1), state_of(turn)
    payload = chain.canonical_json({column: [before.get(column), value] for column, value in after.items()})
    case_ids = ids("case", numbers)
    columns = tuple(sorted((*after, "revision", "updated_at", "updated_by")))
    values = {**after, "revision": turn + 2, "updated_at": at, "updated_by": actor.name}
    with writing(path, actor, clock) as writer:
        row = tuple(values[column] for column in columns)
        writer.connection.executemany(update_case(columns), [(*row, case_id, turn + 1) for case_id in case_ids])
        entries = Entries("case", case_ids, ["tagged"] * len(case_ids), [payload] * len(case_ids))
        append_events(writer, entries)


def state_of(turn: int) -> dict:
    """Return what the tag of a round says of every case; nothing before the first."""
    if turn < 0:
        return {}
    return {"problem_type": _TYPES[turn % len(_TYPES)], "note": f"第 {turn + 1} 次核查：现场情况与图斑一致"}


def seconds(job: Callable[[], object]) -> dict:
    """Return how long a job takes, and how long the processor worked for it: others may be at work here too."""
    start, worked = time.perf_counter(), time.process_time()
    job()
    return {"s": round(time.perf_counter() - start, 2), "cpu_s": round(time.process_time() - worked, 2)}


def spread(job: Callable[[int], object], times: int = _TIMES) -> dict:
    """Return median and p95 of a job done several times, in milliseconds, and its processor time."""
    taken, worked = [], time.process_time()
    for number in range(times):
        start = time.perf_counter()
        job(number)
        taken.append(1000 * (time.perf_counter() - start))
    taken.sort()
    return {
        "median_ms": round(statistics.median(taken), 2),
        "p95_ms": round(taken[int(0.95 * times)], 2),
        "cpu_ms": round(1000 * (time.process_time() - worked) / times, 2),
    }


def measure(path: Path) -> Iterator[tuple]:
    """Yield (job, figures)."""
    clock = TickingClock(START + timedelta(days=2))
    yield "size", {"bytes": path.stat().st_size}
    with open_reading(path) as connection:
        yield "unused", {"share": round(free_share(connection), 3)}
    yield "open: look after, first", seconds(lambda: look(path, clock))
    yield "queue", seconds(lambda: casebook.queue(path))
    items = casebook.queue(path)
    step = max(1, len(items) // _TIMES)
    chosen = [items[number * step % len(items)] for number in range(_TIMES)]
    yield "card", spread(lambda number: casebook.load_card(path, chosen[number].case_id))
    yield "next open", spread(lambda number: casebook.next_open(items, number * step % len(items)))
    spot = (ORIGIN[0] + 20, ORIGIN[1] + 10)
    yield "case under a point", spread(lambda number: casebook.cases_at(path, spot[0] + 100 * number, spot[1]))
    yield "tag", spread(lambda number: tag(path, chosen[number].case_id, clock))
    yield "undo", spread(lambda _: undo_last(path, actor=COUNTY, clock=clock), 50)
    rare = Actor("少来的人", "county")
    tag_case(path, chosen[0].case_id, {"note": "早先"}, actor=rare, clock=clock)
    yield "bulk: 1,000 tags in one transaction", seconds(lambda: tag_many(path, items[:1000], clock))
    yield "undo of who nothing is to be undone", spread(lambda _: refused_undo(path, clock), 5)
    where = case_filter("town_code = '512021103' AND problem_type = 'FN09'")
    yield "search by town", seconds(lambda: search(path, where))
    yield "verify", seconds(lambda: verified(path))
    yield "backup", seconds(lambda: make_backup(path, Occasion.ASKED, clock=clock))
    folder = path.with_name("city")
    shutil.rmtree(folder, ignore_errors=True)
    yield "export", seconds(lambda: hand_over(path, folder, public=False, clock=clock))


def look(path: Path, clock: Callable) -> None:
    """Do what is done when a ledger is opened."""
    assert look_after(path, clock=clock, progress=SilentProgress()).problems == ()


def tag(path: Path, case_id: str, clock: Callable) -> None:
    """Tag one case."""
    tag_case(path, case_id, {"note": f"复核 {uuid.uuid4()}"}, actor=COUNTY, clock=clock)


def tag_many(path: Path, items: Sequence, clock: Callable) -> None:
    """Tag the cases of a list together."""
    wanted = {item.case_id for item in items}
    tag_matching(
        path, lambda case: case["case_id"] in wanted, {"note": "批量"}, actor=ANALYST, clock=clock, reason="批量复核"
    )


def refused_undo(path: Path, clock: Callable) -> None:
    """Ask for an undo as somebody who never tagged."""
    from anyue_farmland_plugin.core.errors import FarmlandError

    try:
        undo_last(path, actor=Actor("从未来过", "county"), clock=clock)
    except FarmlandError:
        return
    raise AssertionError


def search(path: Path, matches: Callable) -> list:
    """Find cases by a filter."""
    with reading(path) as reader:
        return [case["case_id"] for case in reader.rows("cases", geometry=False) if matches(case)]


def verified(path: Path) -> None:
    """Verify the ledger and expect it whole."""
    found = verify_ledger(path)
    assert found.ok, found.findings[:3]


def main() -> None:
    """Build where needed and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=2_000_000)
    chosen = parser.parse_args()
    if not chosen.file.exists():
        plan = Plan(chosen.cases, chosen.events)
        print(json.dumps({"job": "build", **seconds(lambda: build(chosen.file, plan))}), flush=True)
    for job, figures in measure(chosen.file):
        print(json.dumps({"job": job, **figures}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
