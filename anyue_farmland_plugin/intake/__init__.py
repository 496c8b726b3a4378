# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading of delivered layers: files, field mapping and checks of values."""
