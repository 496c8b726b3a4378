# SPDX-License-Identifier: GPL-2.0-or-later
"""Which field of a delivered layer plays which part.

Every deliverer names fields his own way; the standard's names, their known aliases and the
person's FIELD_MAP decide, in reverse order of precedence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Optional

import numpy as np

from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import FID, FeatureTable, LayerInfo

Aliases = Mapping[str, tuple[str, ...]]
_DBF_NAME_BYTES = 10
_TELLING_CHARACTERS = 4  # of a name cut off; fewer fit too many names


class LayerKind(str, Enum):
    """The layers a delivery can consist of."""

    DLTB = "dltb"
    CHANGES = "changes"
    BASIC_FARMLAND = "basic_farmland"
    ECO_REDLINE = "eco_redline"
    URBAN_BOUNDARY = "urban_boundary"
    APPROVALS = "approvals"
    CONTRACT_PARCELS = "contract_parcels"
    TOWNSHIPS = "townships"
    VILLAGES = "villages"


_DLTB: Aliases = {
    "BSM": ("标识码",),
    "DLBM": ("地类编码", "DL"),
    "DLMC": ("地类名称",),
    "TBMJ": ("图斑面积",),
    "TBBH": ("图斑编号",),
    "ZLDWDM": ("坐落单位代码",),
    "ZLDWMC": ("坐落单位名称",),
    "QSDWDM": ("权属单位代码",),
    "QSDWMC": ("权属单位名称",),
    "QSXZ": ("权属性质",),
    "KCXS": ("TKXS", "扣除地类系数"),
    "ZZSXDM": ("GDZZSXDM", "种植属性代码"),
    "TBXHDM": ("图斑细化代码",),
    "GDPDJB": ("PDJB", "耕地坡度级别"),
    "GDLX": ("耕地类型",),
    "GDDB": ("耕地等别",),
    "CZCSXM": ("城镇村属性码",),
    "SJNF": ("数据年份",),
}
_CHANGES: Aliases = {
    "JCBH": ("TBBH", "YGTBZJ", "图斑编号", "监测编号", "线索编号", "BH"),
    "TBLX": ("JCLX", "BHLX", "LX", "图斑类型"),
    "QSX": ("JCSDQ", "QSXSJ", "前时相"),
    "HSX": ("JCSDH", "HSXSJ", "后时相"),
    "JCMJ": ("MJ", "TBMJ", "AREA", "监测面积"),
    "BZ": ("TZ", "REMARK", "备注"),
    "PC": ("监测批次", "QS", "ND"),
}
_TOWNSHIPS: Aliases = {
    "XZQDM": ("ZLDWDM", "TOWNCODE", "TOWN_CODE", "乡镇代码", "行政区代码", "CODE"),
    "XZQMC": ("ZLDWMC", "TOWNNAME", "TOWN_NAME", "乡镇名称", "行政区名称", "NAME"),
}
_VILLAGES: Aliases = {
    "ZLDWDM": ("XZQDM", "CJDCQDM", "VILLCODE", "VILLAGE_CODE", "坐落单位代码", "CODE"),
    "ZLDWMC": ("XZQMC", "CJDCQMC", "VILLNAME", "VILLAGE_NAME", "坐落单位名称", "NAME"),
}
_ZONE: Aliases = {"MC": ("YJJBNTTBBH", "JBNTTBBH", "TBBH", "GHFQMC", "CZMC", "名称", "NAME")}
_APPROVALS: Aliases = {
    "PZWH": ("批准文号", "批文号", "备案编号", "上图入库号"),
    "XMMC": ("项目名称", "PZWJMC", "DKMC"),
    "PZMJ": ("批准面积", "DKMJ", "YDMJ"),
    "PZRQ": ("批准时间", "PZSJ", "批准日期"),
    "DZJGH": ("电子监管号",),
}
_CONTRACT_PARCELS: Aliases = {
    "DKBM": ("地块编码", "地块代码"),
    "CBFBM": ("承包方编码",),
    "CBFMC": ("承包方名称",),
    "SCMJ": ("实测面积",),
}

_ALIASES: Mapping[LayerKind, Aliases] = {
    LayerKind.DLTB: _DLTB,
    LayerKind.CHANGES: _CHANGES,
    LayerKind.BASIC_FARMLAND: _ZONE,
    LayerKind.ECO_REDLINE: _ZONE,
    LayerKind.URBAN_BOUNDARY: _ZONE,
    LayerKind.APPROVALS: _APPROVALS,
    LayerKind.CONTRACT_PARCELS: _CONTRACT_PARCELS,
    LayerKind.TOWNSHIPS: _TOWNSHIPS,
    LayerKind.VILLAGES: _VILLAGES,
}
_REQUIRED: Mapping[LayerKind, tuple[str, ...]] = {
    LayerKind.DLTB: ("BSM", "DLBM"),
    LayerKind.TOWNSHIPS: ("XZQDM",),
    LayerKind.VILLAGES: ("ZLDWDM",),
    LayerKind.CONTRACT_PARCELS: ("DKBM",),
}
_ROW_ID: Mapping[LayerKind, str] = {LayerKind.CHANGES: "JCBH"}

FieldMap = Mapping[LayerKind, Mapping[str, str]]


@dataclass(frozen=True)
class FieldChoice:
    """The standard names a layer offers and its own fields behind them.

    ``fields`` maps standard name to the layer's field (or ``fid``); names without a field
    are absent.  ``warnings`` are sentences for the person who runs the job.
    """

    kind: LayerKind
    fields: Mapping[str, str]
    warnings: tuple[str, ...] = field(default_factory=tuple)

    def __contains__(self, name: object) -> bool:
        return name in self.fields

    def columns(self) -> list[str]:
        """Return the layer's fields to read, each once."""
        return list(dict.fromkeys(self.fields.values()))

    def values(self, table: FeatureTable, name: str) -> np.ndarray:
        """Return the column behind a standard name; all None where the layer has none."""
        source = self.fields.get(name)
        if source is None:
            return np.full(len(table), None, dtype=object)
        return table.columns[source]

    def others(self, info: LayerInfo) -> list[str]:
        """Return the layer's fields that play no part, in its order."""
        taken = set(self.fields.values())
        return [name for name in info.fields if name not in taken]


def parse_field_map(text: Optional[str]) -> FieldMap:
    """Return the FIELD_MAP of a job from its JSON text; empty text is an empty map.

    Raises:
        InputDataError: not JSON, an unknown layer kind or an unknown standard name.
    """
    if not text or not text.strip():
        return {}
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        message = translate(
            "Intake", 'FIELD_MAP is not valid JSON (position {position}). Write it like {{"dltb":{{"BSM":"id"}}}}.'
        )
        raise InputDataError(message.format(position=error.pos)) from error
    if not isinstance(raw, dict) or not all(isinstance(part, dict) for part in raw.values()):
        raise InputDataError(
            translate("Intake", "FIELD_MAP must be one JSON object per layer, like {example}.").format(
                example='{"dltb":{"BSM":"id"}}'
            )
        )
    return {_kind(name): _checked(_kind(name), part) for name, part in raw.items()}


def choose_fields(kind: LayerKind, info: LayerInfo, field_map: Optional[FieldMap] = None) -> FieldChoice:
    """Return which fields of the layer to use.

    Names are compared without case; FIELD_MAP goes before the standard name, the standard
    name before its aliases; a field plays one part only unless FIELD_MAP says otherwise.

    Raises:
        InputDataError: FIELD_MAP names a field the layer lacks, or a required one is missing.
    """
    overrides = dict((field_map or {}).get(kind, {}))
    chosen = {name: _existing(info, source) for name, source in overrides.items()}
    taken = set(chosen.values())
    lower = {name.lower(): name for name in reversed(list(info.fields))}
    aliases = _ALIASES[kind]
    for candidates in (lambda name: (name,), lambda name: aliases[name]):
        for name in aliases:
            found = _first(candidates(name), lower, taken) if name not in chosen else None
            if found is not None:
                chosen[name] = found
                taken.add(found)
    missing = [name for name in _REQUIRED.get(kind, ()) if name not in chosen]
    if missing:
        raise _missing(kind, info, missing)
    warnings = _complete_row_id(kind, info, chosen)
    return FieldChoice(kind, {name: chosen[name] for name in (*aliases, *overrides) if name in chosen}, warnings)


def standard_names(kind: LayerKind) -> list[str]:
    """Return the standard names FIELD_MAP may map for a layer kind."""
    return list(_ALIASES[kind])


def _first(candidates: tuple[str, ...], lower: Mapping[str, str], taken: set[str]) -> Optional[str]:
    for candidate in candidates:
        found = lower.get(candidate.lower()) or _cut_name(candidate, lower)
        if found is not None and found not in taken:
            return found
    return None


def _cut_name(alias: str, lower: Mapping[str, str]) -> Optional[str]:
    """Find a Chinese name that a shapefile cut off after ten bytes."""
    for encoding in ("gbk", "utf-8"):
        whole = alias.encode(encoding)
        short = whole[:_DBF_NAME_BYTES].decode(encoding, "ignore").lower()
        if len(whole) > _DBF_NAME_BYTES and len(short) >= _TELLING_CHARACTERS and short in lower:
            return lower[short]
    return None


def _existing(info: LayerInfo, source: str) -> str:
    if source == FID or source in info.fields:
        return source
    same = [name for name in info.fields if name.lower() == source.lower()]
    if len(same) == 1:
        return same[0]
    message = translate("Intake", "{layer}: FIELD_MAP names the field {field}, which the layer lacks. It has: {names}.")
    names = ", ".join(info.fields) or "–"
    raise InputDataError(message.format(layer=info.title, field=source, names=names))


def _missing(kind: LayerKind, info: LayerInfo, missing: list[str]) -> InputDataError:
    message = translate(
        "Intake",
        "{layer}: field {field} is missing. Map it with FIELD_MAP, for example {example}, "
        "or ask the sender for it. The layer has: {names}.",
    )
    example = json.dumps({kind.value: {missing[0]: next(iter(info.fields), FID)}}, ensure_ascii=False)
    names = ", ".join(info.fields) or "–"
    return InputDataError(message.format(layer=info.title, field=", ".join(missing), example=example, names=names))


def _complete_row_id(kind: LayerKind, info: LayerInfo, chosen: dict[str, str]) -> tuple[str, ...]:
    name = _ROW_ID.get(kind)
    if name is None or name in chosen:
        return ()
    chosen[name] = FID
    message = translate("Intake", "{layer}: no field {field}; the row number serves as the number of each polygon.")
    return (message.format(layer=info.title, field=name),)


def _kind(name: str) -> LayerKind:
    try:
        return LayerKind(name.lower())
    except ValueError as error:
        message = translate("Intake", "FIELD_MAP names the layer {name}, which is none of {known}.")
        known = ", ".join(kind.value for kind in LayerKind)
        raise InputDataError(message.format(name=name, known=known)) from error


def _checked(kind: LayerKind, part: Mapping[str, object]) -> Mapping[str, str]:
    known = {name.lower(): name for name in _ALIASES[kind]}
    result = {}
    for name, source in part.items():
        if name.lower() not in known or not isinstance(source, str):
            message = translate("Intake", "FIELD_MAP, layer {kind}: {name} is none of {known}.")
            names = ", ".join(known.values())
            raise InputDataError(message.format(kind=kind.value, name=name, known=names))
        result[known[name.lower()]] = source
    return result
