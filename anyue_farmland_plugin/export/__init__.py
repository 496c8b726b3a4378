# SPDX-License-Identifier: GPL-2.0-or-later
"""What leaves the county: the city package, its checks, and printable reports."""
