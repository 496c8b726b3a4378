# SPDX-License-Identifier: GPL-2.0-or-later
"""One tag and fifty thousand cases beside QGIS and OGR: ``python -m tests.bench.beside_qgis [CASES]``.

QGIS gets a plain copy of the same cases without our guards, OGR the same columns and shapes;
all in turn, in one run, on one disk.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import shapely
from osgeo import ogr
from qgis.core import QgsApplication, QgsVectorLayer

from anyue_farmland_plugin.core.crs import srs_definition
from anyue_farmland_plugin.core.ledger_tables import CASES
from anyue_farmland_plugin.ledger.block import Block
from anyue_farmland_plugin.ledger.bulk import loading
from anyue_farmland_plugin.ledger.reading import reading
from anyue_farmland_plugin.ledger.writing import creating
from anyue_farmland_plugin.workflow.blueprint import ledger_blueprint
from anyue_farmland_plugin.workflow.tag import tag_case
from tests.factories import CRS, INSPECTOR, Ids, TickingClock, delivery_rows

ROUNDS, TAGS = 3, 60


def cases_of(count: int) -> tuple:
    """Return (columns, shapes, boxes) of so many cases."""
    one = delivery_rows(_Clocked(), [{}], Ids(seed="bench")).cases[0]
    grid = np.arange(count)
    x, y = 35_500_000.0 + 100.0 * (grid % 400), 3_300_000.0 + 100.0 * (grid // 400)
    polygons = shapely.multipolygons(shapely.box(x, y, x + 40, y + 30), indices=grid)
    columns = {name: [value] * count for name, value in one.items() if name != "geom"}
    columns["case_id"] = [f"{number:08x}-0000-5000-8000-000000000000" for number in range(count)]
    columns["case_no"] = [f"512021103-2022-{number + 1:06d}" for number in range(count)]
    return columns, [bytes(wkb) for wkb in shapely.to_wkb(polygons, byte_order=1)], shapely.bounds(polygons)


class _Clocked:
    """What `delivery_rows` asks of a writer."""

    actor, clock = INSPECTOR, TickingClock()


def by_plugin(path: Path, cases: tuple) -> float:
    """Create a ledger with all cases and their events; return the seconds of the insert."""
    columns, shapes, boxes = cases
    with creating(path, ledger_blueprint(srs_definition(CRS), Ids()("chain")), INSPECTOR, TickingClock()) as writer:
        start = time.perf_counter()
        with loading(writer) as loader:
            loader.create_cases(Block(columns, shapes, boxes))
        return time.perf_counter() - start


def by_ogr(path: Path, cases: tuple) -> float:
    """Insert the same rows through OGR in one transaction, with a spatial index; return the seconds."""
    columns, shapes, _ = cases
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path), ["VERSION=1.2"])
    layer = source.CreateLayer("cases", geom_type=ogr.wkbMultiPolygon)
    kinds = {"DOUBLE": ogr.OFTReal, "INTEGER": ogr.OFTInteger64}
    for column in CASES.columns:
        layer.CreateField(ogr.FieldDefn(column.name, kinds.get(column.type, ogr.OFTString)))
    start = time.perf_counter()
    source.StartTransaction()
    names = list(columns)
    for row, shape in zip(zip(*columns.values()), shapes):
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in zip(names, row):
            if value is not None:
                feature[name] = value
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(shape))
        layer.CreateFeature(feature)
    source.CommitTransaction()
    del layer, source
    return time.perf_counter() - start


def tags_by_plugin(path: Path, ids: list) -> list:
    """Tag some cases one by one; return the seconds of each."""
    clock, times = TickingClock(), []
    for number, case_id in enumerate(ids):
        start = time.perf_counter()
        tag_case(path, case_id, {"problem_type": "FN01", "note": f"{number}"}, actor=INSPECTOR, clock=clock)
        times.append(time.perf_counter() - start)
    return times


def tags_by_qgis(path: Path, count: int) -> list:
    """Change the same two columns by QGIS's edit buffer, one commit each; return the seconds of each."""
    layer = QgsVectorLayer(f"{path}|layername=cases", "cases", "ogr")
    fields, times = layer.fields(), []
    for number in range(count):
        start = time.perf_counter()
        layer.startEditing()
        for name, value in (("problem_type", "FN01"), ("note", f"{number}")):
            layer.changeAttributeValue(7 * number + 1, fields.lookupField(name), value)
        if not layer.commitChanges():
            raise RuntimeError(layer.commitErrors())
        times.append(time.perf_counter() - start)
    return times


def main(arguments: list) -> None:
    """Print the medians and ratios as JSON."""
    count = int(arguments[0]) if arguments else 50_000
    application = QgsApplication([], False)
    application.initQgis()
    cases, seconds = cases_of(count), {"plugin": [], "ogr": [], "tag": [], "buffer": []}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            ledger, plain = Path(folder) / f"ledger{number}.gpkg", Path(folder) / f"plain{number}.gpkg"
            seconds["plugin"].append(by_plugin(ledger, cases))
            seconds["ogr"].append(by_ogr(plain, cases))
            with reading(ledger) as reader:
                ids = [row["case_id"] for row in reader.rows("cases", geometry=False)][: 7 * TAGS : 7]
            seconds["tag"] += tags_by_plugin(ledger, ids)[1:]  # the first makes the day's backup
            seconds["buffer"] += tags_by_qgis(plain, TAGS)[1:]
    found = {name: statistics.median(values) for name, values in seconds.items()}
    found["bulk_ratio"], found["tag_ratio"] = found["plugin"] / found["ogr"], found["buffer"] / found["tag"]
    print(json.dumps({name: round(value, 4) for name, value in found.items()}))
    application.exitQgis()


if __name__ == "__main__":
    main(sys.argv[1:])
