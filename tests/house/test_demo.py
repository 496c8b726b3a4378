# SPDX-License-Identifier: GPL-2.0-or-later
"""What `make demo` understands, and what it never removes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.demo.folder import prepare
from tests.demo.request import ROOT, Batch, DemoError, parse


def test_without_words_the_sample_county_is_made() -> None:
    asked = parse([])
    assert asked.is_sample
    assert (asked.seed, asked.parcels, asked.out) == (2022, 6000, ROOT / "build" / "demo")
    assert parse(["SEED=7", "PARCELS=900", "CHANGES="]).seed == 7


def test_own_files_are_passed_on_with_whole_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["CHANGES=a b/变化.gpkg|layername=2022 = 一", "DLTB=/d/地类.shp", "APPROVALS=x.shp; y.gpkg|layername=q;"]
    asked = parse([*words, 'FIELD_MAP={"dltb":{"BSM":"id"}}', "OUT=o", "DETECTED_ON=2022-06-30"])
    assert asked.batch == Batch("2022 = 一", f"{tmp_path}/a b/变化.gpkg|layername=2022 = 一", "2022-06-30")
    assert asked.given == {"FIELD_MAP": '{"dltb":{"BSM":"id"}}', "DLTB": "/d/地类.shp"}
    assert asked.approvals == (f"{tmp_path}/x.shp", f"{tmp_path}/y.gpkg|layername=q")
    assert parse(["CHANGES=/a/六月.shp", "DLTB=/b.shp"]).batch == Batch("六月", "/a/六月.shp")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["DLTB=a.gpkg"], "CHANGES"),
        (["CHANGES=a.gpkg"], "DLTB"),
        (["TOWNSHIPS=a.gpkg"], "CHANGES"),
        (["CHANGES=a", "DLTB=b", "SEED=3"], "SEED"),
        (["SEED=abc"], "SEED"),
        (["COLOUR=red"], "COLOUR"),
        (["CHANGES"], "CHANGES"),
    ],
)
def test_what_cannot_be_meant_is_named(words: list, hint: str) -> None:
    with pytest.raises(DemoError, match=hint):
        parse(words)


def test_a_second_run_replaces_the_first_and_keeps_the_rest(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "demo", sample=True)
    folder.city.mkdir()
    folder.input.mkdir()
    for path in (folder.ledger, folder.city / "a.json", folder.input / "survey.gpkg", folder.root / "notes.txt"):
        path.write_text("x", encoding="utf-8")
    prepare(folder.root, sample=False)
    assert sorted(path.name for path in folder.root.iterdir()) == [".demo", "input", "notes.txt", "reports"]
    prepare(folder.root, sample=True)
    assert sorted(path.name for path in folder.root.iterdir()) == [".demo", "notes.txt", "reports"]


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.gpkg"
    ledger.write_text("a real one", encoding="utf-8")
    with pytest.raises(DemoError, match="OUT="):
        prepare(tmp_path, sample=True)
    assert ledger.read_text(encoding="utf-8") == "a real one"
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.gpkg"]


def test_a_linked_folder_loses_the_link_only(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "demo", sample=True)
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "a.txt").write_text("x", encoding="utf-8")
    folder.city.symlink_to(kept)
    prepare(folder.root, sample=True)
    assert (kept / "a.txt").is_file()
    assert not folder.city.exists()
