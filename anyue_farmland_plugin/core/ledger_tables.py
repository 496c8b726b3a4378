# SPDX-License-Identifier: GPL-2.0-or-later
"""The ledger's tables, version 2: the public contract plus the columns our checks need."""

from __future__ import annotations

from anyue_farmland_plugin.core.schema import Column, Table, area, key, link

SCHEMA_VERSION = 2

DELIVERIES = Table(
    "deliveries",
    "接收批次",
    "delivery_id",
    (
        key("delivery_id", "接收编号"),
        Column("kind", "数据种类", required=True, help="changes, dltb, basic_farmland …"),
        Column("name", "名称"),
        Column("batch", "批次"),
        Column("source_kind", "来源", enum="source_kind"),
        Column("path_name", "文件名", help="file name only, never a path"),
        Column("layer", "图层"),
        Column("sha256", "文件校验值", help="SHA-256 of the delivered bytes"),
        Column("rows", "记录数", "INTEGER"),
        Column("crs", "坐标系"),
        area("area_m2", "总面积(平方米)", "ellipsoidal area of the delivered polygons"),
        Column("imported_at", "导入时间", required=True),
        Column("imported_by", "导入人", required=True),
        Column("parameters", "参数", help="JSON: field map, versions, repairs, filtered rows"),
    ),
)

CLUES = Table(
    "clues",
    "线索",
    "clue_id",
    (
        key("clue_id", "线索编号"),
        link("delivery_id", "接收批次", "deliveries", sealed=True),
        Column("source_ref", "监测图斑编号", help="JCBH as delivered", sealed=True),
        link("case_id", "所属图斑案件", "cases", required=False),
        Column("change_type", "变化类型", help="TBLX as delivered", sealed=True),
        Column("image_before", "前时相", help="QSX", sealed=True),
        Column("image_after", "后时相", help="HSX", sealed=True),
        Column("detected_on", "发现日期", sealed=True),
        area("delivered_area_m2", "下发面积(平方米)", "JCMJ as delivered, in m²", sealed=True),
        area("area_m2", "图斑面积(平方米)", "ellipsoidal area of the delivered polygon", sealed=True),
        area("overlay_m2", "套合面积(平方米)", "sum of the pieces", sealed=True),
        area("outside_m2", "调查区外面积(平方米)", "part covered by no survey parcel", sealed=True),
        Column("attributes", "其他属性", help="JSON of the other delivered columns", sealed=True),
        Column("flags", "标记", help="repaired, below_min_area, overlapping …", sealed=True),
        link("parent_clue_id", "父线索", "clues", required=False),
        Column("split_state", "拆分状态"),
    ),
    geometry="GEOMETRY",
)

CASES = Table(
    "cases",
    "图斑案件",
    "case_id",
    (
        key("case_id", "案件编号"),
        Column("case_no", "案件号", required=True, unique=True),
        Column("county_code", "县代码"),
        Column("town_code", "乡镇代码", help="first nine digits of ZLDWDM"),
        Column("town_name", "乡镇(街道)"),
        Column("village_code", "村代码"),
        Column("village_name", "村(社区)"),
        Column("location", "位置"),
        Column("source_kinds", "线索来源", help="S1 … S11, comma separated"),
        area("area_m2", "面积(平方米)", "ellipsoidal area"),
        area("farmland_m2", "耕地(平方米)", "01 classes after deducting 田坎"),
        area("paddy_m2", "水田(平方米)", "0101 after deducting 田坎"),
        area("basic_farmland_m2", "占永久基本农田(平方米)"),
        area("eco_redline_m2", "占生态保护红线(平方米)"),
        area("outside_urban_m2", "城镇开发边界外(平方米)"),
        area("approved_m2", "批准范围内(平方米)"),
        area("other_agri_m2", "非耕农用地(平方米)", "with 田坎"),
        area("construction_m2", "建设用地(平方米)"),
        area("unused_m2", "未利用地(平方米)"),
        area("outside_survey_m2", "调查区外(平方米)"),
        Column("main_dlbm", "主要地类", enum="land_class"),
        Column("class_after", "变化后地类", help="code, or group suggested by TBLX"),
        Column("change_type", "变化类型", help="TBLX"),
        Column("since_2021", "2021年以来", enum="since_2021"),
        Column("boundary_sensitive", "边界敏感", "INTEGER"),
        Column("suggested_type", "建议问题类型", enum="problem_type"),
        Column("suggested_verdict", "建议认定", enum="verdict"),
        Column("suggested_unit", "建议责任单位", enum="unit"),
        Column("suggestion_rule", "规则"),
        Column("suggestion_reason", "建议理由"),
        Column("suggestion_confidence", "建议置信度", "DOUBLE"),
        Column("problem_type", "问题类型", enum="problem_type"),
        Column("verdict", "认定", enum="verdict"),
        Column("responsible_unit", "责任单位", enum="unit"),
        Column("lead_unit", "牵头部门", enum="unit"),
        Column("subject", "违法主体"),
        Column("occurred_on", "发生时间"),
        Column("priority", "优先级", "INTEGER"),
        Column("supervision", "督办级别"),
        Column("inspector", "核查人"),
        Column("inspected_at", "核查时间"),
        Column("confidence", "把握", enum="confidence"),
        Column("note", "备注"),
        Column("tier", "整治类别", enum="tier"),
        Column("measures", "整治措施"),
        Column("deadline", "处置时限"),
        area("restored_m2", "整改面积(平方米)"),
        area("remaining_m2", "剩余面积(平方米)"),
        Column("closed_on", "销号时间"),
        Column("closed_by", "核销人"),
        Column("watched_on", "挂账日期"),
        Column("status", "状态", enum="status", required=True),
        Column("cycle", "轮次", "INTEGER", required=True),
        Column("revision", "版本", "INTEGER", required=True),
        Column("created_at", "建立时间", required=True),
        Column("updated_at", "更新时间", required=True),
        Column("updated_by", "更新人", required=True),
    ),
    geometry="MULTIPOLYGON",
)

# Columns the chain derives from the events themselves instead of carrying them as payload.
DERIVED_CASE_COLUMNS = ("case_id", "revision", "created_at", "updated_at", "updated_by")

PIECES = Table(
    "pieces",
    "套合图斑",
    "piece_id",
    (
        key("piece_id", "套合编号"),
        link("clue_id", "线索", "clues", sealed=True),
        link("case_id", "所属图斑案件", "cases", required=False),
        Column("parcel_key", "调查图斑键", help="delivery and feature id of the survey parcel", sealed=True),
        Column("bsm", "标识码", sealed=True),
        Column("dlbm", "地类编码", enum="land_class", sealed=True),
        Column("dlmc", "地类名称", sealed=True),
        Column("zldwdm", "坐落单位代码", sealed=True),
        Column("qsdwdm", "权属单位代码", sealed=True),
        Column("kcxs", "扣除地类系数", "DOUBLE", sealed=True),
        Column("zzsxdm", "种植属性代码", sealed=True),
        area("tbmj", "调查图斑面积(平方米)", "TBMJ of the whole parcel", sealed=True),
        area("area_m2", "套合面积(平方米)", "ellipsoidal area of the piece", sealed=True),
        area("ledger_m2", "平差面积(平方米)", "share of TBMJ not yet claimed by an earlier piece", sealed=True),
        area("net_m2", "净面积(平方米)", "area after deducting 田坎 (KCXS)", sealed=True),
        Column("share_of_parcel", "占图斑比例", "DOUBLE", sealed=True),
        Column("town_code", "乡镇代码", sealed=True),
        Column("flags", "标记", help="sliver, overlapping …", sealed=True),
    ),
    geometry="MULTIPOLYGON",
)

EVENTS = Table(
    "events",
    "变更记录",
    "event_id",
    (
        key("event_id", "记录编号"),
        Column("chain_id", "链编号", required=True),
        Column("seq", "序号", "INTEGER", required=True, help="place in its chain"),
        Column("at", "时间", required=True),
        Column("actor", "操作人", required=True),
        Column("role", "角色", required=True),
        Column("object_type", "对象类型", required=True),
        Column("object_id", "对象编号", required=True),
        Column("action", "动作", required=True),
        Column("reason", "理由", required=True),
        Column("payload", "内容", required=True, help="canonical JSON: field → [old, new]"),
        Column("prev_hash", "前一校验值", required=True),
        Column("hash", "校验值", required=True),
    ),
)

EVIDENCE = Table(
    "evidence",
    "举证材料",
    "evidence_id",
    (
        key("evidence_id", "材料编号"),
        Column("kind", "种类"),
        Column("file_name", "文件名"),
        Column("sha256", "文件校验值"),
        Column("taken_at", "拍摄时间"),
        Column("lon", "经度", "DOUBLE"),
        Column("lat", "纬度", "DOUBLE"),
        Column("azimuth", "方位角", "DOUBLE"),
        Column("distance_m", "距离(米)", "DOUBLE"),
        Column("flags", "标记"),
        Column("imported_at", "导入时间", help="empty while only a field app has written the row"),
        Column("imported_by", "导入人"),
        Column("taken_for", "拍摄案件", help="case_id a field app took it for; evidence_links holds all its cases"),
        Column("taken_stage", "拍摄阶段", help="what a field app says it shows; evidence_links.stage is what counts"),
        Column("original_name", "原文件名", help="as the camera named it; never used as a path"),
        Column("camera", "相机"),
        Column("view_angle", "视角(度)", "DOUBLE", help="horizontal field of view"),
        Column("picture_hash", "图像指纹", help="64 bits in hex that pictures of the same look share"),
    ),
)
EVIDENCE_LINKS = Table(
    "evidence_links",
    "举证关联",
    "evidence_link_id",
    (
        key("evidence_link_id", "关联编号"),
        link("evidence_id", "材料编号", "evidence"),
        link("case_id", "案件编号", "cases"),
        Column("stage", "阶段"),
    ),
)
PLANS = Table(
    "plans",
    "进出平衡方案",
    "plan_id",
    (
        key("plan_id", "方案编号"),
        Column("plan_no", "方案号"),
        Column("year", "年度", "INTEGER"),
        Column("direction", "方向", help="in or out"),
        link("case_id", "案件编号", "cases", required=False),
        area("area_m2", "面积(平方米)"),
        Column("approved_on", "批准日期"),
        Column("filed_on", "备案日期"),
        Column("note", "备注"),
    ),
)
INSPECTIONS = Table(
    "inspections",
    "抽查核查",
    "inspection_id",
    (
        key("inspection_id", "核查编号"),
        link("case_id", "案件编号", "cases", required=False),
        Column("kind", "种类"),
        Column("inspected_on", "日期"),
        Column("inspector", "核查人"),
        Column("result", "结果"),
        Column("note", "备注"),
    ),
)
DOCUMENTS = Table(
    "documents",
    "文书",
    "document_id",
    (
        key("document_id", "文书编号"),
        link("case_id", "案件编号", "cases", required=False),
        Column("kind", "种类"),
        Column("number", "文号"),
        Column("title", "标题"),
        Column("issued_on", "日期"),
        Column("file_name", "文件名"),
        Column("sha256", "文件校验值"),
    ),
)
UNITS = Table(
    "units",
    "单位",
    "code",
    (
        key("code", "单位代码"),
        Column("name", "单位名称", required=True),
        Column("kind", "类别"),
        Column("initials", "拼音首字母"),
        Column("sort", "排序", "INTEGER"),
        Column("valid_from", "启用日期"),
        Column("valid_to", "停用日期"),
    ),
)
PROBLEM_TYPES = Table(
    "problem_types",
    "问题类型表",
    "code",
    (
        key("code", "类型代码"),
        Column("family", "大类", required=True),
        Column("name", "名称", required=True),
        Column("name_en", "英文名称"),
        Column("task", "任务", "INTEGER"),
        Column("lead_unit", "牵头部门"),
        Column("basis", "依据"),
        Column("remedies", "整治措施"),
        Column("evidence", "销号材料"),
        Column("valid_from", "启用日期"),
        Column("valid_to", "停用日期"),
    ),
)
LAND_CLASSES = Table(
    "land_classes",
    "地类表",
    "code",
    (
        key("code", "地类编码"),
        Column("name", "地类名称", required=True),
        Column("level1", "一级类"),
        Column("class3", "三大类"),
        Column("grp", "专项分组", help="GD YD LD CD SS QN JS WL"),
        Column("origin", "来源", help="standard, or the class table it was imported from"),
        Column("valid_from", "启用日期"),
        Column("valid_to", "停用日期"),
    ),
)
RULES = Table(
    "rules",
    "建议规则",
    "code",
    (
        key("code", "规则代码"),
        Column("sort", "顺序", "INTEGER"),
        Column("description", "说明"),
        Column("clause", "依据"),
    ),
)
SETTINGS = Table(
    "settings",
    "设置",
    "key",
    (
        key("key", "键"),
        Column("value", "值"),
    ),
)

PACKAGE_BASE = Table(
    "package_base",
    "外业包底本",
    "case_id",
    (
        key("case_id", "案件编号"),
        Column("row", "底本", required=True, help="canonical JSON of the case as packed; empty in a county's ledger"),
    ),
)
CONFLICTS = Table(
    "conflicts",
    "合并冲突",
    "conflict_id",
    (
        key("conflict_id", "冲突编号"),
        link("case_id", "案件编号", "cases"),
        Column("field", "字段", required=True),
        Column("state", "状态", required=True, help="open, resolved or withdrawn"),
        Column("base", "原值", help="JSON of the value both sides started from"),
        Column("candidates", "各方取值", required=True, help="JSON of every side: value, role, actor, at, event"),
        Column("chosen", "选定值", help="JSON of the value a person chose"),
        Column("updated_at", "更新时间", required=True),
        Column("updated_by", "更新人", required=True),
    ),
)

TABLES = (
    DELIVERIES,
    CASES,
    CLUES,
    PIECES,
    EVENTS,
    EVIDENCE,
    EVIDENCE_LINKS,
    PLANS,
    INSPECTIONS,
    DOCUMENTS,
    UNITS,
    PROBLEM_TYPES,
    LAND_CLASSES,
    RULES,
    SETTINGS,
    PACKAGE_BASE,
    CONFLICTS,
)
TABLES_BY_NAME = {table.name: table for table in TABLES}

ENUMERATIONS = (
    "source_kind",
    "land_class",
    "since_2021",
    "problem_type",
    "verdict",
    "unit",
    "confidence",
    "tier",
    "status",
)

# What a person decides: never overwritten by a later run of the rules.
PERSON_COLUMNS = (
    "problem_type",
    "verdict",
    "responsible_unit",
    "lead_unit",
    "subject",
    "occurred_on",
    "priority",
    "supervision",
    "inspector",
    "inspected_at",
    "confidence",
    "note",
    "tier",
    "measures",
    "deadline",
)
