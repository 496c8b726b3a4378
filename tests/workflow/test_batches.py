# SPDX-License-Identifier: GPL-2.0-or-later
"""However a run is cut into batches, in threads, or stopped and taken up again: the ledger is the same."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Iterator, Optional, Sequence

import pytest

from anyue_farmland_plugin.core.errors import Cancelled
from anyue_farmland_plugin.core.ports import Actor, SilentProgress
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.sample.county import build_county
from anyue_farmland_plugin.sample.files import write_county
from anyue_farmland_plugin.workflow import overlay_plan
from anyue_farmland_plugin.workflow.engines import Engine, Here
from anyue_farmland_plugin.workflow.overlay import run_overlay
from anyue_farmland_plugin.workflow.overlay_batch import BatchFound, BatchJob, overlay_batch
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest
from anyue_farmland_plugin.workflow.processes import Processes
from anyue_farmland_plugin.workflow.sources import file_source
from anyue_farmland_plugin.workflow.threads import Threads

ZONES = {"basic_farmland": "YJJBNTTB", "eco_redline": "STBHHX", "townships": "XZQ", "contract_parcels": "CBDK"}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The files of a sample county."""
    return write_county(build_county(5, 900), tmp_path_factory.mktemp("county"))


class Stopping(SilentProgress):
    """Asks to stop after so many reports."""

    def __init__(self, after: int) -> None:
        self._left = after

    def report(self, share: float, text: str = "") -> None:
        """Count the reports of batches."""
        if "overlaid" in text:
            self._left -= 1

    def cancelled(self) -> bool:
        """Tell whether there were enough."""
        return self._left <= 0


def overlay(
    county: dict,
    ledger: Path,
    *,
    engine: Optional[Engine] = None,
    progress: Optional[SilentProgress] = None,
    work_folder: Optional[Path] = None,
) -> str:
    request = OverlayRequest(
        file_source(county["changes"], "changes_202206"),
        file_source(county["survey"], "DLTB"),
        ledger,
        "2022-06",
        zones={kind: file_source(county["survey"], name) for kind, name in ZONES.items()},
        approvals=tuple(file_source(county["approvals"], name) for name in ("ZZ_NYDZYFW", "SSNYD")),
        work_folder=work_folder,
    )
    result = run_overlay(
        request,
        actor=Actor("a", "analyst"),
        clock=lambda: datetime(2022, 9, 1, tzinfo=timezone.utc),
        new_id=lambda: "00000000-0000-4000-8000-000000000001",
        progress=progress or SilentProgress(),
        engine=engine,
    )
    return result.head


def everything(ledger: Path) -> list:
    tables = ("cases", "clues", "pieces")
    with closing(sqlite3.connect(ledger)) as connection:
        return [connection.execute(f"SELECT * FROM {name} ORDER BY fid").fetchall() for name in tables]


class Noting:
    """Works here and notes the jobs it was given."""

    def __init__(self) -> None:
        self.jobs: list = []

    def run(self, work: Callable, jobs: Sequence) -> Iterator:
        """Work off the jobs one after the other."""
        self.jobs.extend(jobs)
        return Here().run(work, jobs)


def test_batches_of_any_size_and_threads_give_the_same_ledger(
    county: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = overlay(county, tmp_path / "whole.gpkg", engine=Here())
    monkeypatch.setattr(overlay_plan, "BATCH_CHANGES", 7)
    assert overlay(county, tmp_path / "small.gpkg", engine=Here()) == head
    assert overlay(county, tmp_path / "threads.gpkg", engine=Threads(3)) == head
    assert overlay(county, tmp_path / "copies.gpkg", engine=Processes(2)) == head
    assert everything(tmp_path / "small.gpkg") == everything(tmp_path / "whole.gpkg")
    assert everything(tmp_path / "threads.gpkg") == everything(tmp_path / "whole.gpkg")
    assert everything(tmp_path / "copies.gpkg") == everything(tmp_path / "whole.gpkg")
    assert verify_ledger(tmp_path / "threads.gpkg").ok


def test_a_run_cut_short_goes_on_where_it_was(county: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay_plan, "BATCH_CHANGES", 10)
    whole = overlay(county, tmp_path / "whole.gpkg")
    ledger, kept = tmp_path / "ledger.gpkg", tmp_path / "kept"
    with pytest.raises(Cancelled, match="is kept"):
        overlay(county, ledger, engine=Here(), progress=Stopping(3), work_folder=kept)
    assert not ledger.exists()
    files = sorted(kept.rglob("*.npz"))
    assert len(files) >= 3
    files[0].write_bytes(files[0].read_bytes()[:100])  # the power went while it was written
    whole_run, rest = Noting(), Noting()
    overlay(county, tmp_path / "noting.gpkg", engine=whole_run)
    assert overlay(county, ledger, engine=rest, work_folder=kept) == whole
    assert everything(ledger) == everything(tmp_path / "whole.gpkg")
    assert len(rest.jobs) == len(whole_run.jobs) - (len(files) - 1)
    assert list(kept.rglob("*")) == []


def test_kept_batches_of_other_files_are_not_taken(
    county: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlay_plan, "BATCH_CHANGES", 10)
    kept = tmp_path / "kept"
    with pytest.raises(Cancelled):
        overlay(county, tmp_path / "ledger.gpkg", engine=Here(), progress=Stopping(3), work_folder=kept)
    other = write_county(build_county(6, 900), tmp_path / "other")
    head = overlay(other, tmp_path / "plain.gpkg")
    assert overlay(other, tmp_path / "ledger.gpkg", work_folder=kept) == head


def test_a_batch_that_fails_stops_the_others(county: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay_plan, "BATCH_CHANGES", 5)
    noted = Noting()
    overlay(county, tmp_path / "ledger.gpkg", engine=noted)
    begun: list = []
    lock = threading.Lock()

    def failing(job: BatchJob) -> BatchFound:
        with lock:
            begun.append(job)
        if len(begun) == 2:
            raise ValueError("broken")
        return overlay_batch(job)

    with pytest.raises(ValueError, match="broken"):
        list(Threads(2).run(failing, noted.jobs))
    assert len(begun) <= 6
