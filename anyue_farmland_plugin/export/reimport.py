# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads a city package back: hashes first, then every count and sum from the GeoPackage itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.export.city_gpkg import read_layers
from anyue_farmland_plugin.export.city_tables import PACKAGE_SCHEMA
from anyue_farmland_plugin.export.figures import CityFigures, figures_of
from anyue_farmland_plugin.export.manifest import figures_dict, file_hash
from anyue_farmland_plugin.export.staging import is_inside, read_manifest


def read_city(folder: Path) -> CityFigures:
    """Return counts and sums of the package in a folder.

    Raises InputDataError when a file is missing or changed, or when the GeoPackage does not
    give the figures of the manifest.
    """
    manifest = read_manifest(folder)
    if manifest is None or "files" not in manifest:
        raise _refused(folder, translate("Reimport", "it has no manifest.json"))
    if manifest.get("schema_version") != PACKAGE_SCHEMA:
        raise _refused(
            folder,
            translate("Reimport", "it has version {found}, this plugin reads version {known}").format(
                found=manifest.get("schema_version"), known=PACKAGE_SCHEMA
            ),
        )
    for entry in manifest["files"]:
        _check_file(folder, entry)
    names = [entry["name"] for entry in manifest["files"] if entry["name"].endswith("_city.gpkg")]
    if len(names) != 1:
        raise _refused(folder, translate("Reimport", "it must hold one GeoPackage"))
    figures = _figures(folder, folder / names[0])
    found = figures_dict(figures)
    for name, value in found.items():
        if manifest.get(name) != value:
            raise _refused(
                folder, translate("Reimport", "{name} of the manifest differ from the GeoPackage").format(name=name)
            )
    return figures


def _figures(folder: Path, path: Path) -> CityFigures:
    try:
        return figures_of(read_layers(path))
    except sqlite3.Error as error:
        raise _refused(
            folder, translate("Reimport", "{name} cannot be read ({detail})").format(name=path.name, detail=error)
        ) from error


def _check_file(folder: Path, entry: dict) -> None:
    name = str(entry.get("name", ""))
    path = folder / name
    if not is_inside(name) or not path.is_file():
        raise _refused(folder, translate("Reimport", "{name} is missing").format(name=name))
    if path.stat().st_size != entry.get("size") or file_hash(path) != entry.get("sha256"):
        raise _refused(folder, translate("Reimport", "{name} was changed after the export").format(name=name))


def _refused(folder: Path, reason: str) -> InputDataError:
    return InputDataError(
        translate("Reimport", "The package in {folder} cannot be used: {reason}. Ask for it again.").format(
            folder=folder, reason=reason
        )
    )
