# SPDX-License-Identifier: GPL-2.0-or-later
"""Big areas: the same batches on many processes or machines, and the file form counties exchange."""
