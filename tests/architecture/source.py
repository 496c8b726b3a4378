# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the package's modules as syntax trees for the tests of its structure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Union

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "anyue_farmland_plugin"
FREE_ROOMS = ("core", "vetting", "intake", "ledger", "export", "workflow", "sample", "cluster")
QGIS_ROOMS = ("bridge", "processing_provider", "gui")
FunctionNode = Union[ast.FunctionDef, ast.AsyncFunctionDef]


@dataclass(frozen=True)
class Module:
    """One file of the package: its place, text and tree."""

    place: str  # below the package: "core/errors.py"
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """Return the first folder, or the module's own name at the top level."""
        return self.place.split("/")[0].removesuffix(".py")

    @property
    def dotted(self) -> str:
        """Return the import name."""
        return ".".join([PACKAGE, *self.place.removesuffix(".py").removesuffix("/__init__").split("/")])

    def functions(self) -> Iterator[FunctionNode]:
        """Yield every function and method, nested ones too."""
        yield from (n for n in ast.walk(self.tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)))

    def classes(self) -> Iterator[ast.ClassDef]:
        """Yield every class."""
        yield from (n for n in ast.walk(self.tree) if isinstance(n, ast.ClassDef))

    def imports(self) -> Iterator[tuple[int, str]]:
        """Yield (line, full name) of everything imported; ``from a import b`` gives ``a.b``."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def parse(place: str, text: str) -> Module:
    """Return the module; text that Python 3.9 cannot read raises SyntaxError."""
    return Module(place, text, ast.parse(text, place, feature_version=(3, 9)))


@cache
def modules() -> tuple[Module, ...]:
    """Return all modules of the package in order of their place."""
    folder = ROOT / PACKAGE
    return tuple(
        parse(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
    )


def length(node: ast.AST) -> int:
    """Return how many lines a node spans."""
    return node.end_lineno - node.lineno + 1  # type: ignore[attr-defined,no-any-return]


def code_lines(module: Module) -> int:
    """Return a module's lines without pure tables (top-level assignments)."""
    tables = sum(length(n) for n in module.tree.body if isinstance(n, (ast.Assign, ast.AnnAssign)))
    return len(module.text.splitlines()) - tables
