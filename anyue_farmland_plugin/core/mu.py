# SPDX-License-Identifier: GPL-2.0-or-later
"""Square metres as people of the county read them: rounding, 亩 and text.

Areas are stored in m² with two decimals; 亩 exist only on screen and paper.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Optional

SIGN_MU = "亩"
SIGN_M2 = "m²"
NO_VALUE = "–"
_MU_PER_M2 = Decimal(3) / Decimal(2000)
_MOST = 1e12  # m2, below which two decimals are told apart


def mu(m2: float) -> float:
    """Return 亩 of an area in m² (m² × 3/2000), rounded half up to 0.01 亩."""
    return float(_half_up(_decimal(m2) * _MU_PER_M2, 2))


def format_mu(m2: Optional[float]) -> str:
    """Return the area as "3.42 亩"."""
    return NO_VALUE if m2 is None else f"{_half_up(_decimal(m2) * _MU_PER_M2, 2):,} {SIGN_MU}"


def format_m2(m2: Optional[float], decimals: int = 1) -> str:
    """Return the area as "2,280.0 m²"."""
    return NO_VALUE if m2 is None else f"{_half_up(_decimal(m2), decimals):,} {SIGN_M2}"


def format_area(m2: Optional[float]) -> str:
    """Return the area as "3.42 亩 (2,280.0 m²)"; a dash when there is none."""
    if m2 is None:
        return NO_VALUE
    cents = _cents(m2)
    if cents < 0:
        return f"{format_mu(m2)} ({format_m2(m2)})"
    # Areas of the ledger have two decimals: whole numbers round them as decimals do, in a tenth of the time.
    hundredths, tenths = (3 * cents + 1000) // 2000, (cents + 5) // 10
    mu_text, m2_text = f"{hundredths // 100:,}.{hundredths % 100:02d}", f"{tenths // 10:,}.{tenths % 10}"
    return f"{mu_text} {SIGN_MU} ({m2_text} {SIGN_M2})"


def _cents(m2: float) -> int:
    """Return the area in hundredths when it is just that and not negative, else −1."""
    if not 0.0 <= m2 < _MOST:
        return -1
    cents = round(m2 * 100.0)
    return cents if cents / 100.0 == m2 else -1


def _decimal(value: float) -> Decimal:
    # repr keeps the shortest decimal that names the float, so 0.005 rounds up as on paper
    return Decimal(repr(float(value)))


def _half_up(value: Decimal, decimals: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded.is_zero() else rounded
