# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether the events of a package say something at all: hashes prove where it comes from, not that it makes sense."""

from __future__ import annotations

import json
from typing import Iterable, Mapping, Optional
from uuid import UUID

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger import packed

_PAIR = 2
_PLAIN = (str, int, float, type(None))


def fault_of_content(events: Iterable[Mapping], base_rows: Iterable[Mapping]) -> Optional[str]:
    """Return a sentence about the first event or packed case that cannot be read, None when all can."""
    for event in events:
        if not _is_readable(event):
            return translate("Merge", "the content of its event {seq} cannot be read.").format(seq=event["seq"])
    for row in base_rows:
        try:
            packed.base_of(row["row"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return translate("Merge", "what it was packed with of case {case} cannot be read.").format(
                case=row["case_id"]
            )
    return None


def _is_readable(event: Mapping) -> bool:
    """Tell whether a payload is columns with old and new value; a case has an id and plain values."""
    try:
        payload = json.loads(event["payload"])
        pairs = list(payload.values())
    except (ValueError, TypeError, AttributeError):
        return False
    if any(not isinstance(pair, list) or len(pair) != _PAIR for pair in pairs):
        return False
    if event["object_type"] != "case":
        return True
    return is_uuid(event["object_id"]) and all(isinstance(value, _PLAIN) for pair in pairs for value in pair)


def is_uuid(text: object) -> bool:
    """Tell whether a text is a UUID in the form ledgers use."""
    try:
        return str(UUID(str(text))) == text
    except ValueError:
        return False
