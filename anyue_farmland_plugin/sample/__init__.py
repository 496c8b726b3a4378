# SPDX-License-Identifier: GPL-2.0-or-later
"""The seeded sample county: invented polygons under real codes, for demo, tests and users."""
