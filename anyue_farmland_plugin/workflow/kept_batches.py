# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps finished batches of a long run, so that a run cut short goes on where it was."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Callable, Optional, Sequence
from zipfile import BadZipFile

import numpy as np
import shapely

from anyue_farmland_plugin.workflow.batch_codec import decode, encode
from anyue_farmland_plugin.workflow.engines import Engine
from anyue_farmland_plugin.workflow.overlay_batch import BatchFound, BatchJob
from anyue_farmland_plugin.workflow.overlay_request import OverlayRequest
from anyue_farmland_plugin.workflow.versions import versions

_DAMAGED = (OSError, ValueError, KeyError, BadZipFile)


@dataclass(frozen=True)
class KeptBatches:
    """An `Engine` that looks into a folder first and leaves there what another engine works out.

    A batch is known by all it depends on: files, features, changes, parameters, versions.
    """

    engine: Engine
    folder: Path

    def run(self, work: Callable[[BatchJob], BatchFound], jobs: Sequence[BatchJob]) -> Iterator[tuple]:
        """Return an iterator over (number of the job, result): kept ones first."""
        paths = [self.folder / f"{_key(job)}.npz" for job in jobs]
        found = {number: part for number, part in enumerate(map(_kept, paths)) if part is not None}
        missing = [number for number in range(len(jobs)) if number not in found]
        running = self.engine.run(work, [jobs[number] for number in missing])
        return chain(found.items(), _keeping(running, missing, paths))

    def clear(self) -> None:
        """Remove the folder; its batches are in the ledger."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _keeping(running: Iterator[tuple], numbers: Sequence[int], paths: Sequence[Path]) -> Iterator[tuple]:
    for place, found in running:
        _keep(paths[numbers[place]], found)
        yield numbers[place], found


def kept_batches(request: OverlayRequest, engine: Engine) -> Optional[KeptBatches]:
    """Return the engine that keeps the batches of this ledger and batch name, None when nothing is to be kept."""
    if request.work_folder is None:
        return None
    name = hashlib.sha256(f"{request.ledger.resolve()}\n{request.batch}".encode()).hexdigest()
    return KeptBatches(engine, request.work_folder / name[:24])


def _key(job: BatchJob) -> str:
    layers = [
        (use, part.source.sha256(), part.source.info().layer, part.source.info().filter, dict(part.choice.fields))
        for use, part in (("dltb", job.survey), *job.zones)
    ]
    told = json.dumps(
        [layers, job.crs, job.grid, job.min_area, job.tbmj_factor, dict(versions()), sorted(job.classes)],
        ensure_ascii=False,
        sort_keys=True,
    )
    digest = hashlib.sha256(told.encode())
    for values in (job.rows, *(part.fids for part in job.parts())):
        digest.update(values.tobytes())
    for wkb in shapely.to_wkb(job.shapes, byte_order=1).tolist():
        digest.update(wkb or b"\0")
    return digest.hexdigest()


def _kept(path: Path) -> Optional[BatchFound]:
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return decode({name: arrays[name] for name in arrays.files})
    except _DAMAGED:
        return None  # cut short while it was written: worked out again


def _keep(path: Path, found: BatchFound) -> None:
    """Write a batch, whole or not at all; a full disk only means that it is not kept."""
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            np.savez(stream, **encode(found))
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
