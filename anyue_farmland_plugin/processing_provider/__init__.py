# SPDX-License-Identifier: GPL-2.0-or-later
"""The Processing provider ``anyue_farmland``: thin algorithms over the use cases."""
