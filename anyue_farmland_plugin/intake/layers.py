# SPDX-License-Identifier: GPL-2.0-or-later
"""What files and their layers are called in words, whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.intake.location import Location


def chosen_layer(layers: Mapping[str, bool], layer: Optional[str], file: str) -> str:
    """Return the layer named, or the only one with geometry; ``layers`` tells which have it.

    Raises:
        InputDataError: no such layer, none at all, or several to choose from.
    """
    if layer is not None:
        if layer not in layers:
            message = translate("Intake", "{file} has no layer {layer}. Its layers: {names}.")
            raise InputDataError(message.format(file=file, layer=layer, names=", ".join(layers) or "–"))
        return layer
    shaped = [name for name, has_geometry in layers.items() if has_geometry] or list(layers)
    if len(shaped) == 1:
        return shaped[0]
    if not shaped:
        message = translate("Intake", "{file} holds no layer. Ask the sender for a file with data.")
        raise InputDataError(message.format(file=file))
    message = translate("Intake", "{file} holds several layers: {names}. Name one of them.")
    raise InputDataError(message.format(file=file, names=", ".join(shaped)))


def unreadable_file(location: Location, error: BaseException) -> InputDataError:
    """Return the refusal of a file that neither SQLite nor GDAL can make sense of."""
    message = translate(
        "Intake",
        "{file} cannot be read ({reason}). It is damaged, incomplete or not a vector file: "
        "copy or ask for it again, with all its parts.",
    )
    return InputDataError(message.format(file=location.name, reason=plain_reason(location, error)))


def plain_reason(location: Location, error: BaseException) -> str:
    """Return the library's complaint in one line, without the path of this machine."""
    text = str(error).split("; It might help")[0].split(". Set SHAPE_RESTORE_SHX")[0].split("\n")[0]
    return text.replace(location.gdal_path, location.name)


def geometry_kind(name: Optional[str]) -> str:
    """Return polygon, line, point, none or unknown for an OGC geometry type."""
    if name is None:
        return "none"
    for word, kind in (("polygon", "polygon"), ("surface", "polygon"), ("line", "line"), ("curve", "line")):
        if word in name.lower():
            return kind
    return "point" if "point" in name.lower() else "unknown"
