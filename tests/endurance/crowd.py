# SPDX-License-Identifier: GPL-2.0-or-later
"""Four who write (two of them QGIS with the layers open) and two who read, at the same ledger at the same time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from anyue_farmland_plugin.core.errors import FarmlandError
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.verify import verify_ledger
from tests.endurance.member import Account, Settings
from tests.factories import make_ledger

MEMBER = Path(__file__).with_name("member.py")
REST, READERS_REST = 0.5, 0.1  # s on average; a person takes ten for a look and a tag
CROWD = (
    ("王核查", "writer"), ("李核查", "writer"), ("赵窗口", "qgis"), ("钱窗口", "qgis"),
    ("甲统计", "reader"), ("乙统计", "reader"),
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What a crowd left behind; times in ms, ``ratio`` = p95 of the crowd's tags to p95 of one who works alone."""

    tags: int
    stale: int
    reads: int
    opened: int
    lost: tuple
    wrong: tuple
    errors: tuple
    findings: tuple
    messages: tuple
    solo_p95: float
    crowd_p95: float
    ratio: float
    left: tuple

    @property
    def faults(self) -> list:
        """What must not be."""
        found = [*self.lost, *self.wrong, *self.errors, *self.findings, *(f"left beside: {name}" for name in self.left)]
        return found + ([f"a tag takes {self.ratio:.1f} times as long"] if self.ratio >= 5.0 else [])


def run_crowd(folder: Path, seconds: float, *, turns: bool = True, cases: int = 300) -> Verdict:
    """Let one work alone, then all together, and judge what is in the ledger afterwards."""
    path = make_ledger(folder, cases=cases)
    solo = _run(folder, path, (("孙独自", "writer"),), max(5.0, seconds / 8), turns)
    accounts = _run(folder, path, CROWD, seconds, turns)
    return judge(path, solo + accounts, p95(solo), p95(accounts))


def _run(folder: Path, path: Path, members: tuple, seconds: float, turns: bool) -> list:
    processes = []
    for name, role in members:
        place = folder / f"{name}.json"
        rest = READERS_REST if role == "reader" else REST
        place.write_text(json.dumps(asdict(Settings(name, role, str(path), seconds, rest, turns))), encoding="utf-8")
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
        with (folder / f"{name}.log").open("w") as log:
            processes.append(
                (place, subprocess.Popen([sys.executable, str(MEMBER), str(place)], env=environment, stderr=log))
            )
    accounts = []
    for place, process in processes:
        code = process.wait(seconds + 120)
        told = place.with_suffix(".account")
        if code or not told.exists():
            log_text = place.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
            accounts.append(Account(place.stem, "", errors=[f"ended with {code}: {log_text[-800:]}"]))
        else:
            accounts.append(Account(**json.loads(told.read_text(encoding="utf-8"))))
    return accounts


def p95(accounts: list) -> float:
    """Return the time in ms that 95 of 100 tags keep below."""
    times = sorted(time for account in accounts for time in account.times)
    return 1000.0 * times[int(0.95 * len(times))] if times else 0.0


def judge(path: Path, accounts: list, solo: float, crowd: float) -> Verdict:
    """Compare what everybody was told with what the ledger holds."""
    try:
        verified = verify_ledger(path)
        findings = tuple(finding.text for finding in verified.findings)
        lost = tuple(lost_updates(path, accounts))
    except FarmlandError as error:
        findings, lost = (str(error),), ()
    tags = [tag for account in accounts for tag in account.tags]
    return Verdict(
        tags=len(tags),
        stale=sum(account.stale for account in accounts),
        reads=sum(account.reads for account in accounts),
        opened=sum(account.opened for account in accounts),
        lost=lost,
        wrong=tuple(text for account in accounts for text in account.wrong),
        errors=tuple(f"{account.name}: {text}" for account in accounts for text in account.errors),
        findings=findings,
        messages=tuple(text for account in accounts for text in account.messages),
        solo_p95=solo,
        crowd_p95=crowd,
        ratio=crowd / solo if solo else float("inf"),
        left=tuple(
            item.name
            for item in path.parent.iterdir()
            if item.name.startswith(path.name) and item.name != path.name and not item.name.endswith("-backups")
        ),
    )


def lost_updates(path: Path, accounts: list) -> list:
    """Return acknowledged tags that are not events of the chain, and cases whose number is not their tags'."""
    with reading(path) as reader:
        rows = reader.connection.execute("SELECT seq, object_id, hash FROM events").fetchall()
        hashes = {row[0]: (row[1], row[2]) for row in rows}
        notes = {row["case_id"]: int(row["note"] or 0) for row in reader.rows("cases", geometry=False)}
    tags = [tag for account in accounts for tag in account.tags]
    kept = [hashes.get(seq) == (case_id, head) for case_id, _, seq, head in tags]
    missing = [f"tag {tag[2]} of {tag[0]} is gone" for tag, is_kept in zip(tags, kept) if not is_kept]
    counts = Counter(case_id for case_id, *_ in tags)
    return missing + [
        f"case {case_id} was raised {counts[case_id]} times and says {note}"
        for case_id, note in notes.items()
        if note != counts[case_id]
    ]
