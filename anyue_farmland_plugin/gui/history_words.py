# SPDX-License-Identifier: GPL-2.0-or-later
"""Events of a case as a person reads them: who, when, what from which value to which, why."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Mapping, Optional

from qgis.PyQt.QtCore import QCoreApplication

from anyue_farmland_plugin.core.hidden_letters import as_markup
from anyue_farmland_plugin.core.ledger_tables import CASES
from anyue_farmland_plugin.core.mu import format_area
from anyue_farmland_plugin.gui.options_page import role_word
from anyue_farmland_plugin.gui.wording import class_word, in_chinese, status_word, type_word, unit_word, verdict_word

_WORDS = {
    "problem_type": type_word,
    "suggested_type": type_word,
    "verdict": verdict_word,
    "status": status_word,
    "unit": unit_word,
    "land_class": class_word,
}
_ELSEWHERE = frozenset({"inspector", "inspected_at", "geom"})  # told by the line itself, or not readable
_LONGEST = 60



def _action_words() -> Mapping[str, str]:
    return {
        "created": QCoreApplication.translate("History", "case made"),
        "undone": QCoreApplication.translate("History", "taken back"),
        "merged": QCoreApplication.translate("History", "taken over from a field package"),
        "unmerged": QCoreApplication.translate("History", "merge taken back"),
        "resolved": QCoreApplication.translate("History", "conflict decided"),
        "adopted": QCoreApplication.translate("History", "changed outside the plugin, adopted"),
        "restored": QCoreApplication.translate("History", "changed outside the plugin, set back"),
    }


def event_line(event: Mapping) -> str:
    """Return one event as HTML; every text of the ledger is escaped."""
    at = datetime.fromisoformat(str(event["at"]).replace("Z", "+00:00")).astimezone()
    who = f"{event['actor']} ({role_word(event['role'])})"
    parts = [f"<b>{at:%Y-%m-%d %H:%M}</b> {as_markup(who)}"]
    action = _action_words().get(event["action"])
    if action:
        parts.append(f"<i>{escape(action)}</i>")
    if event["action"] != "created":
        parts += [as_markup(change) for change in _changes(event["payload"])]
    if event["reason"]:
        parts.append(as_markup(QCoreApplication.translate("History", "reason: {text}").format(text=event["reason"])))
    return "<br>&nbsp;&nbsp;".join(parts)


def _changes(payload: Mapping) -> list:
    lines = []
    for name, pair in payload.items():
        if name in _ELSEWHERE or not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004 - old and new
            continue
        lines.append(f"{column_label(name)}: {value_word(name, pair[0])} → {value_word(name, pair[1])}")
    return lines


def column_label(name: str) -> str:
    """Return what a column of a case is called."""
    column = CASES.column(name)
    return column.label if column and in_chinese() else name.replace("_", " ")


def value_word(name: str, value: Optional[object], longest: int = _LONGEST) -> str:
    """Return a value of a case as a person reads it: words for codes, areas with their unit, long texts cut."""
    if value is None or value == "":
        return "–"
    column = CASES.column(name)
    if column and column.unit == "m2" and isinstance(value, (int, float)):
        return format_area(value)
    text = _WORDS[column.enum](str(value)) if column and column.enum in _WORDS else str(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"
