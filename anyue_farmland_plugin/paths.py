# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the plugin's own files lie: in a checkout beside the package, in an installed plugin inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def root() -> Path:
    """Return the folder that holds metadata.txt, resources and i18n.

    The path is not resolved: in a linked development install the package files are symbolic links and the
    plugin folder, not the checkout, is the root.  An environment that imports through the links' targets
    finds the checkout, whose content is the same.
    """
    return _PACKAGE if (_PACKAGE / "metadata.txt").is_file() else _PACKAGE.parent


def metadata() -> Path:
    """Return the plugin's manifest."""
    return root() / "metadata.txt"


def resources_dir() -> Path:
    """Return the folder of icons, styles, tables and templates."""
    return root() / "resources"


def resource(*parts: str) -> Path:
    """Return a file below resources/, for example ``resource("icons", "icon.svg")``."""
    return resources_dir().joinpath(*parts)


def icon(name: str) -> Path:
    """Return the SVG of that name, without suffix, from resources/icons."""
    return resource("icons", f"{name}.svg")


def translations() -> Path:
    """Return the folder of the compiled translations (.qm)."""
    return root() / "i18n"
