# SPDX-License-Identifier: GPL-2.0-or-later
"""The forms of a field package: what QGIS, QField and Mergin show of a case and of a photo.

Only widgets all three know: ValueMap, Range, DateTime, TextEdit, ExternalResource, Hidden and a
one-to-many relation (QField does not edit many-to-many ones, opengisch/QField #5180).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Iterable, Mapping

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsAttributeEditorRelation,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsFieldConstraints,
    QgsRelation,
    QgsVectorLayer,
)

from anyue_farmland_plugin.core.evidence_words import PHOTO as PHOTO_KIND
from anyue_farmland_plugin.core.evidence_words import evidence_kinds, evidence_stages
from anyue_farmland_plugin.core.ledger_tables import CASES, EVIDENCE

INSPECTOR_VARIABLE = "anyue_inspector"
PHOTO = "file_name"
TAKEN_FOR = "taken_for"
_LARGEST = 2_000_000_000.0
# QGIS expressions know local time only; what local midnight of 1970 differs from UTC is taken off.
_UTC = "now() - (datetime_from_epoch(0) - make_datetime(1970, 1, 1, 0, 0, 0))"
UTC_NOW = f"format_date({_UTC}, 'yyyy-MM-dd') || 'T' || format_date({_UTC}, 'HH:mm:ss') || '.000Z'"
# Who fills in: the person the package was made out to, else the account of the app.
_PERSON = (
    f"coalesce(nullif(trim(@{INSPECTOR_VARIABLE}), ''), nullif(@mm_full_name, ''), nullif(@cloud_username, ''), "
    "nullif(@user_full_name, ''), \"inspector\")"
)


@dataclass(frozen=True)
class Page:
    """A tab of a form: its name, its columns, and whether they can be filled in."""

    name: str
    columns: tuple
    editable: bool = True


PHOTO_PAGE = "照片"
CASE_PAGES = (
    Page(
        "核查",
        ("problem_type", "verdict", "responsible_unit", "confidence", "status", "note", "subject", "occurred_on"),
    ),
    Page(PHOTO_PAGE, ()),
    Page(
        "整治",
        ("lead_unit", "tier", "measures", "deadline", "restored_m2", "remaining_m2", "priority", "supervision"),
    ),
    Page(
        "图斑",
        (
            "case_no", "town_name", "village_name", "location", "source_kinds", "area_m2", "farmland_m2", "paddy_m2",
            "basic_farmland_m2", "eco_redline_m2", "outside_urban_m2", "approved_m2", "main_dlbm", "class_after",
            "change_type", "since_2021", "suggested_type", "suggested_verdict", "suggested_unit", "suggestion_reason",
            "inspector", "inspected_at",
        ),
        editable=False,
    ),
)  # fmt: skip
PHOTO_PAGES = (Page(PHOTO_PAGE, (PHOTO, "taken_stage", "kind", "taken_at")), Page("编号", ("evidence_id", TAKEN_FOR)))

_LONG_TEXTS = ("note", "measures")
_DATES = ("occurred_on", "deadline")
_NUMBERS = {"restored_m2": 2, "remaining_m2": 2, "priority": 0}
_FACTS = ("problem_type", "verdict", "responsible_unit", "subject", "occurred_on")
_FILLED_IN: Mapping[str, str] = {"inspector": _PERSON, "inspected_at": UTC_NOW}
_PHOTO_DEFAULTS: Mapping[str, str] = {
    "evidence_id": "uuid('WithoutBraces')",
    "kind": f"'{PHOTO_KIND}'",
    "taken_at": UTC_NOW,
    "lon": "coalesce(x(@position_coordinate), x(@gnss_coordinate), @position_longitude)",
    "lat": "coalesce(y(@position_coordinate), y(@gnss_coordinate), @position_latitude)",
}


def set_case_form(layer: QgsVectorLayer, photos: QgsRelation) -> None:
    """Give the case layer its tabs, widgets, soft constraints and the values that fill in themselves."""
    editable = {name for page in CASE_PAGES if page.editable for name in page.columns}
    shown = {name for page in CASE_PAGES for name in page.columns}
    for column in CASES.columns:
        place = layer.fields().lookupField(column.name)
        if column.name not in shown:
            layer.setEditorWidgetSetup(place, QgsEditorWidgetSetup("Hidden", {}))
        elif not column.enum:
            layer.setEditorWidgetSetup(place, _widget(layer, column.name))
        else:  # a list that came with the file itself is stored in the project, where field apps look for it
            layer.setEditorWidgetSetup(place, layer.editorWidgetSetup(place))
        if column.name in _FACTS:
            soft = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft
            layer.setFieldConstraint(place, QgsFieldConstraints.Constraint.ConstraintNotNull, soft)
    for name, expression in _FILLED_IN.items():
        layer.setDefaultValueDefinition(layer.fields().lookupField(name), QgsDefaultValue(expression, True))
    form = _form(layer, CASE_PAGES, photos)
    for place, field in enumerate(layer.fields()):
        form.setReadOnly(place, field.name() not in editable)
    layer.setEditFormConfig(form)


def set_photo_form(layer: QgsVectorLayer, folder: str) -> None:
    """Give the photo table its form; pictures go to ``folder`` beside the project, named by their id."""
    shown = {name for page in PHOTO_PAGES for name in page.columns}
    words = {
        "kind": [(kind.code, kind.name) for kind in evidence_kinds().values() if kind.is_photo],
        "taken_stage": [(stage.code, stage.name) for stage in evidence_stages().values()],
    }
    for column in EVIDENCE.columns:
        place = layer.fields().lookupField(column.name)
        layer.setFieldAlias(place, column.label)
        # The key of the case must be in the form, though hidden, for Mergin to fill it in (MerginMaps/docs #721).
        setup = QgsEditorWidgetSetup("Hidden", {})
        if column.name == PHOTO:
            setup = _picture(folder)
        elif column.name in words:
            setup = QgsEditorWidgetSetup("ValueMap", {"map": [{word: code} for code, word in words[column.name]]})
        elif column.name == "taken_at":
            setup = QgsEditorWidgetSetup("TextEdit", {"IsMultiline": False, "UseHtml": False})
        layer.setEditorWidgetSetup(place, setup)
        if column.name in _PHOTO_DEFAULTS:
            layer.setDefaultValueDefinition(place, QgsDefaultValue(_PHOTO_DEFAULTS[column.name], False))
    soft = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft
    for name in (PHOTO, "taken_stage"):
        layer.setFieldConstraint(
            layer.fields().lookupField(name), QgsFieldConstraints.Constraint.ConstraintNotNull, soft
        )
    form = _form(layer, PHOTO_PAGES, None)
    for place, field in enumerate(layer.fields()):
        form.setReadOnly(place, field.name() not in shown or field.name() == "taken_at")
    layer.setEditFormConfig(form)
    layer.setDisplayExpression(f'coalesce("{PHOTO}", "evidence_id")')


def _form(layer: QgsVectorLayer, pages: Iterable[Page], photos: object) -> QgsEditFormConfig:
    form = layer.editFormConfig()
    form.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    root = form.invisibleRootContainer()
    root.clear()
    for page in pages:
        tab = QgsAttributeEditorContainer(page.name, root)
        tab.setIsGroupBox(False)
        for name in page.columns:
            tab.addChildElement(QgsAttributeEditorField(name, layer.fields().lookupField(name), tab))
        if page.name == PHOTO_PAGE and photos is not None:
            shown = QgsAttributeEditorRelation(photos, tab)
            shown.setRelationWidgetTypeId("relation_editor")
            shown.setLabel(PHOTO_PAGE)
            tab.addChildElement(shown)
        root.addChildElement(tab)
    return form


def _widget(layer: QgsVectorLayer, name: str) -> QgsEditorWidgetSetup:
    if name in _NUMBERS:
        return QgsEditorWidgetSetup("Range", {
            "AllowNull": True, "Min": 0.0, "Max": _LARGEST, "Precision": _NUMBERS[name],
            "Step": 1.0, "Style": "SpinBox", "Suffix": "",
        })  # fmt: skip
    if name in _DATES and _are_days(layer, name):
        return QgsEditorWidgetSetup("DateTime", {
            "allow_null": True, "calendar_popup": True, "display_format": "yyyy-MM-dd",
            "field_format": "yyyy-MM-dd", "field_iso_format": False,
        })  # fmt: skip
    return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": name in _LONG_TEXTS, "UseHtml": False})


def _are_days(layer: QgsVectorLayer, name: str) -> bool:
    """Tell whether a calendar can show all that is there; text it cannot read would be emptied on saving."""
    place = layer.fields().lookupField(name)
    return all(not isinstance(value, str) or not value or _is_day(value) for value in layer.uniqueValues(place))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _picture(folder: str) -> QgsEditorWidgetSetup:
    """Return a photo widget whose value is the bare file name inside the package's own folder of evidence."""
    root = {"active": True, "expression": f"@project_home || '/{folder}/'", "type": 3}
    return QgsEditorWidgetSetup("ExternalResource", {
        "DocumentViewer": 1, "DocumentViewerHeight": 0, "DocumentViewerWidth": 0, "FileWidget": True,
        "FileWidgetButton": True, "FileWidgetFilter": "", "FullUrl": False, "UseLink": False, "StorageMode": 0,
        "StorageType": "", "RelativeStorage": 2, "DefaultRoot": "",
        "PropertyCollection": {
            "name": "", "type": "collection", "properties": {"propertyRootPath": root},
        },
    })  # fmt: skip
