# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports a chief prints: complete, self-contained, with nothing a delivered attribute could run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from anyue_farmland_plugin.core.i18n import install_translator, remove_translator
from anyue_farmland_plugin.export.report import listing_columns, overlay_report, verification_report
from anyue_farmland_plugin.export.report_data import (
    AreaLine,
    Counts,
    InputLayer,
    Listing,
    MassBalance,
    OverlayReport,
    Rim,
    ToldAreas,
)
from anyue_farmland_plugin.export.report_lists import ROWS_PRINTED
from anyue_farmland_plugin.ledger.findings import Finding, Kind, Verification
from anyue_farmland_plugin.ledger.verify import verify_ledger
from tests.factories import make_ledger

HOSTILE = "<script>alert(1)</script><img src=file:///etc/passwd onerror=x>\"'&[% env('HOME') %]"
HEAD = "a2c0f7fb" * 8


def a_report(**changes: object) -> OverlayReport:
    values: dict = {
        "title": "变化图斑套合报告 2022-03", "ledger_name": "ledger.gpkg", "created_at": "2022-06-15T08:00:00.000Z",
        "actor": "李分析", "chain_id": "646fef9c-a110-5d57-bb73-75ba4c9e9745", "head_seq": 12, "head_hash": HEAD,
        "counts": Counts(clues_added=120, cases_created=118, cases_linked=2, pieces=340),
        "balance": MassBalance(delivered_m2=2000.0, pieces_m2=1500.0, outside_m2=500.01, doubled_m2=0.01),
        "parameters": (("MIN_AREA", "10 m²"),),
        "inputs": (InputLayer("dltb", "DLTB.shp", "DLTB", 3000, "EPSG:4523", "cd" * 32),),
        "by_class": (AreaLine("0103", "旱地", 2, 1000.0), AreaLine("0201", "果园", 1, 500.0)),
        "by_town": (AreaLine("512021103", "通贤镇", 3, 1500.0),), "farmland_m2": 1000.0, **changes,
    }  # fmt: skip
    return OverlayReport(**values)


class Reader(HTMLParser):
    """Collects tags, attributes and text, and refuses tags that are not closed."""

    VOID = ("meta", "rect")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list = []
        self.open: list = []
        self.attributes: list = []
        self.words: list = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_report_says_what_happened() -> None:
    words = " ".join(Reader(overlay_report(a_report())).words)
    for text in ("120", "340", "2.25 亩", "1,500.00", "旱地", "通贤镇", "MIN_AREA", "DLTB.shp", "cd" * 32, HEAD,
                 "李分析", "The account closes"):  # fmt: skip
        assert text in words, text


def test_an_open_account_is_said_in_front() -> None:
    page = overlay_report(a_report(balance=MassBalance(2000.0, 1500.0, 400.0)))
    assert "100.00 m² of the delivered area are not accounted for" in page
    assert "verdict bad" in page


def test_cents_do_not_open_the_account() -> None:
    assert MassBalance(0.3, 0.1, 0.2).residual_m2 == 0.0
    assert MassBalance(123456.78, 120000.0, 3456.79, doubled_m2=0.01).residual_m2 == 0.0


def test_nothing_from_the_data_is_run_or_fetched() -> None:
    rows = {listing: ((HOSTILE,) * len(listing_columns(listing)),) for listing in Listing}
    page = overlay_report(
        a_report(
            title=HOSTILE, actor=HOSTILE, ledger_name=HOSTILE, listings=rows, parameters=((HOSTILE, HOSTILE),),
            inputs=(InputLayer(*[HOSTILE] * 3, 1, HOSTILE, HOSTILE),), by_class=(AreaLine(HOSTILE, HOSTILE, 1, 5.0),),
            versions=((HOSTILE, HOSTILE),),
        )
    )  # fmt: skip
    reader = Reader(page)
    assert set(reader.tags) <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "div", "b", "table", "thead", "tbody", "tr",
        "th", "td", "svg", "text", "rect", "footer", "details", "summary",
    }  # fmt: skip
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name in ("src", "href")]
    assert re.findall(r"https?://[^\s\"']+", page) == ["http://www.w3.org/2000/svg"] * page.count("<svg")


def test_every_listing_is_there_in_full_and_long_ones_are_folded() -> None:
    def row(listing: Listing, number: int) -> tuple:
        return (f"{listing.value}-{number}",) * len(listing_columns(listing))

    rows = {listing: tuple(row(listing, number) for number in range(ROWS_PRINTED + 5)) for listing in Listing}
    page = overlay_report(a_report(listings=rows))
    shown = re.sub(r"<details>.*?</details>", "", page, flags=re.DOTALL)
    for listing in Listing:
        assert f"{listing.value}-{ROWS_PRINTED - 1}<" in shown
        assert f"{listing.value}-{ROWS_PRINTED}<" not in shown
        assert f"{listing.value}-{ROWS_PRINTED + 4}<" in page
    assert page.count("… and 5 more.") == len(Listing)
    Reader(page)


def test_the_account_names_every_way_a_square_metre_can_go() -> None:
    account = MassBalance(
        delivered_m2=1000.0,
        repaired_m2=-10.5,
        pieces_m2=700.25,
        below_threshold_m2=3.25,
        outside_m2=286.0,
        unreadable_m2=1.0,
        doubled_m2=1.0,
    )
    assert (account.residual_m2, account.overlay_m2, account.closed) == (0.0, 703.5, True)
    words = Reader(overlay_report(a_report(balance=account))).words
    for figure in ("1,000.00", "-10.50", "700.25", "3.25", "286.00", "1.00"):
        assert figure in words
    assert MassBalance(1.0, 1.0, 0.0, failed_pairs=1).closed is False
    page = overlay_report(a_report(balance=MassBalance(1.0, 1.0, 0.0, failed_pairs=1)))
    assert "no method could overlay: 1." in page
    assert "verdict bad" in page


def test_what_the_sender_says_and_what_boundaries_decide() -> None:
    page = overlay_report(a_report(told=ToldAreas(118, 1990.0, 2000.0), rim=Rim(350.25, 35.03, ((1,), (2,)))))
    assert "for 118 clues: 1,990.00 m² together. As drawn they measure 2,000.00 m², a difference of 10.00 m²" in page
    assert "over 350.2 m. If they were off by 0.1 m, 35.03 m²" in page
    assert "the main class of 2 clues depends on it" in page


def test_an_empty_run_still_has_a_report() -> None:
    Reader(
        overlay_report(
            a_report(counts=Counts(), balance=MassBalance(0.0, 0.0, 0.0), by_class=(), by_town=(), inputs=())
        )
    )


def test_the_report_speaks_the_users_language() -> None:
    words = {"new cases": "新增案件", "Account of the delivered area": "下发面积核对"}

    def chinese(context: str, text: str) -> str:
        return words.get(text, text) if context == "Report" else text

    install_translator(chinese)
    try:
        page = overlay_report(a_report())
    finally:
        remove_translator(chinese)
    assert "新增案件" in page
    assert "下发面积核对" in page


def test_the_verification_of_a_sound_ledger(tmp_path: Path) -> None:
    found = verify_ledger(make_ledger(tmp_path))
    page = verification_report("ledger.gpkg", found)
    assert "Nothing wrong was found" in page
    assert found.head in page
    Reader(page)


@pytest.mark.parametrize("text", [HOSTILE, "Event 3 was changed"])
def test_the_verification_of_a_broken_ledger(text: str) -> None:
    found = Verification((Finding(Kind.REWRITTEN, "3", text),), {"cases": 3}, "c", 5, HEAD)
    reader = Reader(verification_report("ledger.gpkg", found))
    assert text in reader.words
    assert any("Findings: 1." in words for words in reader.words)
    assert "script" not in reader.tags
