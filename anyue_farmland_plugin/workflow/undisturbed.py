# SPDX-License-Identifier: GPL-2.0-or-later
"""Lets QGIS open a ledger's layers at a moment when nobody of us commits.

QGIS waits for seconds for a lock, without letting go of Python: a commit of another thread
of this program could not end meanwhile.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Iterator

from anyue_farmland_plugin.core.errors import LedgerLocked
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger import turns


@contextmanager
def undisturbed(ledger: Path) -> Iterator[None]:
    """Keep commits out while the block opens layers; after a while of waiting the block runs all the same."""
    with ExitStack() as stack:
        with suppress(LedgerLocked):  # looking is no reason to fail
            stack.enter_context(turns.shared(ledger, files.BUSY_SECONDS))
        yield
