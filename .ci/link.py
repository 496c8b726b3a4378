# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the checkout into a QGIS profile as a live plugin: a real folder of symbolic links.

  link.py link PROFILE [--enable] [--locale=zh-Hans]   --enable also switches the plugin on in that profile
  link.py unlink PROFILE
"""

from __future__ import annotations

import shutil
import sys
from configparser import ConfigParser
from pathlib import Path

from stage import PACKAGE, ROOT, TOP_FILES


def plugin_folder(profile: Path) -> Path:
    """Return where QGIS looks for the plugin in that profile."""
    return profile / "python" / "plugins" / PACKAGE


def link(profile: Path) -> Path:
    """Make the folder of links anew; a copied (not linked) plugin there is left alone."""
    folder = plugin_folder(profile)
    if folder.is_dir() and not any(p.is_symlink() for p in folder.iterdir()) and any(folder.iterdir()):
        sys.exit(f"{folder} is an installed copy; uninstall it in QGIS first")
    unlink(profile)
    folder.mkdir(parents=True)
    entries = [p for p in sorted((ROOT / PACKAGE).iterdir()) if p.name != "__pycache__" and not p.name.startswith(".")]
    entries += [ROOT / name for name in ("metadata.txt", "resources", "i18n", *TOP_FILES)]
    for entry in entries:
        (folder / entry.name).symlink_to(entry)
    return folder


def unlink(profile: Path) -> None:
    """Remove the folder of links, if it is one."""
    folder = plugin_folder(profile)
    if folder.is_dir() and (any(p.is_symlink() for p in folder.iterdir()) or not any(folder.iterdir())):
        shutil.rmtree(folder)


def enable(profile: Path, locale: str = "") -> None:
    """Switch the plugin on in the profile's settings file, and choose the language when one is given."""
    settings = profile / "QGIS" / "QGIS3.ini"
    parser = ConfigParser(interpolation=None, delimiters=("=",), strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # Qt's keys are case-sensitive
    parser.read(settings, encoding="utf-8")
    wanted = {"PythonPlugins": dict.fromkeys((PACKAGE, "processing"), "true")}
    if locale:
        wanted["locale"] = {"overrideFlag": "true", "userLocale": locale}
    for section, values in wanted.items():
        if not parser.has_section(section):
            parser.add_section(section)
        for name, value in values.items():
            parser.set(section, name, value)
    settings.parent.mkdir(parents=True, exist_ok=True)
    with settings.open("w", encoding="utf-8") as out:
        parser.write(out, space_around_delimiters=False)


def main(arguments: list[str]) -> int:
    """Run one of the commands of the module's docstring."""
    command, profile = arguments[0], Path(arguments[1]).expanduser()
    if command == "unlink":
        unlink(profile)
        return 0
    folder = link(profile)
    if "--enable" in arguments:
        enable(profile, next((a.partition("=")[2] for a in arguments if a.startswith("--locale=")), ""))
    print(f"linked {folder}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
