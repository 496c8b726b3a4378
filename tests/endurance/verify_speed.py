# SPDX-License-Identifier: GPL-2.0-or-later
"""What verifying many events costs beside a bare read of the same rows by sqlite3, in one run.

``python -m tests.endurance.verify_speed [EVENTS] [CASES]`` prints one JSON object.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable

from anyue_farmland_plugin.core.ports import Actor
from anyue_farmland_plugin.ledger.bulk import Entries, append_events
from anyue_farmland_plugin.ledger.chain import canonical_json
from anyue_farmland_plugin.ledger.reading import Reader, reading
from anyue_farmland_plugin.ledger.restoring import unguarded
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.verify_replay import replayed
from anyue_farmland_plugin.ledger.verify_tables import case_differences
from anyue_farmland_plugin.ledger.writing import Writer, writing
from tests.factories import Ids, TickingClock, add_delivery, make_ledger

_AT = "SELECT at FROM events WHERE chain_id = ? AND seq = ?"
_ALL = "SELECT * FROM events ORDER BY fid"
_FINAL = (
    "UPDATE cases SET problem_type = ?, inspected_at = ?, inspector = ?, note = ?, revision = ?, updated_at = ?, "
    "updated_by = ? WHERE case_id = ?"
)
_BLOCK = 50_000
_ROUNDS = 3
_PERSON = "王核查"


def build(folder: Path, events: int, cases: int) -> Path:
    """Return a ledger whose cases were judged again and again."""
    clock = TickingClock()
    path = make_ledger(folder, cases=1)
    with writing(path, Actor(_PERSON, "inspector"), clock) as writer:
        for start in range(1, cases, 5_000):
            add_delivery(writer, [{}] * min(5_000, cases - start), Ids(f"more{start}"), first=start, batch=str(start))
        ids = [row["case_id"] for row in Reader(writer.connection).rows("cases", geometry=False)]
        last: dict = {}
        with unguarded(writer.connection):
            _judge(writer, ids, events - writer.seq, last)
    return path


def _judge(writer: Writer, ids: list, wanted: int, last: dict) -> None:
    for start in range(0, wanted, _BLOCK):
        objects, payloads = [], []
        for place in range(start, min(wanted, start + _BLOCK)):
            case_id = ids[place % len(ids)]
            old = last.get(case_id, (None, None, None, None))
            day = f"2022-06-{place % 28 + 1:02d}T08:00:01.000Z"
            new = (f"FN{place % 7 + 1:02d}", day, _PERSON, f"现场见砖混房屋 {place}")
            names = ("problem_type", "inspected_at", "inspector", "note")
            payloads.append(canonical_json({n: [a, b] for n, a, b in zip(names, old, new) if a != b}))
            objects.append(case_id)
            last[case_id] = new
        append_events(writer, Entries("case", objects, ["tagged"] * len(objects), payloads))
    told = "SELECT COUNT(*), MAX(seq) FROM events WHERE object_id = ? AND object_type = 'case'"
    for case_id, values in last.items():
        count, seq = writer.connection.execute(told, (case_id,)).fetchone()
        (at,) = writer.connection.execute(_AT, (writer.chain_id, seq)).fetchone()
        writer.connection.execute(_FINAL, (*values, count, at, _PERSON, case_id))


def timed(deed: Callable[[], object]) -> float:
    """Return the CPU seconds of a deed; the disk is the same for all."""
    start = time.process_time()
    deed()
    return time.process_time() - start


def measure(path: Path) -> dict:
    """Return the costs of a bare read, of the chain with its replay, and of everything."""
    with reading(path) as reader:

        def bare() -> None:
            cursor = reader.connection.cursor()
            cursor.row_factory = None
            for _ in cursor.execute(_ALL):
                pass

        timed(bare)
        rounds = [(timed(bare), timed(lambda: replayed(reader))) for _ in range(_ROUNDS)]
        read, chain = (min(costs) for costs in zip(*rounds))  # what others do at the time costs both alike
        _, replay = replayed(reader)
        compared = timed(lambda: list(case_differences(reader, replay)))
        (count,) = reader.connection.execute("SELECT COUNT(*) FROM events").fetchone()
    whole = time.perf_counter()
    found = verify_ledger(path)
    return {
        "events": count,
        "bare_read_s": round(read, 2),
        "chain_and_replay_s": round(chain, 2),
        "ratio": round(chain / read, 2),
        "compare_cases_s": round(compared, 2),
        "verify_everything_s": round(time.perf_counter() - whole, 2),
        "findings": sorted({finding.check for finding in found.findings}),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Build, measure, print."""
    events, cases = (int(text) for text in (*sys.argv[1:3], *("1000000", "20000")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        path = build(Path(folder), events, cases)
        sys.stdout.write(json.dumps({"cases": cases, **measure(path)}) + "\n")


if __name__ == "__main__":
    main()
