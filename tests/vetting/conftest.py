# SPDX-License-Identifier: GPL-2.0-or-later
"""Files made once for all tests of the gate."""

from __future__ import annotations

import pytest

from tests.vetting.files import Stock


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    """Return the sound files that tests copy and spoil."""
    return Stock(tmp_path_factory.mktemp("stock"))
