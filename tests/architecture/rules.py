# SPDX-License-Identifier: GPL-2.0-or-later
"""The structural rules as functions from a module to its breaches, so that the rules can be tested too."""

from __future__ import annotations

import ast
import sys

from tests.architecture.source import FREE_ROOMS, PACKAGE, QGIS_ROOMS, FunctionNode, Module, code_lines, length

STDLIB = frozenset(sys.stdlib_module_names)
QT_CORE = "qgis.PyQt.QtCore"
WINDOW_ROOMS = (*(room for room in FREE_ROOMS if room != "cluster"), *QGIS_ROOMS)  # clusters are for the command line

# room -> (rooms of the package it may import, other libraries it may import, by prefix of the full name)
MATRIX: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "core": (("core", "paths"), ("numpy", "shapely")),
    "vetting": (("core", "vetting"), ("shapely",)),
    "intake": (("core", "vetting", "intake"), ("numpy", "shapely", "pyogrio", "openpyxl")),
    "ledger": (("core", "vetting", "ledger"), ("shapely", "cryptography")),
    "export": (("core", "vetting", "ledger", "export", "about", "paths"), ("openpyxl",)),
    "workflow": (("core", "vetting", "intake", "ledger", "export", "workflow", "about", "paths"), ("numpy", "shapely")),
    "sample": (("core", "sample"), ("numpy", "shapely", "pyogrio")),
    "bridge": (
        ("core", "workflow", "bridge", "about", "paths"),
        ("qgis.core", QT_CORE, "qgis.PyQt.QtGui", "numpy", "shapely"),
    ),
    "processing_provider": (
        ("core", "workflow", "bridge", "processing_provider", "about", "paths"),
        ("qgis.core", QT_CORE, "qgis.PyQt.QtGui"),
    ),
    "cluster": (
        ("core", "intake", "workflow", "cluster", "about"),
        ("numpy", "shapely", "distributed", "dask", "pyarrow", "geopandas"),
    ),
    "gui": ((*WINDOW_ROOMS, "about", "paths"), ("qgis.core", "qgis.gui", "qgis.PyQt", "processing")),
    "plugin": (("core", "workflow", *QGIS_ROOMS, "about", "paths"), ("qgis.core", "qgis.gui", "qgis.PyQt")),
    "__init__": (("plugin",), ("qgis.gui",)),
    "about": (("paths",), ()),
    "paths": ((), ()),
    "cli": ((*FREE_ROOMS, "cli", "about", "paths"), ()),
    "__main__": (("cli",), ()),
}
ONLY_IN = {"pyproj": "core/crs.py"}

NETWORK = (
    "socket", "ssl", "http", "urllib.request", "urllib.error", "urllib3", "requests", "ftplib", "smtplib", "poplib",
    "imaplib", "telnetlib", "xmlrpc", "asyncio", "qgis.PyQt.QtNetwork", "qgis.core.QgsNetworkAccessManager",
    "qgis.core.QgsBlockingNetworkRequest", "qgis.core.QgsFileDownloader",
)  # fmt: skip
UNSAFE = ("pickle", "marshal", "shelve", "subprocess", "ctypes", "pip", "code", "imp")
QGIS_PRIVATE = ("PyQt5", "PyQt6", "sip", "qgis._core", "qgis._gui", "qgis._analysis", "qgis.utils.iface")
FORBIDDEN_CALLS = frozenset({"print", "eval", "exec", "compile", "__import__", "exec_", "system", "popen"})
VAGUE_NAMES = frozenset({"utils", "helpers", "common", "misc", "manager"})
BORDER_ROOMS = frozenset({"bridge", "processing_provider", "gui", "cli"})

MAX_FILE, MAX_FUNCTION, MAX_CLASS, MAX_PARAMETERS = 400, 60, 250, 5
MAX_PLUGIN = 150
PORTS = frozenset({"actor", "clock", "new_id", "progress"})


def within(name: str, prefixes: tuple[str, ...]) -> bool:
    """Tell whether a dotted name is one of the prefixes or lies below one."""
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


def import_breaches(module: Module) -> list[str]:
    """Return imports that the room's row of the matrix does not allow."""
    if module.room not in MATRIX:
        return [f"{module.place}: {module.room} is no room of the package"]
    rooms, libraries = MATRIX[module.room]
    breaches = []
    for line, name in module.imports():
        if name.startswith("."):
            allowed = False
        elif within(name, (PACKAGE,)):
            allowed = within(name, tuple(f"{PACKAGE}.{room}" for room in rooms))
        else:
            top = name.partition(".")[0]
            allowed = top in STDLIB or within(name, libraries) or ONLY_IN.get(top) == module.place
        if not allowed:
            breaches.append(f"{module.place}:{line}: {module.room} must not import {name}")
    return breaches


def forbidden_imports(module: Module) -> list[str]:
    """Return imports nobody may make: network, code execution, private Qt and QGIS modules."""
    banned = (*NETWORK, *UNSAFE, *QGIS_PRIVATE)
    return [f"{module.place}:{line}: {name}" for line, name in module.imports() if within(name, banned)]


def forbidden_code(module: Module) -> list[str]:
    """Return assert statements, forbidden calls, bare and (outside the borders) broad excepts."""
    breaches = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Assert):
            breaches.append(f"{module.place}:{node.lineno}: assert")
        elif isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            module_function = isinstance(called, ast.Attribute) and ast.unparse(called.value) == "re"
            if name in FORBIDDEN_CALLS and not module_function:
                breaches.append(f"{module.place}:{node.lineno}: {name}()")
        elif isinstance(node, ast.ExceptHandler) and node.type is None:
            breaches.append(f"{module.place}:{node.lineno}: bare except")
    return breaches


def broad_excepts(module: Module) -> list[str]:
    """Return the handlers that catch everything and do not raise it again after cleaning up."""
    return [
        f"{module.place}:{node.lineno}: except {ast.unparse(node.type)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and node.type is not None
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
        and {"Exception", "BaseException"} & {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
    ]


def size_breaches(module: Module) -> list[str]:
    """Return files, functions and classes over budget; tables at module level are exempt."""
    limit = MAX_PLUGIN if module.place == "plugin.py" else MAX_FILE
    breaches = [f"{module.place}: {code_lines(module)} lines"] if code_lines(module) > limit else []
    long = [node for node in module.functions() if length(node) > MAX_FUNCTION]
    big = [node for node in module.classes() if length(node) > MAX_CLASS]
    breaches += [f"{module.place}:{node.lineno}: {node.name} has {length(node)} lines" for node in (*long, *big)]
    return breaches


def parameters(function: FunctionNode) -> list[ast.arg]:
    """Return the parameters a caller fills, without self and cls."""
    spec = function.args
    named = [*spec.posonlyargs, *spec.args]
    if named and named[0].arg in ("self", "cls"):
        named = named[1:]
    return [*named, *spec.kwonlyargs]


def parameter_breaches(module: Module) -> list[str]:
    """Return functions with more than five parameters; person, clock, ids and progress passed in do not count."""
    counts = {function: [p for p in parameters(function) if p.arg not in PORTS] for function in module.functions()}
    return [
        f"{module.place}:{f.lineno}: {f.name} takes {len(found)} parameters"
        for f, found in counts.items()
        if len(found) > MAX_PARAMETERS
    ]


def annotation_breaches(module: Module) -> list[str]:
    """Return functions whose parameters or result have no type."""
    breaches = []
    for function in module.functions():
        every = [*parameters(function), *filter(None, (function.args.vararg, function.args.kwarg))]
        missing = [argument.arg for argument in every if argument.annotation is None]
        if function.returns is None:
            missing.append("return")
        if missing:
            breaches.append(f"{module.place}:{function.lineno}: {function.name}: {', '.join(missing)}")
    return breaches


def head_breaches(module: Module) -> list[str]:
    """Return what is missing at the top: licence, docstring, postponed annotations."""
    lines = module.text.splitlines()
    only_docstring = len(module.tree.body) == 1
    checks = {
        "no SPDX line": not lines or lines[0] != "# SPDX-License-Identifier: GPL-2.0-or-later",
        "no docstring": not ast.get_docstring(module.tree),
        "no postponed annotations": not only_docstring
        and all(name != "__future__.annotations" for _, name in module.imports()),
        "vague name": module.place.rsplit("/", 1)[-1].removesuffix(".py") in VAGUE_NAMES,
    }
    return [f"{module.place}: {what}" for what, broken in checks.items() if broken]


def runtime_unions(module: Module) -> list[str]:
    """Return ``X | None`` evaluated at run time, which Python 3.9 cannot."""
    return [
        f"{module.place}:{node.lineno}: {ast.unparse(node)}"
        for statement in module.tree.body
        if isinstance(statement, ast.Assign)
        for node in [statement.value]
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.BitOr)
        and any(isinstance(n, ast.Constant) and n.value is None for n in ast.walk(node))
    ]
