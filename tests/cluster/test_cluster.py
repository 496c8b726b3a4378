# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas on worker processes: the same bytes as in one process, whoever dies meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyogrio.raw import read, write

from anyue_farmland_plugin.cli import REFUSED, main
from anyue_farmland_plugin.cluster import engine as engine_module
from anyue_farmland_plugin.cluster.engine import engine
from anyue_farmland_plugin.core.errors import Cancelled, DependencyMissing, EngineError, InputDataError
from anyue_farmland_plugin.core.ports import SilentProgress
from anyue_farmland_plugin.workflow import areas as areas_module
from anyue_farmland_plugin.workflow.areas import run_areas
from anyue_farmland_plugin.workflow.areas_request import AreasRequest
from anyue_farmland_plugin.workflow.engines import Here
from anyue_farmland_plugin.workflow.sources import file_source
from tests.cluster.county import arguments_for, request_for, table, write_files

distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed: nothing to work on")
dask = pytest.importorskip("dask")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict:
    return write_files(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def request_(files: dict) -> AreasRequest:
    return request_for(files)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(areas_module, "BATCH_CHANGES", 2)


def started(folder: Path, program: str, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{program}", *arguments, "--no-dashboard"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def stopped(processes: list) -> None:
    for process in processes:
        process.kill()
    for process in processes:
        process.wait(10)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a scheduler in a process of its own."""
    folder = tmp_path_factory.mktemp("scheduler")
    told = folder / "scheduler.json"
    process = started(folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
    until = time.monotonic() + 30
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.05)
    with distributed.Client(scheduler_file=str(told), set_as_default=False) as client:
        yield client.scheduler.address
    stopped([process])


@pytest.fixture(scope="module")
def workers(scheduler: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list]:
    """Start two workers, each a process of its own, in a folder of their own."""
    folder = tmp_path_factory.mktemp("workers")
    options = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0", "--local-directory", str(folder))
    processes = [started(folder, "worker", scheduler, *options) for _ in range(2)]
    with distributed.Client(scheduler, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield processes
    stopped(processes)


def test_a_scheduler_without_workers_is_told(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_PATIENCE", 0.5)
    with pytest.raises(EngineError, match="has no workers"), engine(scheduler):
        pass


@pytest.mark.usefixtures("workers")
def test_a_cluster_gives_the_same_bytes(request_: AreasRequest, scheduler: str, tmp_path: Path) -> None:
    mine = table(request_, tmp_path / "mine.csv", Here())
    assert mine.count(b"\n") > 20
    with engine(scheduler) as cluster:
        assert table(request_, tmp_path / "theirs.csv", cluster) == mine


@pytest.mark.usefixtures("workers")
def test_changes_that_only_this_process_can_read_are_sent(
    request_: AreasRequest, files: dict, scheduler: str, tmp_path: Path
) -> None:
    """A GeoJSON would be read from end to end for every batch, and a row without shape lies in no box."""
    meta, _, shapes, values = read(files["changes"], layer="changes_202206", datetime_as_string=True)
    shapes[3] = None
    path = tmp_path / "changes.geojson"
    write(path, shapes, values, meta["fields"], geometry_type="MultiPolygon", crs=meta["crs"], driver="GeoJSON")
    request = replace(request_, changes=file_source(path))
    mine = table(request, tmp_path / "mine.csv", Here())
    with engine(scheduler) as cluster:
        assert table(request, tmp_path / "theirs.csv", cluster) == mine
    whole = table(request_, tmp_path / "whole.csv", Here()).decode("utf-8-sig").splitlines()
    for row, (sent, told) in enumerate(zip(mine.decode("utf-8-sig").splitlines(), whole)):
        figures, numbers = sent.split(",")[1:], told.split(",")[1:]  # a GeoJSON counts from 0
        if row == 4:
            assert set(figures[1:]) == {"0.0000", ""}
        else:
            assert figures[0] == numbers[0]
            assert float(figures[1] if row else 0) == pytest.approx(float(numbers[1] if row else 0), abs=0.02)


@pytest.mark.usefixtures("workers")
def test_what_a_worker_refuses_is_told_as_one_process_would(request_: AreasRequest, scheduler: str) -> None:
    wrong = replace(request_, zones={}, field_map={"dltb": {"DLBM": "BSM"}})  # no parcel has a class of the standard
    with pytest.raises(InputDataError, match="DLTB") as mine:
        run_areas(wrong, progress=SilentProgress(), engine=Here())
    with engine(scheduler) as cluster, pytest.raises(InputDataError) as theirs:
        run_areas(wrong, progress=SilentProgress(), engine=cluster)
    assert type(theirs.value) is type(mine.value)
    assert str(theirs.value).partition(":")[0] == str(mine.value).partition(":")[0]


@pytest.mark.usefixtures("workers")
def test_cancelling_takes_the_jobs_back(request_: AreasRequest, scheduler: str) -> None:
    class Impatient(SilentProgress):
        def cancelled(self) -> bool:
            return True

    with engine(scheduler) as cluster, pytest.raises(Cancelled):
        run_areas(request_, progress=Impatient(), engine=cluster)
    with distributed.Client(scheduler, set_as_default=False) as client:
        until = time.monotonic() + 10
        while any(client.processing().values()) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(client.processing().values())


def test_a_worker_killed_on_the_way_changes_nothing(
    request_: AreasRequest, scheduler: str, workers: list, tmp_path: Path
) -> None:
    mine = table(request_, tmp_path / "mine.csv", Here())
    victim = workers[0]
    with distributed.Client(scheduler, set_as_default=False) as client:
        address = next(at for at, pid in client.run(os.getpid).items() if pid == victim.pid)
        held: list = []

        class Murderous(SilentProgress):
            """Kills the worker, which has jobs but stands still, when the other has done one."""

            def report(self, share: float, text: str = "") -> None:
                if share > 0.05 and not held:
                    held.extend(client.processing()[address])
                    victim.kill()

        with engine(scheduler) as cluster:
            os.kill(victim.pid, signal.SIGSTOP)
            theirs = table(request_, tmp_path / "theirs.csv", cluster, Murderous())
    assert held, "the worker had nothing to lose"
    assert victim.wait(10) == -signal.SIGKILL
    assert theirs == mine


def test_processes_of_its_own_leave_nothing_behind(
    files: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    here, scratch = tmp_path / "here", tmp_path / "scratch"
    here.mkdir()
    scratch.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    assert main(arguments_for(files, tmp_path / "one.csv")) == 0
    assert main(arguments_for(files, tmp_path / "two.csv", "--engine", "2")) == 0
    assert (tmp_path / "two.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()
    assert list(here.iterdir()) == []
    assert list(scratch.iterdir()) == []
    assert capsys.readouterr().err == ""


def test_a_job_that_ends_every_worker_is_given_up() -> None:
    no_second_try = dask.config.set({"distributed.scheduler.allowed-failures": 0})
    with no_second_try, engine("1") as cluster, pytest.raises(EngineError, match="ended 1 workers"):
        list(cluster.run(os._exit, [3]))


def test_what_is_no_engine_is_told(files: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                   capsys: pytest.CaptureFixture) -> None:  # fmt: skip
    monkeypatch.setattr(engine_module, "_PATIENCE", 0.5)
    for asked, words in (("tcp://127.0.0.1:9", "Nobody answers at tcp://127.0.0.1:9"), ("many", "many is no engine")):
        assert main(arguments_for(files, tmp_path / "no.csv", "--engine", asked)) == REFUSED
        assert words in capsys.readouterr().err
    assert not (tmp_path / "no.csv").exists()


def test_without_dask_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DependencyMissing, match="dask and distributed"), engine("2"):
        pass
