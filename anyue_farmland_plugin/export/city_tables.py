# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers and tables of the city package: pinyin columns of the work ledger, Chinese labels.

Names have at most ten characters so that they survive a shapefile.  Columns marked personal
stay empty in a public package.
"""

from __future__ import annotations

from anyue_farmland_plugin.core.schema import Column, Table, area, key

PACKAGE_SCHEMA = 1

CITY_CASES = Table(
    "cases",
    "问题图斑",
    "TZID",
    (
        key("TZID", "台账编号", "township-type-year-number; XX00 while no type is given"),
        Column("AJID", "案件标识", help="UUID of the case, the same in every package", required=True, unique=True),
        Column("AJBH", "案件编号", help="case number of the county ledger", required=True, unique=True),
        Column("LYPC", "来源批次"),
        Column("LYBH", "来源编号", help="JCBH of its clues"),
        Column("LYLX", "来源", help="S1 … S11"),
        Column("FDBH", "父图斑"),
        Column("CFZT", "拆分状态"),
        Column("XZQDM", "行政区代码", help="nine digits of the township"),
        Column("XZQMC", "行政区名称"),
        Column("CUNDM", "村代码"),
        Column("CUNMC", "村名称"),
        Column("ZLDWDM", "坐落单位代码"),
        Column("WTLX", "问题类型", enum="problem_type"),
        Column("WTLXMC", "问题类型名称"),
        Column("PD", "认定", enum="verdict"),
        Column("JYLX", "建议类型", enum="problem_type"),
        Column("ZXD", "置信度", "DOUBLE"),
        Column("GZBH", "规则编号"),
        Column("SJFQ", "2021年以来", enum="since_2021"),
        Column("QDLBM", "前地类编码", enum="land_class"),
        Column("HDLBM", "后地类编码"),
        Column("TBLX", "监测图斑类型"),
        Column("QSX", "前时相"),
        Column("HSX", "后时相"),
        area("JCMJ", "监测面积", "delivered area of its clues"),
        area("TBMJ", "图斑面积", "ellipsoidal area"),
        area("GDMJ", "耕地面积"),
        area("NYDMJ", "非耕农用地面积"),
        area("WLYDMJ", "未利用地面积"),
        area("JSYDMJ", "建设用地面积"),
        area("DCWMJ", "调查区外面积"),
        area("YNMJ", "永久基本农田面积"),
        area("HXMJ", "生态保护红线面积"),
        area("KFWMJ", "开发边界外面积"),
        area("STMJ", "水田面积"),
        area("PZMJ", "批准范围内面积"),
        Column("ZTMC", "违法主体名称"),
        Column("FSSJ", "发生时间"),
        Column("ZL", "位置"),
        Column("ZRDW", "责任单位", enum="unit"),
        Column("QTDW", "牵头部门", enum="unit"),
        Column("ZRR", "责任人"),
        Column("HCR", "核查人"),
        Column("HCSJ", "核查时间"),
        Column("ZGLB", "整治类别", enum="tier"),
        Column("ZGCS", "整治措施"),
        Column("CZSX", "处置时限"),
        Column("WCSJ", "完成时间"),
        area("ZGMJ", "整改面积"),
        area("SYMJ", "剩余面积"),
        Column("ZT", "状态", enum="status", required=True),
        Column("XHSJ", "销号时间"),
        Column("XHR", "核销人"),
        Column("GZRQ", "挂账日期"),
        Column("YY", "原因"),
        Column("BZ", "备注"),
    ),
    geometry="MULTIPOLYGON",
)

CITY_CLUES = Table(
    "clues",
    "线索",
    "XSID",
    (
        key("XSID", "线索标识"),
        Column("TZID", "台账编号"),
        Column("LYPC", "来源批次"),
        Column("LYBH", "来源编号"),
        Column("LYLX", "来源", enum="source_kind"),
        Column("FDXS", "父线索"),
        Column("CFZT", "拆分状态"),
        Column("TBLX", "监测图斑类型"),
        Column("QSX", "前时相"),
        Column("HSX", "后时相"),
        Column("FXRQ", "发现日期"),
        area("JCMJ", "监测面积", "as delivered"),
        area("TBMJ", "图斑面积", "ellipsoidal area"),
        area("THMJ", "套合面积"),
        area("DCWMJ", "调查区外面积"),
        Column("BJ", "标记"),
        Column("QTSX", "其他属性", help="JSON of the other delivered columns"),
    ),
    geometry="GEOMETRY",
)

CITY_PIECES = Table(
    "pieces",
    "套合图斑",
    "THID",
    (
        key("THID", "套合标识"),
        Column("XSID", "线索标识"),
        Column("TZID", "台账编号"),
        Column("BSM", "标识码"),
        Column("DLBM", "地类编码", enum="land_class"),
        Column("DLMC", "地类名称"),
        Column("ZLDWDM", "坐落单位代码"),
        Column("QSDWDM", "权属单位代码"),
        Column("KCXS", "扣除地类系数", "DOUBLE"),
        Column("ZZSXDM", "种植属性代码"),
        Column("XZQDM", "行政区代码"),
        area("TBMJ", "调查图斑面积", "TBMJ of the whole parcel"),
        area("THMJ", "套合面积", "ellipsoidal area"),
        area("PCMJ", "平差面积"),
        area("JMJ", "净面积", "after deducting 田坎"),
        Column("ZB", "占图斑比例", "DOUBLE"),
        Column("BJ", "标记"),
    ),
    geometry="MULTIPOLYGON",
)

CITY_UNITS = Table(
    "units",
    "单位",
    "code",
    (
        key("code", "单位代码"),
        Column("name", "单位名称", required=True),
        Column("kind", "类别"),
    ),
)
CITY_TYPES = Table(
    "problem_types",
    "问题类型表",
    "code",
    (
        key("code", "类型代码"),
        Column("family", "大类", required=True),
        Column("name", "名称", required=True),
        Column("lead_unit", "牵头部门"),
    ),
)
CITY_CLASSES = Table(
    "land_classes",
    "地类表",
    "code",
    (
        key("code", "地类编码"),
        Column("name", "地类名称", required=True),
        Column("class3", "三大类"),
        Column("grp", "专项分组"),
    ),
)
CITY_CODES = Table(
    "codes",
    "代码表",
    "id",
    (
        key("id", "标识"),
        Column("list", "代码名", required=True),
        Column("code", "代码", required=True),
        Column("name", "名称"),
    ),
)
CITY_INFO = Table(
    "package",
    "数据包说明",
    "key",
    (
        key("key", "键"),
        Column("value", "值"),
    ),
)

CITY_LAYERS = (CITY_CASES, CITY_CLUES, CITY_PIECES)
CITY_TABLES = (*CITY_LAYERS, CITY_UNITS, CITY_TYPES, CITY_CLASSES, CITY_CODES, CITY_INFO)

FREE_TEXT = ("ZL", "LYPC", "FSSJ")  # written by hand; a public package keeps them without numbers of persons
PERSONAL = {"cases": ("ZTMC", "ZRR", "HCR", "XHR", "YY", "BZ"), "clues": ("QTSX",), "pieces": ()}

# ledger column → column of the package, copied as it is
CASE_COLUMNS = {
    "case_id": "AJID",
    "case_no": "AJBH",
    "source_kinds": "LYLX",
    "town_code": "XZQDM",
    "town_name": "XZQMC",
    "village_code": "CUNDM",
    "village_name": "CUNMC",
    "problem_type": "WTLX",
    "verdict": "PD",
    "suggested_type": "JYLX",
    "suggestion_confidence": "ZXD",
    "suggestion_rule": "GZBH",
    "since_2021": "SJFQ",
    "main_dlbm": "QDLBM",
    "class_after": "HDLBM",
    "change_type": "TBLX",
    "area_m2": "TBMJ",
    "farmland_m2": "GDMJ",
    "other_agri_m2": "NYDMJ",
    "unused_m2": "WLYDMJ",
    "construction_m2": "JSYDMJ",
    "outside_survey_m2": "DCWMJ",
    "basic_farmland_m2": "YNMJ",
    "eco_redline_m2": "HXMJ",
    "outside_urban_m2": "KFWMJ",
    "paddy_m2": "STMJ",
    "approved_m2": "PZMJ",
    "subject": "ZTMC",
    "occurred_on": "FSSJ",
    "location": "ZL",
    "responsible_unit": "ZRDW",
    "lead_unit": "QTDW",
    "inspector": "HCR",
    "inspected_at": "HCSJ",
    "tier": "ZGLB",
    "measures": "ZGCS",
    "deadline": "CZSX",
    "restored_m2": "ZGMJ",
    "remaining_m2": "SYMJ",
    "status": "ZT",
    "closed_on": "XHSJ",
    "closed_by": "XHR",
    "watched_on": "GZRQ",
    "note": "BZ",
}
CLUE_COLUMNS = {
    "clue_id": "XSID",
    "source_ref": "LYBH",
    "parent_clue_id": "FDXS",
    "split_state": "CFZT",
    "change_type": "TBLX",
    "image_before": "QSX",
    "image_after": "HSX",
    "detected_on": "FXRQ",
    "delivered_area_m2": "JCMJ",
    "area_m2": "TBMJ",
    "overlay_m2": "THMJ",
    "outside_m2": "DCWMJ",
    "flags": "BJ",
    "attributes": "QTSX",
}
PIECE_COLUMNS = {
    "piece_id": "THID",
    "clue_id": "XSID",
    "bsm": "BSM",
    "dlbm": "DLBM",
    "dlmc": "DLMC",
    "zldwdm": "ZLDWDM",
    "qsdwdm": "QSDWDM",
    "kcxs": "KCXS",
    "zzsxdm": "ZZSXDM",
    "town_code": "XZQDM",
    "tbmj": "TBMJ",
    "area_m2": "THMJ",
    "ledger_m2": "PCMJ",
    "net_m2": "JMJ",
    "share_of_parcel": "ZB",
    "flags": "BJ",
}
