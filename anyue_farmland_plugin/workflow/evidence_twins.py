# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds a picture that is evidence already, byte for byte or by its look, across all cases of a ledger."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Iterator, NamedTuple, Optional

import numpy as np

from anyue_farmland_plugin.core.evidence_flags import Flag
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.workflow.picture_look import ALIKE_BITS, as_numbers, bits_apart

_LINKS = "SELECT evidence_id, case_id, stage FROM evidence_links"
_PICTURES = "SELECT evidence_id, file_name, sha256, flags, distance_m, picture_hash FROM evidence ORDER BY fid"


class Place(NamedTuple):
    """What a picture is evidence of: a case at a stage."""

    case_id: str
    stage: Optional[str]


@dataclass
class KnownPictures:
    """All pictures of a ledger with the places they are evidence of."""

    places: dict = field(default_factory=dict)  # evidence_id -> set of places
    by_file: dict = field(default_factory=lambda: defaultdict(list))
    hashes: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    hashed: list = field(default_factory=list)  # rows of the hashes

    @staticmethod
    def of(reader: Reader) -> KnownPictures:
        """Return the pictures of an open ledger."""
        places: dict = defaultdict(set)
        for evidence_id, case_id, stage in reader.connection.execute(_LINKS):
            places[evidence_id].add(Place(case_id, stage))
        known = KnownPictures()
        for row in map(dict, reader.connection.execute(_PICTURES)):
            known.places[row["evidence_id"]] = places[row["evidence_id"]]
            known.by_file[row["sha256"]].append(row)
            if is_hash(row["picture_hash"]):
                known.hashed.append(row)
        known.hashes = as_numbers([row["picture_hash"] for row in known.hashed])
        return known

    def add(self, row: dict, places: frozenset) -> None:
        """Know one picture more."""
        self.places[row["evidence_id"]] = set(places)
        self.by_file[row["sha256"]].append(row)
        self.learn(row)

    def learn(self, row: dict) -> None:
        """Know the look of a picture that is known already."""
        if is_hash(row.get("picture_hash")):
            self.hashed.append(row)
            self.hashes = np.append(self.hashes, as_numbers([row["picture_hash"]]))

    def with_file(self, sha256: str, places: frozenset) -> Optional[dict]:
        """Return the evidence that is the same file for all these places already, or None."""
        return next((row for row in self.by_file[sha256] if places <= self.places[row["evidence_id"]]), None)

    def marks(self, sha256: str, picture_hash: str, places: frozenset, own_id: str = "") -> Iterator[Flag]:
        """Yield what a picture for these places has in common with other known ones (``own_id`` is its own).

        Pictures alike at the same case and stage are shots in a row, and no mark.
        """
        if sha256 and any(row["evidence_id"] != own_id for row in self.by_file[sha256]):
            yield Flag.SAME_FILE
        others = [row for row in self.alike(picture_hash) if row["sha256"] != sha256]
        if any(not self.places[row["evidence_id"]] <= places for row in others):
            yield Flag.ALIKE

    def alike(self, picture_hash: str) -> list:
        """Return the rows of pictures that look like a hash."""
        if not picture_hash or not len(self.hashes):
            return []
        near = np.flatnonzero(bits_apart(picture_hash, self.hashes) <= ALIKE_BITS)
        return [self.hashed[place] for place in near]


def is_hash(text: Optional[str]) -> bool:
    """Tell whether a stored picture hash can be compared."""
    try:
        return len(text or "") == 16 and int(text or "", 16) >= 0  # noqa: PLR2004 - 64 bits in hex
    except ValueError:
        return False
