# SPDX-License-Identifier: GPL-2.0-or-later
"""What `make demo` was asked for: NAME=value words turned into one checked request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE_NAMES = ("SEED", "PARCELS")
ZONES = ("BASIC_FARMLAND", "ECO_REDLINE", "URBAN_BOUNDARY", "TOWNSHIPS", "VILLAGES", "CONTRACT_PARCELS")
PASSED_ON = ("FIELD_MAP", "CLASS_TABLE", "SOURCE_KIND", "MIN_AREA")
OWN_NAMES = ("CHANGES", "DLTB", *ZONES, "APPROVALS", *PASSED_ON, "BATCH", "DETECTED_ON")
NAMES = (*SAMPLE_NAMES, *OWN_NAMES, "OUT")


class DemoError(Exception):
    """Ends the demo with one sentence."""


@dataclass(frozen=True)
class Batch:
    """One delivery of change polygons."""

    name: str
    changes: str
    detected_on: str = ""


@dataclass(frozen=True)
class Request:
    """The folder to fill, the seed of the sample county or the user's own files.

    ``given`` holds overlay parameters as they were typed; ``approvals`` the several layers.
    """

    out: Path
    seed: int = 2022
    parcels: int = 6000
    given: dict[str, str] = field(default_factory=dict)
    approvals: tuple[str, ...] = ()
    batch: Batch | None = None

    @property
    def is_sample(self) -> bool:
        """Tell whether the sample county is wanted."""
        return self.batch is None


def parse(words: Sequence[str]) -> Request:
    """Return the request of NAME=value words; raises DemoError with what to correct."""
    values = _values(words)
    out = Path(values.pop("OUT", "") or ROOT / "build" / "demo").expanduser()
    own = [name for name in OWN_NAMES if name in values]
    if not own:
        return Request(out, seed=_number(values, "SEED", 2022), parcels=_number(values, "PARCELS", 6000))
    missing = [name for name in ("CHANGES", "DLTB") if name not in values]
    if missing:
        raise DemoError(f"Own files need CHANGES and DLTB; {missing[0]} is missing. Without any, a sample is made.")
    extra = [name for name in SAMPLE_NAMES if name in values]
    if extra:
        raise DemoError(f"{extra[0]} belongs to the sample county; leave it out when you give your own files.")
    changes = layer_text(values["CHANGES"])
    given = {name: values[name] for name in PASSED_ON if name in values}
    given.update({name: layer_text(values[name]) for name in ("DLTB", *ZONES) if name in values})
    approvals = tuple(layer_text(text) for text in values.get("APPROVALS", "").split(";") if text.strip())
    batch = Batch(values.get("BATCH") or _name_of(changes), changes, values.get("DETECTED_ON", ""))
    return Request(out, given=given, approvals=approvals, batch=batch)


def layer_text(text: str) -> str:
    """Return ``path|layername=…`` with a whole path, so that it means the same in every folder."""
    path, bar, options = text.strip().partition("|")
    return f"{Path(path).expanduser().absolute()}{bar}{options}"


def _values(words: Sequence[str]) -> dict[str, str]:
    values = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or name not in NAMES:
            raise DemoError(f"{word!r} is not understood. Known are: {', '.join(NAMES)}; each as NAME=value.")
        if value.strip():
            values[name] = value.strip()
    return values


def _number(values: dict[str, str], name: str, default: int) -> int:
    text = values.get(name, str(default))
    if not text.isdecimal():
        raise DemoError(f"{name} must be a whole number, not {text!r}.")
    return int(text)


def _name_of(layer: str) -> str:
    path, _, options = layer.partition("|")
    named = [part.partition("=")[2] for part in options.split("|") if part.lower().startswith("layername=")]
    return named[0] if named and named[0] else Path(path).stem
