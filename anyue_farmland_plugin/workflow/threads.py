# SPDX-License-Identifier: GPL-2.0-or-later
"""Works off the batches of a run in several threads: GEOS, SQLite and numpy leave the others running."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Callable, Sequence

from anyue_farmland_plugin.core.ports import LayerSource
from anyue_farmland_plugin.workflow.engines import Engine, Here

_MOST = 4  # beyond it Python itself is in the way


def works_in_threads(source: LayerSource) -> bool:
    """Tell whether a source may be read beside the thread it was made in: files may, layers of QGIS may not."""
    return bool(getattr(source, "in_threads", False))


def engine_for(sources: Sequence[LayerSource]) -> Engine:
    """Return threads where all sources allow it, else the calling thread."""
    return Threads() if all(works_in_threads(source) for source in sources) else Here()


class Threads:
    """An `Engine` of threads of this process; results come in the order of the jobs."""

    def __init__(self, workers: int = 0) -> None:
        self._workers = workers or min(os.cpu_count() or 1, _MOST)

    def run(self, work: Callable[[Any], Any], jobs: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Yield (number of the job, result); a few jobs are worked on ahead of the one awaited."""
        with ThreadPoolExecutor(self._workers) as pool:
            waiting: deque[Future] = deque()
            try:
                for number in range(len(jobs) + self._workers):
                    if number < len(jobs):
                        waiting.append(pool.submit(work, jobs[number]))
                    if number >= self._workers:
                        yield number - self._workers, waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()


@contextmanager
def no_collecting() -> Iterator[None]:
    """Keep Python from looking for cycles while millions of rows are made, which hold none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
