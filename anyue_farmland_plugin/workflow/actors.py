# SPDX-License-Identifier: GPL-2.0-or-later
"""Who acts when a job runs without a window."""

from __future__ import annotations

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.lifecycle import Role
from anyue_farmland_plugin.core.ports import Actor

DEFAULT_ROLE = Role.ANALYST


def parse_actor(text: str) -> Actor:
    """Return the actor of "name" or "name@role"; the role defaults to analyst.

    Raises InputDataError for an empty name or an unknown role.
    """
    name, _, role = text.strip().partition("@")
    known = [item.value for item in Role]
    if not name.strip():
        raise InputDataError(translate("Actors", "ACTOR is empty; the ledger must know who acts."))
    if role.strip() and role.strip() not in known:
        raise InputDataError(
            translate("Actors", "“{role}” is not a role; known are {known}.").format(
                role=role.strip(), known=", ".join(known)
            )
        )
    return Actor(name.strip(), role.strip() or DEFAULT_ROLE.value)
