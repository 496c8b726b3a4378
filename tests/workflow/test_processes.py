# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies of a process do the same work, say what went wrong, and never stay behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading

import pytest

from anyue_farmland_plugin.core.errors import EngineError, InputDataError
from anyue_farmland_plugin.workflow import processes
from anyue_farmland_plugin.workflow.processes import Processes, may_be_copied, own_engine
from anyue_farmland_plugin.workflow.threads import Threads

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have copies made, whatever the test runner has loaded."""
    monkeypatch.setattr(processes, "may_be_copied", lambda: True)


def squared(number: int) -> tuple:
    return number * number, os.getpid()


def refused(number: int) -> int:
    if number == 3:
        raise InputDataError("the third")
    return number


def killed(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_every_job_is_done_once_by_another_process() -> None:
    found = dict(Processes(3).run(squared, range(40)))
    assert {number: square for number, (square, _) in found.items()} == {n: n * n for n in range(40)}
    workers = {worker for _, worker in found.values()}
    assert 1 <= len(workers) <= 3
    assert os.getpid() not in workers
    assert multiprocessing.active_children() == []


def test_one_job_is_done_here_and_none_is_no_trouble() -> None:
    assert list(Processes(2).run(squared, [7])) == [(0, (49, os.getpid()))]
    assert list(Processes(2).run(squared, [])) == []


def test_what_a_job_refuses_is_refused_here_in_the_same_words() -> None:
    with pytest.raises(InputDataError, match="the third"):
        list(Processes(2).run(refused, range(9)))
    assert multiprocessing.active_children() == []


def test_a_copy_that_dies_ends_the_run_with_a_sentence() -> None:
    with pytest.raises(EngineError, match="ended before its work was done"):
        list(Processes(2).run(killed, range(9)))
    assert multiprocessing.active_children() == []


def test_a_run_that_is_given_up_leaves_no_copy() -> None:
    running = Processes(2).run(squared, range(1_000))
    assert len(multiprocessing.active_children()) == 2
    next(running)
    running.close()
    assert multiprocessing.active_children() == []


def test_a_program_with_threads_or_windows_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    held = threading.Event()
    thread = threading.Thread(target=held.wait)
    thread.start()
    try:
        assert not may_be_copied()
    finally:
        held.set()
        thread.join()
    monkeypatch.setattr(processes, "may_be_copied", may_be_copied)
    monkeypatch.setitem(sys.modules, "qgis", sys)
    assert not may_be_copied()
    assert isinstance(own_engine(), Threads)
    here = list(Processes(2).run(squared, range(4)))
    assert [worker for _, (_, worker) in here] == [os.getpid()] * 4
