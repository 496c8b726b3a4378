# SPDX-License-Identifier: GPL-2.0-or-later
"""What an overlay run tells its report: plain frozen values, no layout and no storage."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Mapping, Optional, Union

Cell = Union[str, int, float, None]  # floats are m² and shown with two decimals


@dataclass(frozen=True)
class InputLayer:
    """One layer the run read: its role (changes, dltb …), file and layer name, rows, CRS, hash."""

    role: str
    file_name: str
    layer: str
    rows: int
    crs: str
    sha256: str


@dataclass(frozen=True)
class Counts:
    """What the run counted."""

    clues_added: int = 0
    cases_created: int = 0
    cases_linked: int = 0
    pieces: int = 0
    repaired: int = 0
    filtered: int = 0
    unreadable: int = 0
    slivers_joined: int = 0
    slivers_kept: int = 0
    overlapping_parcels: int = 0
    parcels_flagged: int = 0


@dataclass(frozen=True)
class AreaLine:
    """A class, town or problem type with its pieces (or cases) and their area in m²."""

    code: str
    name: str
    count: int
    area_m2: float


@dataclass(frozen=True)
class MassBalance:
    """Where the delivered area went, m².

    Delivered is as drawn; ``repaired`` is what repair changed (signed); below the threshold
    are slivers that stayed as pieces of their own; doubled is what overlapping survey
    parcels count twice.  Pairs no method could overlay count as outside the survey.
    """

    delivered_m2: float
    pieces_m2: float
    outside_m2: float
    below_threshold_m2: float = 0.0
    unreadable_m2: float = 0.0
    doubled_m2: float = 0.0
    repaired_m2: float = 0.0
    failed_pairs: int = 0

    @property
    def overlay_m2(self) -> float:
        """Return the area of all pieces, slivers among them."""
        return (round(self.pieces_m2 * 100) + round(self.below_threshold_m2 * 100)) / 100

    @property
    def residual_m2(self) -> float:
        """Return what is not accounted for, exact to the cent; 0.0 when the account closes."""
        came = (self.delivered_m2, self.repaired_m2, self.doubled_m2)
        went = (self.pieces_m2, self.below_threshold_m2, self.outside_m2, self.unreadable_m2)
        return (sum(round(value * 100) for value in came) - sum(round(value * 100) for value in went)) / 100

    @property
    def closed(self) -> bool:
        """Tell whether every square metre is accounted for and every pair was overlaid."""
        return self.residual_m2 == 0 and self.failed_pairs == 0


@dataclass(frozen=True)
class ToldAreas:
    """How many clues came with an area of the sender's own, its sum, and what they measure."""

    count: int
    told_m2: float
    measured_m2: float


@dataclass(frozen=True)
class Rim:
    """How much hangs on the place of parcel boundaries: their length inside the clues × 0.1 m.

    ``clues`` are (change row, (main class, next class), (cents, cents), rim cents) of those
    whose main class could change.
    """

    boundary_m: float
    area_m2: float
    clues: tuple = ()


class Listing(Enum):
    """The lists of a report; `report_lists.listing_columns` names what each row must hold."""

    REPAIRED = "repaired"
    FILTERED = "filtered"
    UNREADABLE = "unreadable"
    DETOURS = "detours"
    SLIVERS = "slivers"
    OVERLAPPING_PARCELS = "overlapping_parcels"
    FLAGGED_PARCELS = "flagged_parcels"
    SENSITIVE = "sensitive"
    WARNINGS = "warnings"


@dataclass(frozen=True)
class OverlayReport:
    """Everything `report.overlay_report` prints of one run.

    ``listings`` maps a `Listing` to its rows, one tuple of cells per row in the order of
    `report_lists.listing_columns`; pass all of them, long lists are folded, never cut.
    ``parameters`` and ``versions`` are (name, value) pairs; ``created_at`` is ledger time text.
    """

    title: str
    ledger_name: str
    created_at: str
    actor: str
    chain_id: str
    head_seq: int
    head_hash: str
    counts: Counts
    balance: MassBalance
    parameters: tuple = ()
    inputs: tuple = ()  # of InputLayer
    by_class: tuple = ()  # of AreaLine
    by_town: tuple = ()  # of AreaLine
    by_type: tuple = ()  # of AreaLine: suggested problem types, one count per case
    farmland_m2: Optional[float] = None
    basic_farmland_m2: Optional[float] = None
    told: Optional[ToldAreas] = None
    rim: Optional[Rim] = None
    listings: Mapping[Listing, tuple] = field(default_factory=dict)
    seconds: Optional[float] = None
    versions: tuple = ()
