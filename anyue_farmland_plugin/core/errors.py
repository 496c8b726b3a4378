# SPDX-License-Identifier: GPL-2.0-or-later
"""The one exception tree of the package.

Every message is a whole sentence for the person at the desk: which file, layer, field or
row is wrong and what to do next.  Errors carry no logging and no Qt.
"""

from __future__ import annotations


class FarmlandError(Exception):
    """Base of everything this package raises on purpose."""


class InputDataError(FarmlandError):
    """A delivered layer, field, row or parameter cannot be used."""


class GeometryError(FarmlandError):
    """A geometry cannot be read, repaired or overlaid."""


class CrsError(InputDataError):
    """A coordinate system is missing, unknown or not convertible without loss."""


class LedgerError(FarmlandError):
    """The ledger file cannot be opened, read or written."""


class LedgerLocked(LedgerError):
    """Another program holds the ledger's write lock."""


class LedgerReadOnly(LedgerError):
    """The ledger lies where it cannot or must not be written: read-only, a share, a removable disk."""


class LedgerFull(LedgerError):
    """The disk has no room for what was to be written."""


class LedgerReplaced(LedgerError):
    """Another file took the ledger's place, or it vanished, while it was open."""


class LedgerSchemaError(LedgerError):
    """The file is not a ledger of a version this package can use."""


class OlderLedger(LedgerSchemaError):
    """The ledger was made by an earlier version; it is brought up to date before anything is written."""


class StaleRecord(LedgerError):
    """The case was changed by somebody else since it was read."""


class TransitionRefused(FarmlandError):
    """A guard of the case life cycle is not met."""


class ExportError(FarmlandError):
    """A hand-over package cannot be written."""


class DependencyMissing(FarmlandError):
    """An optional library is absent or too old."""


class EngineError(FarmlandError):
    """The processes or machines that were to do the work cannot be reached or cannot do it."""


class Cancelled(FarmlandError):
    """The user stopped the run; nothing was written."""
