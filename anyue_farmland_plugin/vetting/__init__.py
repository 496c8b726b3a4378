# SPDX-License-Identifier: GPL-2.0-or-later
"""The gate for everything that comes from outside: files are judged before any reader or QGIS sees them."""
