# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine of a run by one parameter: this process, worker processes of its own, or a dask cluster.

Importing this module imports nothing of dask; that happens where a cluster is asked for.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Callable, Sequence

from anyue_farmland_plugin import about
from anyue_farmland_plugin.core.errors import DependencyMissing, EngineError, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.workflow.areas_task import measure_task
from anyue_farmland_plugin.workflow.engines import Engine
from anyue_farmland_plugin.workflow.processes import own_engine

if TYPE_CHECKING:
    from distributed import Client, Future

_LOOPBACK = "127.0.0.1"
_ANY_PORT = f"{_LOOPBACK}:0"
_PATIENCE = 10  # seconds for a scheduler to answer and for its first worker to come
_AHEAD = 2  # jobs per worker that wait at the scheduler, so that none is idle
_OWN = {
    "distributed.worker.profile.enabled": False,  # nobody looks at it
    # dask has workers give memory back at once, and take it anew for every array: twice as slow for numpy.
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 1 << 29,
    "distributed.nanny.pre-spawn-environ.MALLOC_MMAP_THRESHOLD_": 1 << 25,
    "distributed.nanny.pre-spawn-environ.MALLOC_ARENA_MAX": 1,
}


@contextmanager
def engine(where: str) -> Iterator[Engine]:
    """Give the engine: "" works here, on all cores, "4" starts four processes, "tcp://host:port" joins a scheduler.

    Raises:
        InputDataError: neither of the three.
        DependencyMissing: dask's distributed is not installed.
        EngineError: nobody answers at the address, or its workers cannot do the work.
    """
    asked = where.strip()
    if not asked:
        yield own_engine()
    elif asked.isdecimal() and int(asked) > 0:
        with _embedded(int(asked)) as client:
            yield DaskEngine(client)
    elif "://" in asked:
        with _joined(asked) as client:
            yield DaskEngine(client)
    else:
        message = translate(
            "Cluster",
            "{asked} is no engine. Give a number of worker processes, or the address of a scheduler "
            "such as tcp://127.0.0.1:8786.",
        )
        raise InputDataError(message.format(asked=asked))


class DaskEngine:
    """Sends jobs to the workers of a dask scheduler; a job whose worker dies is done by another."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def run(self, work: Callable[[Any], Any], jobs: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Yield (number of the job, result) as they are done.

        Raises what the work raised, EngineError where a job kills its workers or the cluster is gone.
        """
        from distributed import as_completed  # noqa: PLC0415

        numbered = enumerate(jobs)
        waiting: dict[Future, int] = {}
        finished = as_completed(loop=self._client.loop)
        try:
            while True:
                for number, job in islice(numbered, max(self._room() - len(waiting), 0)):
                    future = self._client.submit(work, job, pure=False)
                    waiting[future] = number
                    finished.add(future)
                if not waiting:
                    return
                future = next(finished)
                yield waiting.pop(future), self._result(future)
        finally:
            if waiting:
                self._client.cancel(list(waiting), force=True)

    def _room(self) -> int:
        return _AHEAD * max(sum(self._client.nthreads().values()), 1)

    @staticmethod
    def _result(future: Future) -> Any:  # noqa: ANN401 - whatever the work returns
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415

        try:
            return future.result()
        except KilledWorker as error:
            message = translate(
                "Cluster",
                "A batch ended {count} workers one after the other, and was given up. They may lack memory: "
                "run with fewer workers per machine, and look into the workers' own logs.",
            )
            raise EngineError(message.format(count=error.allowed_failures + 1)) from error
        except CancelledError as error:
            raise _gone(error) from error


def _gone(error: BaseException) -> EngineError:
    message = translate("Cluster", "The scheduler is gone ({reason}). Start it and its workers, and run again.")
    return EngineError(message.format(reason=_reason(error)))


@contextmanager
def _embedded(workers: int) -> Generator[Client, None, None]:
    """Start worker processes that nobody but this machine can reach, and that leave no file."""
    _require()
    import dask  # noqa: PLC0415
    from distributed import Client, LocalCluster  # noqa: PLC0415

    with ExitStack() as stack:
        stack.enter_context(_silence())
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="anyue-"))
        stack.enter_context(dask.config.set({**_OWN, "temporary-directory": scratch}))
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host=_LOOPBACK,
            dashboard_address=_ANY_PORT,
            worker_dashboard_address=_ANY_PORT,
            memory_limit=0,
            preload=[measure_task.__module__],
            local_directory=scratch,
            silence_logs=logging.CRITICAL,
        )
        stack.enter_context(cluster)
        yield stack.enter_context(Client(cluster, set_as_default=False))


@contextmanager
def _joined(address: str) -> Generator[Client, None, None]:
    """Join a scheduler that runs already."""
    _require()
    from distributed import Client  # noqa: PLC0415

    with _silence():
        try:
            client = Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            message = translate(
                "Cluster",
                "Nobody answers at {address} ({reason}). Check the address, and whether the scheduler runs.",
            )
            raise EngineError(message.format(address=address, reason=_reason(error))) from error
        with client:
            _check_workers(client, address)
            yield client


def _check_workers(client: Client, address: str) -> None:
    """Refuse a scheduler without workers, and workers that lack the plugin or have another version of it."""
    from distributed import TimeoutError  # noqa: PLC0415

    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        message = translate("Cluster", "The scheduler at {address} has no workers. Start some and run again.")
        raise EngineError(message.format(address=address)) from error
    mine = about.version()
    for worker, theirs in client.run(about.version, on_error="return").items():
        if theirs != mine:
            message = translate(
                "Cluster",
                "The worker {worker} cannot do the work: it has {theirs}, not version {mine} of the plugin. "
                "Install the same version wherever workers run.",
            )
            raise EngineError(message.format(worker=worker, theirs=theirs, mine=mine))


def _require() -> None:
    try:
        import distributed  # noqa: F401, PLC0415
    except ImportError as error:
        message = translate(
            "Cluster",
            "Working on several processes needs the Python packages dask and distributed ({reason}). "
            "Install them, or run without an engine.",
        )
        raise DependencyMissing(message.format(reason=error)) from error


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the library's own log from the person: what matters is said in sentences."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _reason(error: BaseException) -> str:
    return str(error).split("\n", maxsplit=1)[0].strip() or type(error).__name__
