# SPDX-License-Identifier: GPL-2.0-or-later
"""Text files that appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

from anyue_farmland_plugin.core.errors import ExportError
from anyue_farmland_plugin.core.i18n import translate


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with LF line ends through a temporary file beside it.

    Raises ExportError when the folder cannot be written to.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(text.encode("utf-8"))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportError(
            translate("Export", "{file} cannot be written to {folder}: {reason}.").format(
                file=path.name, folder=path.parent, reason=error.strerror
            )
        ) from error
