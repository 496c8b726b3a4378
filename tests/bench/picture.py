# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw bench.json: bars of both jobs, and how our cost grows with changes and with parcels."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from tests.bench.data import SIZES

OURS, PEER, BARE = "#1b7f5c", "#9aa5b1", "#d9b44a"


def main(words: list[str]) -> None:
    """Draw the file named first into the file named second."""
    content = json.loads(Path(words[0]).read_text(encoding="utf-8"))
    settings, where, scaling = content["settings"], content["machine"], content["scaling"]
    rows = 2 if scaling else 1
    figure, panels = plt.subplots(rows, 2, figsize=(13, 4.1 * rows), constrained_layout=True, squeeze=False)
    figure.suptitle(
        f"County {settings['size']}, {settings['changes']:,} changes – {where['cpu']}, {where['cores']} cores – "
        f"{content['date'][:10]}",
        fontsize=11,
    )
    for panel, job, title in ((panels[0, 0], "J1", "J1: areas only"), (panels[0, 1], "J2", "J2: pieces stored")):
        _bars(panel, [row for row in reversed(content["side_by_side"]) if row["job"] == job], title)
    if scaling:
        by_changes = [row for row in scaling if row["size"] == settings["size"]]
        _lines(panels[1, 0], by_changes, [row["changes"] for row in by_changes], "changes")
        by_size = [row for row in scaling if row["changes"] == settings["changes"]]
        _lines(panels[1, 1], by_size, [SIZES[row["size"]] for row in by_size], "parcels")
    figure.savefig(words[1], dpi=110)


def _bars(panel: Axes, rows: list[dict], title: str) -> None:
    """Draw wall seconds with their range, CPU seconds as a mark."""
    panel.set_title(title, loc="left", fontsize=11)
    colours = [OURS if row["tool"] == "ours" else BARE if "limit" in row["tool"] else PEER for row in rows]
    walls = [row["wall"] for row in rows]
    spread = [[row["wall"] - row["low"] for row in rows], [row["high"] - row["wall"] for row in rows]]
    panel.barh([row["name"] for row in rows], walls, color=colours, xerr=spread, ecolor="#444")
    panel.plot([row["cpu"] for row in rows], range(len(rows)), "k|", markersize=14, label="CPU seconds")
    for place, row in enumerate(rows):
        ratio = f"   {row['wall_ratio']:.1f} × ours" if "wall_ratio" in row else ""
        panel.annotate(
            f"{row['wall']:.1f} s{ratio}",
            (max(row["high"], row["cpu"]), place),
            xytext=(6, -3),
            textcoords="offset points",
            fontsize=8,
        )
    panel.set_xlabel("seconds, whole process")
    panel.margins(x=0.35)
    panel.spines[["top", "right"]].set_visible(False)
    if rows:
        panel.legend(fontsize=8, frameon=False, loc="lower right")


def _lines(panel: Axes, rows: list[dict], places: list[int], what: str) -> None:
    panel.set_title(f"ours by number of {what}", loc="left", fontsize=11)
    for job, style in (("J1", "o-"), ("J2", "s-")):
        points = sorted((place, row["wall"], row["cpu"]) for place, row in zip(places, rows) if row["job"] == job)
        if points:
            x, wall, cpu = zip(*points)
            drawn = panel.plot(x, wall, style, label=f"{job} wall")
            panel.plot(x, cpu, style[0] + ":", color=drawn[0].get_color(), alpha=0.6, label=f"{job} CPU")
    panel.set_xlabel(what)
    panel.set_ylabel("seconds")
    panel.set_xlim(left=0)
    panel.set_ylim(bottom=0)
    panel.xaxis.set_major_locator(mpl.ticker.MaxNLocator(5))
    panel.xaxis.set_major_formatter(mpl.ticker.StrMethodFormatter("{x:,.0f}"))
    panel.spines[["top", "right"]].set_visible(False)
    panel.legend(fontsize=8, frameon=False)


if __name__ == "__main__":
    main(sys.argv[1:])
