# SPDX-License-Identifier: GPL-2.0-or-later
"""Thousands of rows at once: the same ledger as row by row, and the same refusals."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Callable

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from anyue_farmland_plugin.core.crs import srs_definition
from anyue_farmland_plugin.core.errors import FarmlandError, GeometryError
from anyue_farmland_plugin.core.ledger_tables import CASES, CLUES, PIECES
from anyue_farmland_plugin.core.schema import Table
from anyue_farmland_plugin.ledger import chain
from anyue_farmland_plugin.ledger.block import Block
from anyue_farmland_plugin.ledger.bulk import Entries, append_events, loading
from anyue_farmland_plugin.ledger.columns import canonical_rows
from anyue_farmland_plugin.ledger.connection import register_functions
from anyue_farmland_plugin.ledger.verify import verify_ledger
from anyue_farmland_plugin.ledger.writing import Writer, creating, writing
from anyue_farmland_plugin.workflow.blueprint import ledger_blueprint
from tests.factories import ANALYST, CRS, Ids, TickingClock, delivery_rows

AWKWARD = (
    {},
    {"note": 'she said "no" \\ and left\n', "farmland_m2": 0.0, "problem_type": "FN01"},
    {"note": "cafe\u0301", "location": "\u0301 a mark first", "paddy_m2": -0.0, "priority": 3},
    {"note": "\n\u0303 behind an escape", "responsible_unit": "512021103", "boundary_sensitive": 1},
    {"town_name": "", "suggestion_confidence": 1, "priority": np.int64(2), "restored_m2": np.float64(0.1)},
    {"area_m2": 1e-7, "unused_m2": 1e16, "remaining_m2": 123456.78, "since_2021": None, "main_dlbm": None},
)


def block(table: Table, rows: list) -> Block:
    shapes = [row.get("geom") for row in rows]
    columns = {name: [row.get(name) for row in rows] for name in table.column_names if any(name in r for r in rows)}
    return Block(columns, shapes, shapely.bounds(shapely.from_wkb(np.array(shapes, dtype=object))))


def one_by_one(writer: Writer, wanted: tuple, ids: Ids, first: int) -> None:
    rows = delivery_rows(writer, wanted, ids, first=first)
    for case in rows.cases:
        writer.create_case(case)
    writer.add_delivery(rows.delivery, rows.clues, rows.pieces)
    for clue in rows.clues:
        writer.append_event("clue", clue["clue_id"], "founded", {"case_id": [None, clue["case_id"]]})


def all_at_once(writer: Writer, wanted: tuple, ids: Ids, first: int) -> None:
    rows = delivery_rows(writer, wanted, ids, first=first)
    with loading(writer) as load:
        load.create_cases(block(CASES, rows.cases[:2]))
        load.create_cases(block(CASES, rows.cases[2:]))
        pieces = [block(PIECES, rows.pieces[:5]), block(PIECES, rows.pieces[5:])]
        load.add_delivery(rows.delivery, [block(CLUES, rows.clues)], pieces)
    payloads = [chain.canonical_json({"case_id": [None, clue["case_id"]]}) for clue in rows.clues]
    clues = [clue["clue_id"] for clue in rows.clues]
    append_events(writer, Entries("clue", clues, ["founded"] * len(clues), payloads))


def make(path: Path, write: Callable, *, twice: bool = False) -> Path:
    clock = TickingClock()
    with creating(path, ledger_blueprint(srs_definition(CRS), Ids()("chain")), ANALYST, clock) as writer:
        write(writer, AWKWARD, Ids("first"), 0)
    if twice:
        with writing(path, ANALYST, clock) as writer:
            write(writer, AWKWARD, Ids("second"), len(AWKWARD))
    return path


def content(path: Path) -> dict:
    """Return all rows of all tables, what the spatial indexes answer, and the schema."""
    with closing(sqlite3.connect(path)) as connection:
        schema = set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))
        tables = [row[1] for row in schema if row[0] == "table" and not row[1].startswith("rtree_")]
        trees = [f"rtree_{name}_geom" for name in ("cases", "clues", "pieces")]
        found = {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall() for name in tables}
        found.update({name: connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall() for name in trees})
        return {**found, "schema": schema}


@pytest.mark.parametrize("twice", [False, True], ids=["created", "appended"])
def test_the_ledger_is_the_one_written_row_by_row(tmp_path: Path, twice: bool) -> None:
    slow = make(tmp_path / "slow.gpkg", one_by_one, twice=twice)
    fast = make(tmp_path / "fast.gpkg", all_at_once, twice=twice)
    expected, found = content(slow), content(fast)
    for name in expected:
        assert found[name] == expected[name], name
    verified = verify_ledger(fast)
    assert verified.ok, verified.findings
    assert verified.head == verify_ledger(slow).head
    assert verified.counts["cases"] == len(AWKWARD) * (2 if twice else 1)


def test_every_spatial_index_stays_sound_and_goes_on_growing(tmp_path: Path) -> None:
    path = make(tmp_path / "ledger.gpkg", all_at_once)
    with writing(path, ANALYST, TickingClock()) as writer:
        one_by_one(writer, AWKWARD, Ids("later"), 50)
    with closing(sqlite3.connect(path)) as connection:
        for name in ("cases", "clues", "pieces"):
            assert connection.execute(f"SELECT rtreecheck('rtree_{name}_geom')").fetchone() == ("ok",)
    assert verify_ledger(path).ok


def test_a_clue_without_a_polygon_is_kept_and_not_indexed(tmp_path: Path) -> None:
    def write(writer: Writer, wanted: tuple, ids: Ids, first: int) -> None:
        rows = delivery_rows(writer, wanted, ids, first=first)
        for clue in rows.clues:
            clue.update(geom=None, case_id=None, overlay_m2=0.0)
        with loading(writer) as load:
            load.add_delivery(rows.delivery, [block(CLUES, rows.clues)], ())

    path = make(tmp_path / "ledger.gpkg", write)
    found = content(path)
    assert len(found["clues"]) == len(AWKWARD)
    assert found["rtree_clues_geom"] == []
    assert verify_ledger(path).ok


def test_a_defensive_sqlite_gets_its_rows_through_the_index_itself(tmp_path: Path) -> None:
    path = make(tmp_path / "ledger.gpkg", lambda *nothing: None)

    def keep_out(action: int, table: str, *_: object) -> int:
        below = action == sqlite3.SQLITE_DELETE and str(table).endswith(("_node", "_parent", "_rowid"))
        return sqlite3.SQLITE_DENY if below else sqlite3.SQLITE_OK

    with writing(path, ANALYST, TickingClock()) as writer:
        for name in ("cases", "clues", "pieces"):  # the index itself has prepared its statements before
            writer.connection.execute(f'SELECT COUNT(*) FROM "rtree_{name}_geom"').fetchone()
        writer.connection.set_authorizer(keep_out)
        all_at_once(writer, AWKWARD, Ids("first"), 0)
        writer.connection.set_authorizer(None)
    assert len(content(path)["rtree_pieces_geom"]) == 2 * len(AWKWARD)
    assert verify_ledger(path).ok


def test_an_interrupted_load_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = make(tmp_path / "ledger.gpkg", one_by_one)
    before = path.read_bytes()

    def broken(writer: Writer) -> None:
        rows = delivery_rows(writer, AWKWARD, Ids("second"), first=9)
        with loading(writer) as load:
            load.create_cases(block(CASES, rows.cases))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), writing(path, ANALYST, TickingClock()) as writer:
        broken(writer)
    assert path.read_bytes() == before
    assert verify_ledger(path).ok


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("problem_type", "FN77"),
        ("main_dlbm", "9999"),
        ("farmland_m2", "三亩"),
        ("farmland_m2", -1.0),
        ("farmland_m2", float("nan")),
        ("farmland_m2", float("inf")),
        ("priority", 1.5),
        ("priority", 2**63),
        ("note", 5),
        ("note", "a\x00b"),
        ("note", "\ud800"),
        ("no_such_column", 1),
    ],
)
def test_one_bad_value_among_many_is_refused_in_the_same_words(tmp_path: Path, column: str, value: object) -> None:
    path = make(tmp_path / "ledger.gpkg", one_by_one)
    before = path.read_bytes()

    def told(write: Callable) -> tuple:
        with pytest.raises(FarmlandError) as caught, writing(path, ANALYST, TickingClock()) as writer:
            write(writer)
        return type(caught.value), str(caught.value)

    def rows(writer: Writer) -> list:
        cases = delivery_rows(writer, AWKWARD, Ids("second"), first=9).cases
        cases[3][column] = value
        return cases

    def single(writer: Writer) -> None:
        writer.create_case(rows(writer)[3])

    def many(writer: Writer) -> None:
        cases = rows(writer)
        names = {name for case in cases for name in case} - {"geom"}
        columns = {name: [case.get(name) for case in cases] for name in names}
        shapes = [case["geom"] for case in cases]
        with loading(writer) as load:
            load.create_cases(Block(columns, shapes, shapely.bounds(shapely.from_wkb(shapes))))

    assert told(single) == told(many)
    assert path.read_bytes() == before


def test_blocks_that_do_not_fit_are_refused() -> None:
    boxes = np.zeros((2, 4))
    with pytest.raises(ValueError, match="1"):
        Block({"case_id": ["a"]}, [b"", b""], boxes)
    with pytest.raises(ValueError, match="colour"):
        Block({"colour": ["a", "b"]}, [b"", b""], boxes).filled(CASES)


def test_coordinates_that_are_no_numbers_are_refused() -> None:
    shape = shapely.to_wkb(shapely.box(0, 0, 1, np.inf), byte_order=1)
    with pytest.raises(GeometryError, match="not numbers"):
        list(Block({}, [shape], np.array([[0.0, 0.0, 1.0, np.inf]])).blobs(4523))


def test_the_insert_guard_of_events_is_back_after_creation(tmp_path: Path) -> None:
    path = make(tmp_path / "ledger.gpkg", all_at_once)
    with closing(sqlite3.connect(path)) as connection:
        register_functions(connection)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(
                "INSERT INTO events SELECT NULL, 'x', chain_id, seq, at, actor, role, object_type, "
                "object_id, action, reason, payload, prev_hash, hash FROM events WHERE seq = 2"
            )


VALUES = st.one_of(
    st.lists(st.one_of(st.none(), st.text())),
    st.lists(st.text(alphabet='ab"\\\n é\u0301\u0303耕', max_size=4)),
    st.lists(st.floats(allow_nan=False, allow_infinity=False)),
    st.lists(st.floats(0, 1e6).map(lambda number: round(number, 2))),
    st.lists(st.one_of(st.none(), st.integers(), st.booleans(), st.floats(0, 9), st.text(max_size=2))),
)


def reference(value: object) -> str:
    """Return canonical JSON as its definition has it: NFC text, no negative zero, sorted keys, no blanks."""

    def clean(item: object) -> object:
        if isinstance(item, str):
            return unicodedata.normalize("NFC", item)
        if isinstance(item, dict):
            return {clean(name): clean(inner) for name, inner in item.items()}
        if isinstance(item, list):
            return [clean(inner) for inner in item]
        return 0.0 if isinstance(item, float) and item == 0 else item

    return json.dumps(clean(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@given(st.lists(VALUES, min_size=1, max_size=4), st.booleans())
def test_canonical_text_by_columns_is_that_of_each_row(lists: list, changes: bool) -> None:
    count = min(map(len, lists))
    columns = {f"column_{place}": values[:count] for place, values in enumerate(lists)}
    rows = [{name: columns[name][row] for name in columns} for row in range(count)]
    for name in columns:
        for row in rows:
            if row[name] is None and name != "column_0":
                del row[name]
    if changes:
        rows = [{name: [None, value] for name, value in row.items()} for row in rows]
    found = canonical_rows(columns, changes=changes, kept=("column_0",))
    assert found == [reference(row) for row in rows] == [chain.canonical_json(row) for row in rows]


@given(
    st.recursive(
        st.one_of(st.text(), st.floats(allow_nan=False, allow_infinity=False), st.none(), st.integers()),
        lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    )
)
def test_canonical_text_is_the_defined_one(value: object) -> None:
    assert chain.canonical_json(value) == reference(value)


@given(st.dictionaries(st.text(), st.text(alphabet='ab"\\\n é\u0301\u0303耕', max_size=4)), st.text())
def test_a_hash_around_the_payload_is_that_of_the_event(payload: dict, actor: str) -> None:
    event = dict.fromkeys(chain.HASHED, "x")
    event.update(payload=chain.canonical_json(payload), actor=actor, seq=7)
    whole = chain.canonical_json(event)
    before, after = whole.split('"payload":', 1)[0] + '"payload":', ',"prev_hash"' + whole.rsplit(',"prev_hash"', 1)[1]
    if '"payload":' in actor:
        return
    assert chain.split_event_hash(before, str(event["payload"]), after) == chain.event_hash(event)
