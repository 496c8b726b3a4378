# SPDX-License-Identifier: GPL-2.0-or-later
"""Hides names, phone and identity numbers of persons in what leaves the house without need for them."""

from __future__ import annotations

import json
import re
from typing import Mapping, Optional

from anyue_farmland_plugin.core.personal_numbers import HIDDEN, mask_numbers

# Names of delivered columns that hold a person, in the words and pinyin codes deliveries use.
_PERSON = re.compile(
    r"姓名|户主|承包方|当事人|联系|电话|手机|身份证|证件|权利人|经办|负责人|使用人"
    r"|(?:^|_)(?:XM|HZ|CBFMC|CBF|DSR|LXR|LXDH|LXFS|DH|SJH|SFZ|SFZH|ZJHM|QLR|SYR|FZR)(?:$|_)",
    re.IGNORECASE,
)
# A subject that names a body, not a person.
_BODY = re.compile(
    r"公司|合作社|企业|农场|局|政府|委员会|村委|管委会|办事处|学校|医院|中心|集团|协会"
    r"|[厂场组部院站所队村镇乡]$"
)


def mask_name(text: str) -> str:
    """Return a person's name as its first letter; the name of a body stays."""
    text = mask_numbers(text)
    if not text or _BODY.search(text):
        return text
    return text[0] + HIDDEN * max(1, len(text) - 1)


def masked_case(case: Mapping) -> dict:
    """Return a case whose subject is not named; notes lose phone and identity numbers."""
    return {
        **case,
        "subject": _masked(case["subject"], names=True),
        "note": _masked(case["note"]),
        "measures": _masked(case["measures"]),
        "location": _masked(case["location"]),
    }


def masked_clue(clue: Mapping) -> dict:
    """Return a clue whose delivered columns name nobody."""
    return {**clue, "attributes": _masked_json(clue["attributes"])}


def masked_delivery(delivery: Mapping) -> dict:
    """Return a delivery without numbers of persons in its name and batch."""
    return {**delivery, "name": _masked(delivery["name"]), "batch": _masked(delivery["batch"])}


def masked_value(field: str, value: object) -> object:
    """Return a value of a delivered column: names hidden where the column's name says it holds one."""
    return _masked_value(value, names=_PERSON.search(field) is not None)


def _masked(text: Optional[str], *, names: bool = False) -> Optional[str]:
    if text is None:
        return None
    return mask_name(text) if names else mask_numbers(text)


def _masked_json(text: Optional[str]) -> Optional[str]:
    try:
        found = json.loads(text or "")
    except ValueError:
        return _masked(text)
    if not isinstance(found, dict):
        return _masked(text)
    masked = {name: masked_value(name, value) for name, value in found.items()}
    return text if masked == found else json.dumps(masked, ensure_ascii=False, sort_keys=True)


def _masked_value(value: object, *, names: bool) -> object:
    if names and isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(int(value)) if float(value).is_integer() else str(value)
    return _masked(value, names=names) if isinstance(value, str) else value
