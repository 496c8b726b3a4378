# SPDX-License-Identifier: GPL-2.0-or-later
"""Use cases: the only callers of core, intake, ledger and export together."""
