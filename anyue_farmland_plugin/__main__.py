# SPDX-License-Identifier: GPL-2.0-or-later
"""Entry point of ``python -m anyue_farmland_plugin``."""

from __future__ import annotations

import sys

from anyue_farmland_plugin.cli import main

if __name__ == "__main__":
    sys.exit(main())
