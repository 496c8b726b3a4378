# SPDX-License-Identifier: GPL-2.0-or-later
"""The catalogue of bad inputs has 94 cases; each has a test, here or where the code it concerns is tested.

Cases of this folder carry their number at the start of a test's name or of a parameter's.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

HERE, TESTS = Path(__file__).parent, Path(__file__).parents[1]
CASES = range(1, 95)
ELSEWHERE = {
    72: "workflow/test_merge.py::test_a_package_that_comes_back_again_brings_only_what_is_new",
    73: "workflow/test_merge.py::test_a_package_of_another_ledger_is_refused",
    74: "workflow/test_merge.py::test_rows_missing_in_the_package_are_no_deletions",
    75: "workflow/test_merge.py::test_a_package_that_comes_back_after_the_case_was_closed_does_not_reopen_it",
    76: "workflow/test_merge.py::test_a_package_whose_proof_is_broken_is_refused_naming_the_place",
    77: "workflow/test_adopt.py::test_an_edit_is_accepted_as_an_event_with_an_honest_mark",
    78: "ledger/test_guards.py::test_sqlite_is_refused",
    79: "workflow/test_tagging.py::test_a_card_that_is_out_of_date_is_not_written",
    80: "workflow/test_merge.py::test_no_clock_decides",
    81: "endurance/test_short.py::test_killed_at_work",
    82: "endurance/test_short.py::test_a_disk_that_runs_full",
    83: "ledger/test_turns.py::test_whoever_dies_in_his_turn_keeps_nobody_out_and_is_recorded",
    84: "ledger/test_turns.py::test_eight_processes_in_a_hurry_all_get_their_turns",
}
# Of these both sides are tested: what the gate does, and what another room does with an own file or a delivery.
TOO = {
    7: "ledger/test_refusals.py::test_a_read_only_folder_with_a_file_left_in_wal_mode",
    18: "ledger/test_turns.py::test_a_ledger_replaced_moved_or_deleted_meanwhile_is_never_written_in_silence",
    19: "ledger/test_refusals.py::test_a_read_only_folder_can_be_read_but_not_written",
    33: "ledger/test_migrations.py::test_the_first_write_migrates_after_a_backup_and_says_so_in_the_chain",
    34: "qgis/test_layers.py::test_styles_of_a_foreign_ledger_are_not_loaded",
    54: "intake/test_geopackage.py::test_measures_curves_and_foreign_byte_order_arrive_as_through_gdal",
    59: "qgis/test_field_project.py::test_what_the_field_may_not_write_is_refused",
    62: "qgis/test_hostile_words.py::test_the_card_shows_hidden_letters",
    65: "export/test_workbook.py::test_csv_files_guard_what_a_spreadsheet_would_calculate",
    66: "export/test_report.py::test_nothing_from_the_data_is_run_or_fetched",
    67: "qgis/test_hostile_words.py::test_a_line_on_a_sheet_is_never_computed",
    93: "workflow/test_evidence.py::test_place_and_direction_are_judged",
    94: "intake/test_files.py::test_a_layer_without_prj_has_no_system",
}


@cache
def functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@cache
def numbered_here() -> frozenset[int]:
    found: set[int] = set()
    for path in HERE.glob("test_*.py"):
        for name in functions(path):
            span = re.match(r"test_(\d\d)_to_(\d\d)_", name)
            first = re.match(r"test((?:_\d\d)*)_", name)
            found.update(range(int(span[1]), int(span[2]) + 1) if span else ())
            found.update(int(part) for part in (first[1] if first else "").split("_")[1:])
        found.update(
            int(number) for number in re.findall(r'^    "(\d\d)-', path.read_text(encoding="utf-8"), re.MULTILINE)
        )
    return frozenset(found)


@pytest.mark.parametrize("case", CASES)
def test_every_case_has_a_test(case: int) -> None:
    assert case in numbered_here() or case in ELSEWHERE, "no test"


@pytest.mark.parametrize("place", sorted({*ELSEWHERE.values(), *TOO.values()}))
def test_the_tests_named_here_exist(place: str) -> None:
    file, name = place.split("::")
    assert name in functions(TESTS / file)
