# SPDX-License-Identifier: GPL-2.0-or-later
"""What is done for a ledger when it is opened, and what a person may ask for: all without a window."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional

from anyue_farmland_plugin.core.errors import Cancelled
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ledger_tables import SCHEMA_VERSION
from anyue_farmland_plugin.core.ports import Clock, Progress
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger import migrations
from anyue_farmland_plugin.ledger.backups import Backup, daily_backup
from anyue_farmland_plugin.ledger.compact import WORTH_SHARE, free_share

SMALL_BYTES = 200_000_000  # checked whole at every opening; larger ones after a crash only
SECONDS = 20.0
_STEPS = 20_000  # of SQLite's virtual machine between two looks at the clock


@dataclass(frozen=True)
class Opening:
    """What the look at a ledger at its opening found.

    ``problems`` are sentences for the person; ``pages_checked`` tells whether every page was looked
    at, or why not is no fault: the file is large, or time was up.
    """

    version: int
    problems: tuple
    pages_checked: bool
    was_cut_short: bool
    free_share: float
    backup: Optional[Backup]

    @property
    def is_older(self) -> bool:
        """True when the next write will bring the ledger up to date."""
        return self.version < SCHEMA_VERSION

    @property
    def is_worth_compacting(self) -> bool:
        """True when much of the file is unused."""
        return self.free_share > WORTH_SHARE


def look_after(ledger: Path, *, clock: Clock, progress: Progress, seconds: float = SECONDS) -> Opening:
    """Check a ledger that is being opened and make the day's backup; meant for a background thread.

    Looks at identity, version and triggers always, at every page when the file is small or its
    last writer was killed, for ``seconds`` at most.  Raises LedgerError when it is no ledger
    or cannot be read, Cancelled when the person closes it.
    """
    cut_short = files.is_hot(ledger.with_name(ledger.name + "-journal"))
    with files.open_reading(ledger) as connection:
        version = migrations.found_version(connection) or 0
        problems = list(_altered(connection, version))
        share = free_share(connection)
    checked = False
    if cut_short or ledger.stat().st_size < SMALL_BYTES:
        faults = _check_pages(ledger, progress, time.monotonic() + seconds)
        checked = faults is not None
        problems += faults or []
    backup = None if problems else daily_backup(ledger, clock=clock)
    return Opening(version, tuple(problems), checked, cut_short, share, backup)


def _altered(connection: sqlite3.Connection, version: int) -> Iterator[str]:
    """Yield a sentence when guards, indexes or tables are not as they were made."""
    names = migrations.altered_objects(connection, version)
    if names:
        yield translate(
            "Upkeep",
            "Another program changed the structure of this ledger ({names}). Verify it before you go on working.",
        ).format(names=", ".join(names))


def _check_pages(ledger: Path, progress: Progress, deadline: float) -> Optional[list]:
    """Return sentences about damaged pages; None when time was up before all were looked at."""

    def is_enough() -> int:
        return int(progress.cancelled() or time.monotonic() > deadline)

    with files.open_snapshot(ledger) as connection:  # nobody waits while it is looked at
        connection.set_progress_handler(is_enough, _STEPS)
        try:
            found = [row[0] for row in connection.execute("PRAGMA quick_check(5)")]
        except sqlite3.OperationalError as error:
            if "interrupt" not in str(error):
                raise
            if progress.cancelled():
                raise Cancelled(translate("Upkeep", "The look at the ledger was stopped.")) from error
            return None
        except sqlite3.DatabaseError as error:  # so damaged that the check itself cannot go on
            found = [str(error)]
        finally:
            connection.set_progress_handler(None, 0)
    if found == ["ok"]:
        return []
    return [
        translate(
            "Upkeep",
            "Ledger {name} is damaged: {detail}. Stop working in it: restore the newest backup, "
            "or rescue what can be read into a new file.",
        ).format(name=ledger.name, detail="; ".join(found))
    ]
