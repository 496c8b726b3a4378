# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules suggest what an experienced clerk would, give the figures, and never accuse."""

from __future__ import annotations

import pytest

from anyue_farmland_plugin.core import i18n
from anyue_farmland_plugin.core.facts import CaseFacts, Since2021, elongation
from anyue_farmland_plugin.core.landclass import Group
from anyue_farmland_plugin.core.problems import problem_types
from anyue_farmland_plugin.core.rules import rules, suggest
from anyue_farmland_plugin.core.tables import read_table
from anyue_farmland_plugin.core.vocabulary import change_types, verdicts


def field(**facts: object) -> CaseFacts:
    """A dry field of 2,280 m² in 通贤镇, wholly cultivated, lost since 2021."""
    given = {"area_m2": 2280.0, "farmland_m2": 2280.0, "main_dlbm": "0103", "since_2021": Since2021.YES}
    return CaseFacts(**{**given, "town_code": "512021103", **facts})


def other(code: str, **facts: object) -> CaseFacts:
    return field(farmland_m2=0.0, main_dlbm=code, **facts)


STORIES = [
    ("inspectorate list", field(source_kind="S8", tblx="03"), "R01", "FN08", "DH"),
    ("old enforcement list", field(matched_list="S3", tblx="20"), "R02", "FN07", "DH"),
    ("approved house", field(tblx="20", approved_m2={"HF": 2200.0}), "R03", "", "HF"),
    ("recorded facility", field(tblx="20", approved_m2={"SS": 2280.0}), "R04", "", "SS"),
    ("temporary yard", field(tblx="YH", approved_m2={"LS": 2180.0, "HF": 50.0}), "R05", "", "LS"),
    ("approval covers too little", field(tblx="20", approved_m2={"HF": 2100.0}), "R08", "FN01", "DH"),
    ("greenhouse house", other("1202", tblx="20"), "R06", "FN04", "DH"),
    ("greenhouse beside a field", field(main_dlbm="1202", farmland_m2=60.0, tblx="YH"), "R06", "FN04", "DH"),
    ("house in the village", field(tblx="20", in_village_share=0.8), "R07", "FN01", "DH"),
    ("house in the field", field(tblx="20", in_village_share=0.2), "R08", "FN01", "DH"),
    ("house by later class", field(class_after="0702"), "R08", "FN01", "DH"),
    ("lake", field(tblx="SM"), "R09", "FN02", "DH"),
    ("large pond", field(tblx="KT", area_m2=2000.01), "R09", "FN02", "DH"),
    ("park", field(tblx="LD"), "R10", "FN03", "DH"),
    ("small pond", field(tblx="KT", area_m2=2000.0, farmland_m2=1900.0), "R11", "FL14", "NF"),
    ("green corridor", field(tblx="03", elongation=12.0, beside_line=True), "R12", "FN06", "DH"),
    ("strip away from roads", field(tblx="03", elongation=12.0, beside_line=False), "R14", "FL11", "NF"),
    ("listed greening", field(tblx="3", in_greening_list=True), "R13", "FN05", "DH"),
    ("forest", field(tblx="3"), "R14", "FL11", "NF"),
    ("lemon orchard", field(tblx="02"), "R15", "FL13", "NF"),
    ("lemon orchard before 2021", field(tblx="2", since_2021=Since2021.NO), "R15", "FL23", "NF"),
    ("orchard by later class", field(class_after="0201"), "R15", "FL13", "NF"),
    ("orchard by group", field(class_after="YD"), "R15", "FL13", "NF"),
    ("grass", field(tblx="04"), "R16", "FL12", "NF"),
    ("ditch", field(tblx="GQ"), "R17", "FL14", "NF"),
    ("rural road", field(tblx="ND"), "R18", "FL15", "DL"),
    ("facility", field(class_after="1202"), "R19", "FL15", "NF"),
    ("abandoned", field(zzsxdm="WG"), "R20", "LH01", "DH"),
    ("abandoned, other change", field(zzsxdm="wg", tblx="QT"), "R20", "LH01", "DH"),
    ("untilled, then a road", field(zzsxdm="WG", tblx="DL1"), "R21", "FN09", "DH"),
    ("road", field(tblx="DL1"), "R21", "FN09", "DH"),
    ("mine", field(tblx="CK"), "R21", "FN09", "DH"),
    ("construction by group", field(class_after="JS"), "R21", "FN09", "DH"),
    ("earth moved", field(tblx="DT"), "R22", "FN09", "DH"),
    ("forest cleared", other("0301", tblx="01"), "R23", "FK01", "DH"),
    ("hill cut", other("0404", tblx="1", slope_class=5), "R24", "FK02", "DH"),
    ("flat grass to field", other("0404", tblx="1", slope_class=2), "R26", "", "QT"),
    ("pond filled", other("1104", tblx="01"), "R25", "FK03", "DH"),
    ("still a field", field(tblx="01"), "R27", "", "WB"),
    ("village land", other("0702", tblx="20"), "R28", "", "QT"),
    ("fragment of a field", field(area_m2=500.0, farmland_m2=9.99, tblx="20", main_dlbm="0702"), "R28", "", "QT"),
    ("river took the field", field(tblx="HL"), "R99", "", "DH"),
    (
        "foreign codes",
        CaseFacts(900.0, 900.0, main_dlbm="33", groups={Group.CULTIVATED: 900.0}, tblx="Z9"),
        "R99",
        "",
        "DH",
    ),
]


@pytest.mark.parametrize(("story", "facts", "rule", "problem_type", "verdict"), STORIES, ids=[s[0] for s in STORIES])
def test_each_story_gets_its_suggestion(
    story: str, facts: CaseFacts, rule: str, problem_type: str, verdict: str
) -> None:
    del story
    given = suggest(facts)
    assert (given.rule, given.type, given.verdict) == (rule, problem_type, verdict)


def test_the_stories_reach_every_rule() -> None:
    assert {story[2] for story in STORIES} == {rule.code for rule in rules()}


def test_the_table_is_whole_and_never_says_unlawful() -> None:
    assert len(rules()) == len(read_table("rules"))
    for rule in rules():
        assert rule.verdict in verdicts()
        assert rule.verdict != "WF"
        assert rule.clause
        assert rule.description
        for digit in "12":
            code = rule.type.replace("?", digit)
            assert not code or code in problem_types()
    assert rules()[-1].code == "R99"


def test_every_monitoring_type_on_every_ground_gets_a_sentence_with_its_figures() -> None:
    for tblx in [*change_types(), "", "Z9"]:
        for code in ("0101", "0201", "0301", "0404", "1104", "1202", "0702", "", "X1"):
            given = suggest(field(tblx=tblx, main_dlbm=code, farmland_m2=500.0 if code != "0702" else 0.0))
            assert given.reason.endswith(".")
            assert "{" not in given.reason
            assert "illegal" not in given.reason.lower()
            assert 0 <= given.confidence <= 1


def test_the_reason_names_classes_areas_approval_year_and_lines() -> None:
    facts = field(tblx="20", basic_farmland_m2=666.67, eco_redline_m2=0.0, approved_m2={"HF": 570.0})
    assert suggest(facts).reason == (
        "3.42 亩 (2,280.0 m²) of cultivated land (0103 旱地) now show 建/构筑物 (TBLX 20); "
        "approvals cover only 25% of it. Inside protective lines: permanent basic farmland 1.00 亩 (666.7 m²)."
    )
    assert "at the end of 2020" in suggest(field(tblx="02")).reason


def test_an_open_year_lowers_confidence_and_says_so() -> None:
    known, unknown = suggest(field(tblx="02")), suggest(field(tblx="02", since_2021=Since2021.UNKNOWN))
    assert (known.confidence, unknown.confidence) == (0.7, 0.4)
    assert unknown.type == "FL13"
    assert "is open" in unknown.reason


def test_a_rim_of_farmland_lowers_confidence_and_says_so() -> None:
    given = suggest(field(area_m2=10000.0, farmland_m2=400.0, main_dlbm="0702", tblx="20"))
    assert given.type == "FN01"
    assert given.confidence == 0.4
    assert "4.0%" in given.reason


def test_units_are_the_township_and_the_leading_department() -> None:
    given = suggest(field(tblx="02", town_code="512021110001"))
    assert (given.unit, given.lead_unit) == ("512021110", "U02")
    assert suggest(field(tblx="02", town_code="")).unit == ""
    assert suggest(field(tblx="HL")).lead_unit == ""


def test_the_sentence_is_translated_before_the_facts_are_filled_in() -> None:
    def translator(context: str, text: str) -> str:
        return f"[{context}] {{farmland}}" if text.startswith("{farmland}") else text

    i18n.install_translator(translator)
    try:
        assert suggest(field(tblx="DL1")).reason == "[Rules] 3.42 亩 (2,280.0 m²)"
    finally:
        i18n.remove_translator(translator)


@pytest.mark.parametrize(
    ("area", "perimeter", "expected"),
    [
        (100.0, 40.0, 1.0),
        (1000.0, 220.0, 10.0),
        (2.0 * 5000.0, 10004.0, 2500.0),
        (78.54, 31.416, 1.0),
        (0.0, 10.0, 1.0),
    ],
)
def test_elongation_is_length_to_width(area: float, perimeter: float, expected: float) -> None:
    assert elongation(area, perimeter) == pytest.approx(expected)
