# SPDX-License-Identifier: GPL-2.0-or-later
"""The document of the chain, the package and a second implementation agree on every vector and on a whole ledger."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Iterator
from uuid import UUID

import pytest

from anyue_farmland_plugin.ledger import chain
from anyue_farmland_plugin.ledger.reading import reading
from tests.ledger import chain_reference as reference
from tests.ledger.tampered import PACKAGE, rich_ledger

DOCUMENT = Path(chain.__file__).with_name("CHAIN.md")
_CELL = re.compile(r"`((?:[^`])*)`")


def vectors(heading: str) -> Iterator[tuple]:
    """Yield the rows of the document's table that begins with these words."""
    lines = iter(DOCUMENT.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.startswith(f"| {heading}"):
            break
    next(lines)
    for line in lines:
        if not line.startswith("|"):
            return
        yield tuple(_CELL.findall(line))


@pytest.mark.parametrize(("given", "text", "digest"), vectors("canonical JSON of"))
def test_canonical_json(given: str, text: str, digest: str) -> None:
    value = json.loads(given)
    assert chain.canonical_json(value) == reference.text_of(value) == text
    assert chain.digest(text) == reference.sha256(text.encode()) == digest


@pytest.mark.parametrize(("given", "digest"), vectors("geometry"))
def test_geometry(given: str, digest: str) -> None:
    assert chain.geometry_digest(bytes.fromhex(given)) == reference.sha256(bytes.fromhex(given)) == digest


@pytest.mark.parametrize(("chain_id", "first"), vectors("chain"))
def test_genesis(chain_id: str, first: str) -> None:
    assert chain.genesis(chain_id) == reference.genesis(chain_id) == first


@pytest.mark.parametrize(("given", "event_id", "digest"), vectors("event"))
def test_events(given: str, event_id: str, digest: str) -> None:
    event = json.loads(given)
    named = chain.event_id(UUID(event["chain_id"]).bytes, [event[name] for name in chain.IDENTIFYING])
    assert named == reference.event_id(event) == event_id
    whole = {**event, "event_id": event_id}
    assert chain.event_hash(whole) == reference.event_hash(whole) == digest


@pytest.mark.parametrize(("given", "digest"), vectors("rows"))
def test_rows(given: str, digest: str) -> None:
    assert reference.rows_digest(json.loads(given)) == digest


def test_every_table_of_the_document_has_vectors() -> None:
    assert [len(list(vectors(name))) for name in ("canonical JSON of", "geometry", "chain", "event", "rows")] == [
        5, 2, 1, 2, 1,
    ]  # fmt: skip


def test_the_second_implementation_finds_a_ledger_whole(tmp_path: Path) -> None:
    path = rich_ledger(tmp_path)
    with reading(path) as reader:
        events, own = list(reader.rows("events")), reader.head().chain_id
    for chain_id in (own, PACKAGE):
        previous = reference.genesis(chain_id)
        for seq, event in enumerate((e for e in events if e["chain_id"] == chain_id), 1):
            assert (event["seq"], event["prev_hash"]) == (seq, previous)
            assert event["event_id"] == reference.event_id(event)
            assert event["hash"] == reference.event_hash(event)
            previous = event["hash"]


def test_both_write_random_values_alike() -> None:
    dice = random.Random(2022)  # noqa: S311

    def value(depth: int = 0) -> object:
        kind = dice.randrange(8 if depth < 3 else 6)
        if kind == 6:
            return [value(depth + 1) for _ in range(dice.randrange(4))]
        if kind == 7:
            return {text(): value(depth + 1) for _ in range(dice.randrange(4))}
        number = dice.uniform(-1e6, 1e6)
        return [None, True, dice.randrange(-9, 10**15), number, 10.0 ** dice.randrange(-30, 30), text()][kind]

    def text() -> str:
        letters = 'ab"\\/\n\t\x00\x1f\x7fé亩e\u0301\u2028Å\U0001f33e'
        return "".join(dice.choice(letters) for _ in range(dice.randrange(6)))

    for _ in range(2_000):
        given = value()
        assert chain.canonical_json(given) == reference.text_of(given)
