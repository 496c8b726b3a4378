# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds every translatable string of the package, with the context Qt will look it up in at run time."""

from __future__ import annotations

import ast
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

PACKAGE = "anyue_farmland_plugin"
FORWARDERS = ("core/i18n.py", "bridge/i18n.py")  # hand on what others pass in; no literals there


@dataclass
class Message:
    """One source text in one context, and the files that use it."""

    context: str
    source: str
    comment: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what identifies the message in a .ts file."""
        return (self.context, self.source, self.comment)


@dataclass
class ClassFacts:
    """What decides the context of ``self.tr`` in a class."""

    name: str
    bases: list[str]
    own_context: Optional[str] = None  # the literal context of the class's own tr method


@dataclass
class Found:
    """A call as written: context or (when None) the class it stands in."""

    context: Optional[str]
    class_name: Optional[str]
    source: str
    comment: str
    file: str


class Reader(ast.NodeVisitor):
    """Collects translation calls and class facts of one module."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Found] = []
        self.classes: list[ClassFacts] = []
        self.errors: list[str] = []
        self._stack: list[str] = []
        self._in_tr = False

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Remember the class, then read its body in its context."""
        bases = [b.id if isinstance(b, ast.Name) else getattr(b, "attr", "") for b in node.bases]
        self.classes.append(ClassFacts(node.name, bases))
        self._stack.append(node.name)
        self.generic_visit(node)
        self._stack.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Read a function; a method called tr defines the class's context."""
        if node.name == "tr" and self._stack:
            calls = [n for n in ast.walk(node) if isinstance(n, ast.Call) and call_name(n) == "translate"]
            if calls and calls[0].args:
                self.classes[-1].own_context = literal(calls[0].args[0])
            return
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Take ``translate("Context", "text"[, "comment"])`` and ``self.tr("text"[, "comment"])``."""
        name = call_name(node)
        if name == "translate" and not self.file.endswith(FORWARDERS) and len(node.args) >= 2:
            self._add(node, [literal(argument) for argument in node.args])
        elif name == "tr":
            if isinstance(node.func, ast.Name) or not self._stack:
                self.errors.append(f"{self.file}:{node.lineno}: tr() outside a class has no context")
            else:
                self._add(node, [None, *(literal(argument) for argument in node.args)])
        self.generic_visit(node)

    def _add(self, node: ast.Call, arguments: list[Optional[str]]) -> None:
        wanted = arguments[1:] if call_name(node) == "tr" else arguments
        if not wanted or None in wanted or node.keywords or len(arguments) > 3:
            self.errors.append(f"{self.file}:{node.lineno}: only literals can be translated")
            return
        context, source, comment = [*arguments, ""][:3]
        owner = self._stack[-1] if self._stack else None
        self.found.append(Found(context, owner, source or "", comment or "", self.file))


def call_name(node: ast.Call) -> str:
    """Return the last part of what is called: ``x.y.tr()`` gives ``tr``."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def literal(node: ast.expr) -> Optional[str]:
    """Return the text of a string literal (adjacent literals are one), else None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def read_ui(path: Path, file: str) -> Iterator[Found]:
    """Yield the translatable texts of a Qt Designer file."""
    tree = ET.parse(path).getroot()
    context = tree.findtext("class", path.stem)
    for node in tree.iter("string"):
        if node.text and node.get("notr") != "true":
            yield Found(context, None, node.text, node.get("comment", ""), file)


def contexts_of(name: str, classes: dict[str, ClassFacts]) -> list[str]:
    """Return where ``self.tr`` of that class looks: a fixed context, or the class and its heirs."""
    facts: Optional[ClassFacts] = classes.get(name)
    while facts is not None:
        if facts.own_context:
            return [facts.own_context]
        facts = next((classes[base] for base in facts.bases if base in classes), None)
    heirs = [name]
    for heir in heirs:  # grows while read: PyQt asks in the context of the object's own class
        heirs += [c.name for c in classes.values() if heir in c.bases and c.name not in heirs]
    return heirs


def collect(root: Path) -> tuple[list[Message], list[str]]:
    """Return all messages of the checkout at ``root`` and complaints about untranslatable calls."""
    found: list[Found] = []
    errors: list[str] = []
    classes: dict[str, ClassFacts] = {}
    for path in sorted((root / PACKAGE).rglob("*.py")):
        reader = Reader(path.relative_to(root).as_posix())
        reader.visit(ast.parse(path.read_text(encoding="utf-8")))
        found += reader.found
        errors += reader.errors
        classes.update((facts.name, facts) for facts in reader.classes)
    for path in sorted((root / "resources").rglob("*.ui")):
        found += read_ui(path, path.relative_to(root).as_posix())
    messages: dict[tuple[str, str, str], Message] = {}
    for call in found:
        contexts = [call.context] if call.context else contexts_of(call.class_name or "", classes)
        for context in contexts:
            message = Message(context, call.source, call.comment)
            messages.setdefault(message.key, message).files.add(call.file)
    return list(messages.values()), errors
