# SPDX-License-Identifier: GPL-2.0-or-later
"""Where runs that were cut short leave what they have worked out: in the user's profile, not beside the data."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from qgis.core import QgsApplication

_KEPT_SECONDS = 30 * 24 * 3600


def unfinished_runs() -> Path:
    """Return the folder, without the runs nobody has gone on with for a month; it may not exist yet."""
    folder = Path(QgsApplication.qgisSettingsDirPath()) / "anyue_farmland" / "runs"
    too_old = time.time() - _KEPT_SECONDS
    for run in folder.glob("*"):
        if _last_written(run) < too_old:
            shutil.rmtree(run, ignore_errors=True)
    return folder


def _last_written(run: Path) -> float:
    try:
        return run.stat().st_mtime  # a folder's time is that of the last batch put into it
    except OSError:  # gone meanwhile: another window's run is done
        return time.time()
