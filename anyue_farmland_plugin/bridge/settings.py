# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's settings; nothing else of the package reads QgsSettings."""

from __future__ import annotations

import getpass
from dataclasses import dataclass

from qgis.core import QgsSettings

from anyue_farmland_plugin.about import PACKAGE_NAME
from anyue_farmland_plugin.core.ports import Actor

ROLES = ("inspector", "analyst", "town", "county", "viewer")


@dataclass(frozen=True)
class TextSetting:
    """One text setting of the user, stored where the settings tree of newer QGIS looks."""

    name: str
    default: str = ""

    @property
    def key(self) -> str:
        """Return the full settings key."""
        return f"plugins/{PACKAGE_NAME}/{self.name}"

    def value(self) -> str:
        """Return the stored text, or the default."""
        return str(QgsSettings().value(self.key, self.default) or self.default)

    def set_value(self, text: str) -> None:
        """Store the text."""
        QgsSettings().setValue(self.key, text)


ACTOR_NAME = TextSetting("actor-name")
ACTOR_ROLE = TextSetting("actor-role", ROLES[0])
LAST_FOLDER = TextSetting("last-folder")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no account entry, as in some containers and on some Windows services
        return "unknown"


def current_actor() -> Actor:
    """Return who acts: the name and role set by the user, else the login and inspector."""
    role = ACTOR_ROLE.value()
    return Actor(ACTOR_NAME.value().strip() or _login(), role if role in ROLES else ROLES[0])
