# SPDX-License-Identifier: GPL-2.0-or-later
"""Name, version and links of the plugin, read from metadata.txt so that they are written once."""

from __future__ import annotations

from configparser import ConfigParser
from dataclasses import dataclass
from functools import lru_cache

from anyue_farmland_plugin import paths

PROVIDER_ID = "anyue_farmland"
PACKAGE_NAME = "anyue_farmland_plugin"


@dataclass(frozen=True)
class About:
    """What the manifest says of the plugin."""

    name: str
    version: str
    description: str
    homepage: str
    tracker: str


@lru_cache(maxsize=1)
def about() -> About:
    """Return the manifest's entries; `KeyError` when a required one is missing."""
    parser = ConfigParser(interpolation=None)
    parser.read(paths.metadata(), encoding="utf-8")
    general = parser["general"]
    return About(
        name=general["name"],
        version=general["version"],
        description=general["description"],
        homepage=general["homepage"],
        tracker=general["tracker"],
    )


def version() -> str:
    """Return the plugin's version, as events and manifests record it."""
    return about().version
