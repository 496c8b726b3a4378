# SPDX-License-Identifier: GPL-2.0-or-later
"""What came in by the thousand is sealed by digests: deliveries, packed rows, code tables; and each clue's case."""

from __future__ import annotations

from typing import Iterator, Mapping

from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.ledger import code_tables, packed, sealing
from anyue_farmland_plugin.ledger.findings import Finding, Kind
from anyue_farmland_plugin.ledger.package_guards import PACKAGE_ID
from anyue_farmland_plugin.ledger.reading import Reader
from anyue_farmland_plugin.ledger.verify_replay import CLUE_COLUMNS, Replay
from anyue_farmland_plugin.ledger.verify_tables import Change, Difference, finding_of, packed_keys, shown, told_settings

_CLUES = "SELECT clue_id, source_ref, delivery_id, case_id, parent_clue_id, split_state FROM clues ORDER BY fid"


def check_deliveries(reader: Reader, replay: Replay) -> Iterator[Finding]:
    """Yield deliveries whose record, clues or pieces changed after import."""
    sealed: dict = {}
    for event in replay.events("delivery"):
        sealed.setdefault(event.object_id, {}).update({name: pair[1] for name, pair in event.payload.items()})
    came_packed = packed_keys(reader, "deliveries")
    for delivery in reader.rows("deliveries"):
        told = sealed.pop(delivery["delivery_id"], None)
        if told is not None:
            yield from _delivery(reader, delivery, told)
        elif delivery["delivery_id"] not in came_packed:
            yield finding_of(_whole(delivery["delivery_id"], delivery["name"], Change.INSERTED))
    for missing, told in sealed.items():
        yield finding_of(_whole(missing, told.get("name"), Change.DELETED))


def _whole(key: str, name: object, change: Change) -> Difference:
    return Difference("deliveries", key, str(name or key), change)


def _delivery(reader: Reader, delivery: Mapping, told: Mapping) -> Iterator[Finding]:
    name = delivery["delivery_id"]
    for column in delivery:
        if told.get(column) != delivery[column]:
            label = str(told.get("name") or name)
            edit = Difference("deliveries", name, label, Change.EDITED, column, told.get(column), delivery[column])
            yield finding_of(edit)
    if "clues_digest" not in told:
        return
    clues = list(reader.rows("clues", delivery_id=name))
    pieces = [piece for clue in clues for piece in reader.rows("pieces", clue_id=clue["clue_id"])]
    for what, found in (("clues", sealing.clues_digest(clues)), ("pieces", sealing.pieces_digest(pieces))):
        if told.get(what + "_digest") != found:
            text = translate("Verify", "The {what} of delivery {name} are not those its import sealed.")
            yield Finding(Kind.SEAL, name, text.format(what=what, name=shown(delivery["name"])))


def clue_differences(reader: Reader, replay: Replay) -> Iterator[Difference]:
    """Yield clues given to another case, or split, without an event."""
    came_packed = packed_keys(reader, "clues")
    rows = [dict(row) for row in reader.connection.execute(_CLUES)]
    spoken = {row["delivery_id"] for row in rows if row["clue_id"] in replay.clues}
    for row in rows:
        key, told = row["clue_id"], replay.clues.get(row["clue_id"], {})
        if key in came_packed and not told:
            continue
        for column in CLUE_COLUMNS:
            is_told = column in told or row["delivery_id"] in spoken or column != "case_id"
            if is_told and told.get(column) != row[column]:
                yield Difference(
                    "clues", key, row["source_ref"] or key, Change.EDITED, column, told.get(column), row[column]
                )


def check_clue_cases(reader: Reader, replay: Replay) -> Iterator[Finding]:
    """Yield the findings of `clue_differences`."""
    yield from map(finding_of, clue_differences(reader, replay))


def check_packed(reader: Reader, replay: Replay) -> Iterator[Finding]:
    """Yield tables of a field package whose packed rows were changed since."""
    if PACKAGE_ID not in told_settings(replay):
        return
    for fault in packed.packed_faults(reader):
        if fault.told is None:
            text = translate("Verify", "The package does not tell what {table} it was given.")
        else:
            text = translate(
                "Verify", "{table}: the rows the package was given ({told}) were changed; {found} are left."
            )
        words = {"table": fault.table, "told": fault.told, "found": fault.found}
        yield Finding(Kind.SEAL, fault.table, text.format(**words))


def check_codes(reader: Reader, replay: Replay) -> Iterator[Finding]:
    """Yield codes that are not those the chain sealed when the ledger was made or codes were added."""
    lines, sealed, since, added = code_tables.code_lines(reader.connection), "", 0, {}
    for event in replay.events("ledger", "setting"):
        name = "value" if event.object_id == code_tables.CODES_DIGEST else code_tables.CODES_DIGEST
        if event.chain_id == replay.own and name in event.payload and event.action in ("created", "set"):
            sealed, since = event.payload[name][1], event.seq
    for event in replay.events("codes"):
        if event.chain_id == replay.own and event.seq > since:
            added.update({(event.object_id, code): pair[1] for code, pair in event.payload.items()})
    for (table, code), told in added.items():
        if isinstance(told, dict) and lines.get((table, code)) != code_tables.code_line(table, told):
            text = translate("Verify", "{table}: code {code} is not as it was added.")
            yield Finding(Kind.CODE_TABLE, f"{table}:{code}", text.format(table=table, code=shown(code)))
    later = set(added) | {
        (f"enumeration {code_tables.ENUMERATION_OF[table]}", code)
        for table, code in added
        if table in code_tables.ENUMERATION_OF
    }
    if sealed and code_tables.lines_digest(lines, later) != sealed:
        text = translate(
            "Verify", "Units, classes, types, rules or enumerations are not those the ledger was made with."
        )
        yield Finding(Kind.CODE_TABLE, "", text)
