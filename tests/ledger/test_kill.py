# SPDX-License-Identifier: GPL-2.0-or-later
"""A process killed while tagging or creating leaves a ledger with every acknowledged tag, or none at all."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import Receipt
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import INSPECTOR, TickingClock, make_ledger

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20

TAGGING = """
import sys
from itertools import count
from pathlib import Path
from tests.factories import INSPECTOR, TickingClock
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.workflow.tag import tag_case
path, clock = Path(sys.argv[1]), TickingClock()
with reading(path) as reader:
    ids = [row["case_id"] for row in reader.rows("cases")]
print("ready", flush=True)
for turn in count():
    receipt = tag_case(path, ids[turn % len(ids)], {"note": f"{sys.argv[2]}-{turn}"}, actor=INSPECTOR, clock=clock)
    print(receipt.case_id, receipt.revision, receipt.seq, receipt.head, flush=True)
"""

CREATING = """
import sys
from pathlib import Path
from tests.factories import make_ledger
print("ready", flush=True)
make_ledger(Path(sys.argv[1]), cases=40)
print("done", flush=True)
"""


def start(script: str, *arguments: str) -> subprocess.Popen:
    process = subprocess.Popen([sys.executable, "-c", script, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert lines(process).readline() == "ready\n"
    return process


def lines(process: subprocess.Popen) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def few_tags(path: Path) -> tuple:
    """Return how long (s) five tags take on this machine now, and the newest event after that."""
    process = start(TAGGING, str(path), "first")
    started = time.monotonic()
    for _ in range(5):
        assert lines(process).readline()
    longest = time.monotonic() - started
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return longest, verify_ledger(path).seq


def kill_after(process: subprocess.Popen, seconds: float) -> list:
    """Kill the process and return the whole lines it had said."""
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    said = lines(process).read()
    process.wait()
    return said[: said.rfind("\n") + 1].splitlines()


def events_after(path: Path, seq: int) -> tuple:
    """Return how many tags came after an event, and how many records of writers who died."""
    with reading(path) as reader:
        actions = [row[0] for row in reader.connection.execute("SELECT action FROM events WHERE seq > ?", (seq,))]
    assert set(actions) <= {"tagged", "recovered"}
    return actions.count("tagged"), actions.count("recovered")


def tag_once(path: Path) -> Receipt:
    with reading(path) as reader:
        case_id = next(reader.rows("cases"))["case_id"]
    return tag_case(path, case_id, {"note": "好"}, actor=INSPECTOR, clock=TickingClock())


def test_no_acknowledged_tag_is_lost(tmp_path: Path) -> None:
    path = make_ledger(tmp_path)
    dice = random.Random(7)  # noqa: S311
    longest, last_seq = few_tags(path)
    total, recoveries = 0, 0
    for number in range(KILLS):
        said = kill_after(start(TAGGING, str(path), str(number)), dice.uniform(0.0, longest))
        found = verify_ledger(path)
        assert found.ok, (number, found.findings)
        added, recovered = events_after(path, last_seq)
        assert len(said) <= added <= len(said) + 1  # the last may be on disk, its receipt not yet out
        assert recovered in (0, 1)
        recoveries += recovered
        if said:
            case_id, revision, seq, head = said[-1].split()
            with reading(path) as reader:
                assert (reader.case(case_id) or {})["revision"] >= int(revision)
                hashes = dict(tuple(row) for row in reader.connection.execute("SELECT seq, hash FROM events"))
            assert hashes[int(seq)] == head
        total, last_seq = total + len(said), found.seq
    assert total >= KILLS // 4
    assert recoveries > 0, "nobody recorded a writer who died in his turn"
    receipt = tag_once(path)
    assert verify_ledger(path).seq in (receipt.seq, receipt.seq + 1)
    assert [item.name for item in tmp_path.iterdir() if not item.name.endswith(("-journal", "-backups"))] == [path.name]


def test_creation_leaves_a_whole_ledger_or_none(tmp_path: Path) -> None:
    dice = random.Random(11)  # noqa: S311
    path = tmp_path / "ledger.gpkg"
    interrupted = 0
    for _ in range(KILLS // 2):
        said = kill_after(start(CREATING, str(tmp_path)), dice.uniform(0.0, 0.12))
        if path.exists():
            assert verify_ledger(path).ok
            path.unlink()
        else:
            assert said == []
            interrupted += 1
    assert interrupted
    assert verify_ledger(make_ledger(tmp_path, cases=2)).ok
    assert [item.name for item in tmp_path.iterdir()] == ["ledger.gpkg"]
