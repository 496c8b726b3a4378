# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the batches of a run are worked off: here, or wherever an engine sends them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Callable, Protocol, Sequence


class Engine(Protocol):
    """Applies one function to many jobs; jobs, function and results can be sent to other processes."""

    def run(self, work: Callable[[Any], Any], jobs: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Yield (number of the job, result) as they are done, each job once, in any order."""


class Here:
    """Works in the calling thread, one job after the other."""

    def run(self, work: Callable[[Any], Any], jobs: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Yield (number of the job, result) in order."""
        for number, job in enumerate(jobs):
            yield number, work(job)
