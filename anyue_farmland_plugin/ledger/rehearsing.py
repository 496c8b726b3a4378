# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes on a private copy of a ledger, to see what would come of it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from anyue_farmland_plugin.core.ports import Actor, Clock
from anyue_farmland_plugin.ledger import connection as files
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.writing import Writer

_SRS = "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'cases'"


@contextmanager
def rehearsing(path: Path, actor: Actor, clock: Clock) -> Iterator[Writer]:
    """Give a writer on a copy that is thrown away; the ledger itself is only read, also where it is read-only."""
    with files.open_snapshot(path) as copy:
        copy.execute("PRAGMA query_only = OFF")
        head, (srs_id,) = Reader(copy).head(), copy.execute(_SRS).fetchone()
        yield Writer(copy, actor, clock, srs_id, head.chain_id, head.seq, head.hash)
