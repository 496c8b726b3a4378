# SPDX-License-Identifier: GPL-2.0-or-later
"""The fixed digits of problem types and verdicts.

Digits never change their meaning: a retired type leaves a gap, a new one takes a free digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Mapping

from qgis.PyQt.QtCore import QCoreApplication

from anyue_farmland_plugin.core.problems import Family
from anyue_farmland_plugin.gui.wording import family_word, in_chinese, type_word, verdict_word


class Kind(Enum):
    """What choosing a line does."""

    PAGE = "page"
    TYPE = "type"
    VERDICT = "verdict"
    REASON = "reason"


@dataclass(frozen=True)
class Choice:
    """One line of a page: the digit to press, what it does and with which code."""

    digit: int
    kind: Kind
    code: str


ROOT, HARMLESS, REASONS = "root", "harmless", "reasons"


def _types(*codes: str) -> tuple[Choice, ...]:
    """Return types with the digits 1-9 and 0 in the given order; an empty code is a gap."""
    return tuple(Choice((place + 1) % 10, Kind.TYPE, code) for place, code in enumerate(codes) if code)


PAGES: Mapping[str, tuple[Choice, ...]] = {
    ROOT: (
        Choice(1, Kind.PAGE, "FN"), Choice(2, Kind.PAGE, "FL"), Choice(3, Kind.PAGE, "FK"), Choice(4, Kind.PAGE, "DX"),
        Choice(5, Kind.TYPE, "LH01"), Choice(0, Kind.PAGE, HARMLESS),
    ),
    "FN": _types("FN01", "FN02", "FN03", "FN04", "FN05", "FN06", "FN07", "FN08", "FN09"),
    "FL": _types("FL11", "FL12", "FL13", "FL14", "FL15", "FL21", "FL22", "FL23", "FL24", "FL25"),
    "FK": (
        *_types("FK01", "FK02", "FK03", "FK04", "FK05", "FK06", "FK07", "FK08", "FK09"), Choice(0, Kind.PAGE, "FK1"),
    ),
    "FK1": (Choice(0, Kind.TYPE, "FK10"), Choice(1, Kind.TYPE, "FK11"), Choice(2, Kind.TYPE, "FK12")),
    "DX": _types("DX01", "DX02", "DX03"),
    HARMLESS: (
        Choice(1, Kind.VERDICT, "HF"), Choice(2, Kind.VERDICT, "SS"), Choice(3, Kind.VERDICT, "DL"),
        Choice(4, Kind.VERDICT, "LS"), Choice(5, Kind.VERDICT, "WB"), Choice(6, Kind.VERDICT, "QT"),
    ),
    REASONS: tuple(Choice(digit, Kind.REASON, code) for digit, code in enumerate(
        ("document", "register", "imagery", "visit", "town", "outside"), 1)),
}  # fmt: skip


def reason_text(code: str) -> str:
    """Return the sentence of a reason why a case is not a problem."""
    texts = {
        "document": QCoreApplication.translate("TypeKeys", "Approval document checked"),
        "register": QCoreApplication.translate("TypeKeys", "Found in the register of filed facilities or roads"),
        "imagery": QCoreApplication.translate("TypeKeys", "No change in the imagery"),
        "visit": QCoreApplication.translate("TypeKeys", "Seen on the spot"),
        "town": QCoreApplication.translate("TypeKeys", "Confirmed by the township in writing"),
        "outside": QCoreApplication.translate("TypeKeys", "Not cultivated land in the survey"),
    }
    return texts[code]


def page_title(page: str) -> str:
    """Return the heading of a page."""
    if page == ROOT:
        return QCoreApplication.translate("TypeKeys", "Problem type")
    if page == HARMLESS:
        return QCoreApplication.translate("TypeKeys", "Not a problem, because it is")
    if page == REASONS:
        return QCoreApplication.translate("TypeKeys", "How do you know?")
    return family_word(Family(page[:2]))


def choice_text(choice: Choice) -> str:
    """Return the words of a line."""
    if choice.kind is Kind.TYPE:
        return family_word(Family.ABANDONED) if choice.code == "LH01" else short_type_word(choice.code)
    if choice.kind is Kind.VERDICT:
        return verdict_word(choice.code)
    if choice.kind is Kind.REASON:
        return reason_text(choice.code)
    if choice.code == HARMLESS:
        return QCoreApplication.translate("TypeKeys", "Not a problem")
    if choice.code == "FK1":
        return QCoreApplication.translate("TypeKeys", "High-standard farmland …")
    return family_word(Family(choice.code))


def short_type_word(code: str) -> str:
    """Return a type's name as it fits on a button: what the heading says is left out."""
    name = type_word(code)
    if code.startswith("FL") and in_chinese():
        return name.split("（")[0].replace("年以来耕地转", "年以来转").replace("年以前耕地转", "年以前转")
    if code.startswith("FL"):
        return name.replace("Cultivated land to", "To").split(",")[0]
    return name
