# SPDX-License-Identifier: GPL-2.0-or-later
"""The open transaction of an adoption: writer, what the events say, and what was done so far."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import Iterator, Mapping

from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.verify_replay import ACKNOWLEDGED, Replay
from anyue_farmland_plugin.ledger.writing import Writer
from anyue_farmland_plugin.workflow.merge_reading import OUTSIDE

RESTORED, REMOVED, ANSWERED = "restored", "removed", "acknowledged"


@dataclass
class Work:
    """One adoption under way; the guards are lifted."""

    writer: Writer
    reader: Reader
    replay: Replay
    reason: str
    accepted: int = 0
    restored: int = 0

    @property
    def mark(self) -> str:
        """The reason of the events: the honest mark, then what the person said."""
        return f"{OUTSIDE}: {self.reason}" if self.reason else OUTSIDE

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Undo what one deed wrote when it fails."""
        writer, connection = self.writer, self.writer.connection
        before = (writer.seq, writer.head)
        connection.execute("SAVEPOINT deed")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK TO deed")
            writer.seq, writer.head = before
            raise
        finally:
            connection.execute("RELEASE deed")

    def note(self, key: str, action: str, payload: Mapping) -> None:
        """Record what became of an edit that leaves no trace in the row's own history."""
        self.writer.append_event(ACKNOWLEDGED, key, action, payload, reason=self.mark)
