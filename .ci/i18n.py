# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps the translation source (.ts) in step with the code and compiles it (.qm).

pylupdate5 reads neither implicitly concatenated literals inside parentheses nor inherited contexts reliably,
and it knows nothing of core.i18n.translate; `catalogue` reads the syntax tree instead.

  i18n.py              update the .ts and compile it
  i18n.py compile      compile only
  i18n.py missing      print what has no translation, as JSON {context: {source: ""}}
  i18n.py fill FILE    take translations from such a JSON file
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from xml.sax.saxutils import escape

from catalogue import Message, collect

ROOT = Path(__file__).resolve().parent.parent
TS_FILE = ROOT / "i18n" / "anyue_farmland_plugin_zh_CN.ts"
Key = tuple[str, str, str]


def read_translations(path: Path) -> dict[Key, str]:
    """Return finished translations by (context, source, comment)."""
    found: dict[Key, str] = {}
    if not path.is_file():
        return found
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
            )
            translation = message.find("translation")
            if translation is not None and translation.text and not translation.get("type"):
                found[key] = translation.text
    return found


def merge(messages: list[Message], known: dict[Key, str]) -> dict[Key, str]:
    """Return a translation per message; one that only moved to another context keeps its text."""
    by_source: dict[str, str] = {}
    for (_, source, _), text in sorted(known.items()):
        by_source.setdefault(source, text)
    return {m.key: known.get(m.key) or by_source.get(m.source, "") for m in messages}


def write_ts(path: Path, messages: list[Message], texts: dict[Key, str]) -> None:
    """Write the .ts file sorted by context and source, the same bytes for the same strings."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", '<TS version="2.1" language="zh_CN">']
    for context in sorted({m.context for m in messages}):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for message in sorted((m for m in messages if m.context == context), key=lambda m: m.key):
            lines += ["    <message>"]
            lines += [f'        <location filename="../{name}"/>' for name in sorted(message.files)]
            lines += [f"        <source>{escape(message.source)}</source>"]
            lines += [f"        <comment>{escape(message.comment)}</comment>"] if message.comment else []
            text = texts[message.key]
            state = "" if text else ' type="unfinished"'
            lines += [f"        <translation{state}>{escape(text)}</translation>", "    </message>"]
        lines += ["</context>"]
    path.parent.mkdir(exist_ok=True)
    content = "\n".join([*lines, "</TS>", ""])
    if not path.is_file() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")


def compile_ts(path: Path) -> None:
    """Write the .qm beside the .ts with Qt's lrelease."""
    tool = next(filter(Path.exists, map(Path, ("/usr/lib/qt5/bin/lrelease",))), None) or shutil.which("lrelease")
    if tool is None:
        sys.exit("lrelease is missing; run `make setup`")
    subprocess.run(
        [str(tool), "-silent", "-nounfinished", str(path), "-qm", str(path.with_suffix(".qm"))], check=True
    )


def placeholders(text: str) -> list[str]:
    """Return the format fields of a message in alphabetical order."""
    return sorted(re.findall(r"\{[^{}]*\}|%n|%\d", text))


def fill(texts: dict[Key, str], new: dict[str, dict[str, str]]) -> list[str]:
    """Enter translations from {context: {source: text}}; return complaints."""
    complaints = []
    for context, entries in new.items():
        for source, text in entries.items():
            keys = [key for key in texts if key[:2] == (context, source)]
            if not keys:
                complaints.append(f"no such string: [{context}] {source}")
            elif text and placeholders(source) != placeholders(text):
                complaints.append(f"placeholders differ: [{context}] {source}")
            elif text:
                texts.update(dict.fromkeys(keys, text))
    return complaints


def main(arguments: list[str]) -> int:
    """Run one of the commands of the module's docstring."""
    command = arguments[0] if arguments else "update"
    if command == "compile" and TS_FILE.is_file():
        compile_ts(TS_FILE)
        return 0
    messages, errors = collect(ROOT)
    for error in errors:
        print(f"error: {error}", file=sys.stderr)
    texts = merge(messages, read_translations(TS_FILE))
    if command == "missing":
        missing: dict[str, dict[str, str]] = {}
        for context, source, _ in sorted(key for key, text in texts.items() if not text):
            missing.setdefault(context, {})[source] = ""
        print(json.dumps(missing, ensure_ascii=False, indent=1))
        return 0
    if command == "fill":
        for complaint in fill(texts, json.loads(Path(arguments[1]).read_text(encoding="utf-8"))):
            print(f"error: {complaint}", file=sys.stderr)
            errors.append(complaint)
    write_ts(TS_FILE, messages, texts)
    compile_ts(TS_FILE)
    open_count = sum(not text for text in texts.values())
    print(f"i18n: {len(texts)} strings, {open_count} without translation", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
