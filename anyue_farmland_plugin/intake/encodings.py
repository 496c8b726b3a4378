# SPDX-License-Identifier: GPL-2.0-or-later
"""The text encoding of a .dbf: GBK without any declaration is the usual delivery fault."""

from __future__ import annotations

import re
import struct
from typing import Optional

SAMPLE_BYTES = 4_000_000
_HEADER = struct.Struct("<4xIHH20x")
_NO_LANGUAGE = 0
_LANGUAGE_BYTE = 29
_FIELD_SIZE = 32
_NOT_ASCII = re.compile(rb"[^\x00-\x7f]")


def dbf_encoding(content: bytes, code_page: Optional[str] = None) -> Optional[str]:
    """Return the encoding to force on a .dbf, or None where its own declaration holds.

    ``content`` is the file or its first megabytes, ``code_page`` the text of its .cpg.
    UTF-8 is tried first, then GBK; a declaration is overruled only if it claims UTF-8 over
    bytes that are not.
    """
    if len(content) < _FIELD_SIZE:
        return None
    texts = [text for text in _texts(content) if _NOT_ASCII.search(text)]
    if not texts:
        return None
    declared_utf8 = code_page is not None and re.sub(r"[^0-9a-z]", "", code_page.lower()) in ("utf8", "65001")
    if declared_utf8 and _is_utf8(texts):
        return None
    undeclared = code_page is None and content[_LANGUAGE_BYTE] == _NO_LANGUAGE
    if not undeclared and not declared_utf8:
        return None
    if _is_utf8(texts):
        return "UTF-8"
    return "GBK" if _is_gbk(texts) else None


def _texts(content: bytes) -> list[bytes]:
    """Return field names and text values, padding stripped."""
    rows, header_size, row_size = _HEADER.unpack_from(content)
    names, spans, offset = [], [], 1
    for start in range(_FIELD_SIZE, min(header_size, len(content)) - _FIELD_SIZE, _FIELD_SIZE):
        field = content[start : start + _FIELD_SIZE]
        if field[0] in (0x0D, 0x00):
            break
        names.append(field[:11].split(b"\0")[0])
        if field[11:12] == b"C":
            spans.append((offset, offset + field[16]))
        offset += field[16]
    values = [
        content[start + begin : start + end].rstrip(b" \0")
        for start in range(header_size, min(header_size + rows * row_size, len(content)), max(row_size, 1))
        for begin, end in spans
    ]
    return names + values


def _is_utf8(texts: list[bytes]) -> bool:
    return all(_decodes(text, "utf-8", 3) for text in texts)


def _is_gbk(texts: list[bytes]) -> bool:
    """Tell whether the bytes are Chinese: two-byte characters, mostly of the common set."""
    if not all(_decodes(text, "gb18030", 1) for text in texts):
        return False
    characters = "".join(text.decode("gb18030", "ignore") for text in texts)
    chinese = [character for character in characters if character >= "\u2e80"]
    common = [character for character in chinese if _in_gb2312(character)]
    return len(chinese) > 0 and 2 * len(common) >= len(chinese)


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _decodes(text: bytes, encoding: str, cut: int) -> bool:
    """Tell whether the text decodes; up to ``cut`` last bytes may be a character cut off."""
    try:
        text.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start >= len(text) - cut and error.start > 0
    return True
