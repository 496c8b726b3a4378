# SPDX-License-Identifier: GPL-2.0-or-later
"""What ledgers of earlier versions are made of: the start of the SHA-256 of every own object's SQL text."""

from __future__ import annotations

OBJECTS = {
    1: {
        "cases": "e417fbe062fab319",
        "clues": "eac8fa59c624aaf5",
        "deliveries": "ff1158e61b1bed26",
        "documents": "3b4564e49105817f",
        "events": "646cda92ab7f9c49",
        "evidence": "3784a6a04844787e",
        "evidence_links": "48f5207faedbd90a",
        "guard_cases_delete": "864bd96ae8d35617",
        "guard_cases_update": "949fb2d1d0ce3dd5",
        "guard_clues_delete": "3cc454a5d7fedf72",
        "guard_clues_update": "9740288ad779a003",
        "guard_deliveries_delete": "94ff494d12aba813",
        "guard_events_delete": "78c57f9f81aa4fed",
        "guard_events_insert": "94ac6078a27643d2",
        "guard_events_update": "fceef02c13beeefe",
        "guard_pieces_delete": "332968bded8f4746",
        "guard_pieces_update": "465f751478273dcd",
        "idx_clues_case": "9e90983c7ed394fe",
        "idx_clues_delivery": "abf64893d57ce5cc",
        "idx_events_object": "3cd14ec339413278",
        "idx_evidence_links_case": "bdeeff89d80b8a9c",
        "idx_pieces_case": "871319688af19a5c",
        "idx_pieces_clue": "0a18d95b7ea5dd0e",
        "idx_pieces_parcel": "cd13b3ccf240e5df",
        "inspections": "44ca745d2f03f548",
        "land_classes": "643b55d1f4386d50",
        "pieces": "7070079d585a46e0",
        "plans": "7791773fb064ee00",
        "problem_types": "1f7b5a64003edac5",
        "rules": "a3b4bac09ce87981",
        "settings": "aca952bf3734e8b2",
        "units": "1b45363555e9fb36",
    },
}
