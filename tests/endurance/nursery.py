# SPDX-License-Identifier: GPL-2.0-or-later
"""Loads the libraries once and forks a worker for each line it reads: kills fall into work and not into imports.

Started as ``nursery.py LABOUR FOLDER``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.endurance.labours import LABOURS, say_at_once


def main() -> None:
    labour, folder = LABOURS[sys.argv[1]], Path(sys.argv[2])
    say_at_once("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            labour.work(folder, int(line), say_at_once)
            say_at_once("done")
            os._exit(0)
        say_at_once(f"child {child}")
        os.waitpid(child, 0)
        say_at_once("over")


if __name__ == "__main__":
    main()
