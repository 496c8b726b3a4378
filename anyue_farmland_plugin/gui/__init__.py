# SPDX-License-Identifier: GPL-2.0-or-later
"""What the inspector sees and touches: map tool, dock, menus."""
