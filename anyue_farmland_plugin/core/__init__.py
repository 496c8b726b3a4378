# SPDX-License-Identifier: GPL-2.0-or-later
"""The domain: codes, areas, overlay, rules. Knows neither QGIS nor the ledger."""
