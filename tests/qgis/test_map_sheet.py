# SPDX-License-Identifier: GPL-2.0-or-later
"""The map sheet of a small ledger: drawn, readable, complete, and nothing else touched."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemManualTable,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor, QImage

from anyue_farmland_plugin.bridge import map_style
from anyue_farmland_plugin.bridge.map_layers import Backdrop
from anyue_farmland_plugin.bridge.map_sheet import MAP, PAGE, MapSheet, SheetRequest
from anyue_farmland_plugin.bridge.map_view import round_scale
from anyue_farmland_plugin.core.errors import ExportError, LedgerError
from anyue_farmland_plugin.core.problems import Family
from tests import factories
from tests.qgis.conftest import hash_outside

JUDGED = "2022-07-01T00:00:00.000Z"
CASES = [
    {"problem_type": "FN01", "status": "field", "inspected_at": JUDGED},
    {"problem_type": "FL13", "status": "field", "inspected_at": JUDGED},
    {},
    {"verdict": "HF", "status": "dismissed", "inspected_at": JUDGED},
    {"problem_type": "FN09", "status": "field", "inspected_at": JUDGED},
]


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    return factories.make_ledger(tmp_path, cases=CASES, name="台账.gpkg")


@pytest.fixture
def townships(qgis_new_project: None) -> QgsVectorLayer:
    """Two townships side by side around the cases."""
    layer = QgsVectorLayer(f"Polygon?crs={factories.CRS}&field=XZQMC:string(20)", "XZQ", "memory")
    x, y = factories.ORIGIN
    features = []
    for name, left in (("通贤镇", x - 300), ("龙台镇", x + 250)):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(left, y - 200, left + 550, y + 300)))
        feature["XZQMC"] = name
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def drawn(sheet: MapSheet, folder: Path) -> QImage:
    path = folder / "map.png"
    sheet.save_png(path, dpi=100)
    picture = QImage(str(path))
    assert not picture.isNull()
    assert [found.name for found in folder.glob("*.png*")] == ["map.png"]
    assert [found.name for found in folder.glob(".*")] == []
    return picture


def colours(picture: QImage) -> Counter:
    """Count the colours of the map frame's pixels."""
    per_mm = picture.width() / PAGE.width
    columns = range(round(MAP.x * per_mm) + 4, round((MAP.x + MAP.width) * per_mm) - 4)
    rows = range(round(MAP.y * per_mm) + 4, round((MAP.y + MAP.height) * per_mm) - 4)
    return Counter(picture.pixelColor(x, y).name() for x in columns for y in rows)


def legend_texts(sheet: MapSheet) -> list:
    texts = []
    for legend in (item for item in sheet.layout.items() if isinstance(item, QgsLayoutItemLegend)):
        model = legend.model()
        for group in model.rootGroup().children():
            texts.append(group.name())
            for entry in group.findLayers():
                texts += [node.data(0) for node in model.layerLegendNodes(entry)]
    return texts


def words(sheet: MapSheet) -> str:
    return "\n".join(item.text() for item in sheet.layout.items() if isinstance(item, QgsLayoutItemLabel))


def table(sheet: MapSheet) -> list:
    (found,) = (frame for frame in sheet.layout.multiFrames() if isinstance(frame, QgsLayoutItemManualTable))
    return [[cell.content() for cell in row] for row in found.tableContents()]


def test_a_sheet_shows_cases_in_their_family_colours_over_the_survey(
    judged: Path, survey: QgsVectorLayer, townships: QgsVectorLayer, tmp_path: Path
) -> None:
    request = SheetRequest(judged, "2022-08-01", {Backdrop.SURVEY: survey, Backdrop.TOWNSHIPS: townships})
    picture = drawn(MapSheet(request), tmp_path)
    assert picture.width() / picture.height() == pytest.approx(PAGE.width / PAGE.height, rel=0.002)
    found = colours(picture)
    assert sum(found.values()) - found["#ffffff"] > 10_000
    for family in (Family.NON_AGRICULTURAL, Family.NON_GRAIN):
        assert found[QColor(map_style.MARKS[family.value].fill).name()] > 10, family
    assert found[QColor(map_style.MARKS[Family.ABANDONED.value].fill).name()] == 0


def test_the_legend_names_what_is_there_and_nothing_else(
    judged: Path, survey: QgsVectorLayer, townships: QgsVectorLayer
) -> None:
    texts = legend_texts(
        MapSheet(SheetRequest(judged, "2022-08-01", {Backdrop.SURVEY: survey, Backdrop.TOWNSHIPS: townships}))
    )
    assert [text for text in texts if "化" in text] == ["非农化 (2)", "非粮化 (1)"]
    assert {"To be judged (1)", "Not a problem (1)", "耕地", "园地", "Township border", "County border"} <= set(texts)
    assert not {"林地", "撂荒", "Permanent basic farmland"} & set(texts)


def test_the_sheet_says_where_its_figures_come_from(judged: Path, survey: QgsVectorLayer) -> None:
    sheet = MapSheet(SheetRequest(judged, "2022-08-01", {Backdrop.SURVEY: survey}, sample=True))
    text = words(sheet)
    for word in (sheet.facts.head.hash, "EPSG:4523", "变化图斑.gpkg", "2022-08-01", "2022-03", "Sample data", "安岳县"):
        assert word in text
    assert f"1:{sheet.view.scale:,.0f}".replace(",", " ") in text
    assert "Sample data" not in words(MapSheet(SheetRequest(judged, "2022-08-01")))


def test_the_table_counts_every_case_that_is_no_mistake(judged: Path) -> None:
    rows = table(MapSheet(SheetRequest(judged, "2022-08-01")))
    assert rows[0] == ["Township", "非农化", "非粮化", "Problems", "To be judged"]
    assert [row[0] for row in rows[1:]] == ["岳阳镇", "通贤镇", "龙台镇", "Sum"]
    # 40 m × 30 m on the ground are 1.8 亩
    assert rows[-1] == ["Sum", "2 / 3.6", "1 / 1.8", "3 / 5.4", "1 / 1.8"]
    assert rows[3] == ["龙台镇", "1 / 1.8", "1 / 1.8", "2 / 3.6", "–"]


def test_townships_that_do_not_fit_are_summed(tmp_path: Path) -> None:
    towns = [{"town_code": f"5120212{n:02d}", "town_name": f"镇{n}", "problem_type": "LH01"} for n in range(60)]
    rows = table(MapSheet(SheetRequest(factories.make_ledger(tmp_path, cases=towns), "2022-08-01")))
    assert len(rows) < 45
    shown = sum(int(row[1].split(" / ")[0]) for row in rows[1:-1])
    assert shown == 60 == int(rows[-1][1].split(" / ")[0])
    assert rows[-2][0] == f"{60 - (len(rows) - 3)} others"


def test_drawing_leaves_ledger_layers_and_project_as_they_were(
    judged: Path, survey: QgsVectorLayer, tmp_path: Path
) -> None:
    before, renderer, name = hash_outside(judged), survey.renderer().type(), survey.name()
    drawn(MapSheet(SheetRequest(judged, "2022-08-01", {Backdrop.SURVEY: survey})), tmp_path)
    assert hash_outside(judged) == before
    assert (survey.renderer().type(), survey.name(), survey.labelsEnabled()) == (renderer, name, False)
    assert QgsProject.instance().mapLayers() == {}


def test_a_layer_that_does_not_open_is_left_away(judged: Path, tmp_path: Path) -> None:
    gone = QgsVectorLayer(str(tmp_path / "gone.gpkg"), "XZQ", "ogr")
    sheet = MapSheet(SheetRequest(judged, "2022-08-01", {Backdrop.TOWNSHIPS: gone}))
    assert len(colours(drawn(sheet, tmp_path))) > 1


def test_a_foreign_file_and_a_missing_folder_get_a_sentence(judged: Path, tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        MapSheet(SheetRequest(tmp_path / "none.gpkg", "2022-08-01"))
    with pytest.raises(ExportError, match=r"map\.png"):
        MapSheet(SheetRequest(judged, "2022-08-01")).save_png(tmp_path / "none" / "map.png", dpi=50)


@pytest.mark.parametrize(
    ("wanted", "scale"), [(29_660, 30_000), (30_001, 40_000), (1000, 1000), (99_999, 100_000), (812.5, 1000)]
)
def test_scales_are_round_and_never_too_large(wanted: float, scale: float) -> None:
    assert round_scale(wanted) == pytest.approx(scale)
