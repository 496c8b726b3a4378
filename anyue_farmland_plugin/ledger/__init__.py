# SPDX-License-Identifier: GPL-2.0-or-later
"""The GeoPackage ledger: container, short transactions, event chain, verification."""
