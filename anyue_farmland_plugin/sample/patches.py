# SPDX-License-Identifier: GPL-2.0-or-later
"""Connected patches of a label raster, with the same corner rule as the boundaries."""

from __future__ import annotations

import numpy as np

from anyue_farmland_plugin.sample.faces import join
from anyue_farmland_plugin.sample.mesh import corner_links


def connected_patches(label: np.ndarray, linear: np.ndarray) -> np.ndarray:
    """Return for each pixel the first pixel of its connected patch of one label."""
    flat = label.ravel()
    columns = label.shape[1]
    # Runs along rows first: far fewer items than pixels.
    begins = np.ones(flat.size, dtype=bool)
    begins[1:] = flat[1:] != flat[:-1]
    begins[::columns] = True
    run = np.cumsum(begins) - 1
    same = flat[columns:] == flat[:-columns]
    pairs = np.stack([run[:-columns][same], run[columns:][same]], axis=1)
    fresh = np.ones(len(pairs), dtype=bool)
    fresh[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
    corners = run[corner_links(label, linear)].reshape(-1, 2)
    root = join(int(run[-1]) + 1, np.concatenate([pairs[fresh], corners]))
    return np.flatnonzero(begins)[root][run].reshape(label.shape)


def main_body(inside: np.ndarray) -> np.ndarray:
    """Return the largest patch of the mask without its holes."""
    nowhere = np.zeros(inside.shape, dtype=bool)
    patch = connected_patches(inside.astype(np.int8), nowhere)
    keys, counts = np.unique(patch[inside], return_counts=True)
    body = patch == keys[np.argmax(counts)]
    patch = connected_patches(body.astype(np.int8), nowhere)
    return patch != patch[0, 0]
