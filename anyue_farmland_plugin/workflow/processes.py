# SPDX-License-Identifier: GPL-2.0-or-later
"""Works off the batches of a run in copies of this process: each has an interpreter of its own to itself.

Only for a program that runs alone: a copy of QGIS with its threads and windows would not live.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Callable, Sequence

from anyue_farmland_plugin.core.errors import EngineError, FarmlandError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.workflow.engines import Engine
from anyue_farmland_plugin.workflow.threads import Threads

_MOST = 4
_AHEAD = 2  # jobs a copy knows of, so that it need not wait while its results are fetched
_OTHERS = ("qgis", "PyQt5", "PyQt6")


def own_engine() -> Engine:
    """Return copies of this process where it is one that may be copied, else threads."""
    return Processes() if may_be_copied() else Threads()


def may_be_copied() -> bool:
    """Tell whether this program has one thread, no windows and a system on which copies are sound."""
    alone = threading.active_count() == 1 and not any(name in sys.modules for name in _OTHERS)
    return alone and sys.platform == "linux" and (os.cpu_count() or 1) > 1


@dataclass(frozen=True)
class _Copy:
    process: BaseProcess
    pipe: Connection

    def ask(self, number: int) -> None:
        """Have it do a job; raises EngineError when it is gone."""
        with _noticing():
            self.pipe.send(number)

    def result(self) -> tuple[int, Any]:
        """Return (number of the job, result); raises what the work raised, or EngineError."""
        with _noticing():
            number, found, error = self.pipe.recv()
        if error is not None:
            raise error
        return number, found

    def stop(self) -> None:
        """End it, whatever it does."""
        self.process.terminate()
        self.process.join()
        self.pipe.close()


@contextmanager
def _noticing() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError) as gone:
        message = translate(
            "Cluster",
            "A process of this run ended before its work was done. It may have lacked memory: "
            "close other programs and run again.",
        )
        raise EngineError(message) from gone


class Processes:
    """An `Engine` of copies of this process, made when it is run: they know the jobs and send results back."""

    def __init__(self, workers: int = 0) -> None:
        self._workers = workers or min(os.cpu_count() or 1, _MOST)

    def run(self, work: Callable[[Any], Any], jobs: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Return an iterator over (number of the job, result) as they are done; copies are made at once.

        Raises what the work raised, EngineError where a copy dies.
        """
        count = min(self._workers, len(jobs))
        if count <= 1 or not may_be_copied():
            return Threads(self._workers).run(work, jobs)
        return _results(_copies(count, work, jobs), len(jobs))


def _copies(count: int, work: Callable[[Any], Any], jobs: Sequence[Any]) -> list[_Copy]:
    context = get_context("fork")
    copies: list[_Copy] = []
    for _ in range(count):
        here, there = context.Pipe()
        inherited = [here, *(other.pipe for other in copies)]
        process = context.Process(target=_serve, args=(there, inherited, work, jobs), daemon=True)
        process.start()
        there.close()
        copies.append(_Copy(process, here))
    return copies


def _serve(pipe: Connection, inherited: list[Connection], work: Callable[[Any], Any], jobs: Sequence[Any]) -> None:
    """Do jobs by number until there are none or nobody is left to send them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is asked to stop, and stops the copies
    gc.disable()  # looking through the copied objects would copy their memory
    for other in inherited:
        other.close()  # else nobody would notice when the first process is gone
    try:
        while True:
            number = pipe.recv()
            pipe.send(_done(number, work, jobs, pipe))
    except (EOFError, OSError):
        return


def _done(number: int, work: Callable[[Any], Any], jobs: Sequence[Any], pipe: Connection) -> tuple:
    try:
        return number, work(jobs[number]), None
    except FarmlandError as error:
        return number, None, error
    except Exception as error:
        pipe.send((number, None, error))
        raise


def _results(copies: list[_Copy], count: int) -> Iterator[tuple[int, Any]]:
    by_pipe: dict[Any, _Copy] = {copy.pipe: copy for copy in copies}
    left = iter(range(count))
    try:
        for copy, number in zip(copies * _AHEAD, left):
            copy.ask(number)
        done = 0
        while done < count:
            for pipe in wait(list(by_pipe)):
                found = by_pipe[pipe].result()
                for number in islice(left, 1):
                    by_pipe[pipe].ask(number)
                done += 1
                yield found
    finally:
        for copy in copies:
            copy.stop()
