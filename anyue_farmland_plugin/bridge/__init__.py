# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns QGIS objects into the package's own values and back; no widgets here."""
