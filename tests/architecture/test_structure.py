# SPDX-License-Identifier: GPL-2.0-or-later
"""The package keeps to its own structure: one-way imports, small pieces, typed signatures, nothing forbidden."""

from __future__ import annotations

import statistics
from collections.abc import Callable

import pytest

from tests.architecture import rules
from tests.architecture.source import FREE_ROOMS, Module, code_lines, modules, parse

HEAD = '# SPDX-License-Identifier: GPL-2.0-or-later\n"""Why."""\n\nfrom __future__ import annotations\n\n'
Rule = Callable[[Module], list[str]]
RULES: tuple[Rule, ...] = (
    rules.import_breaches,
    rules.forbidden_imports,
    rules.forbidden_code,
    rules.size_breaches,
    rules.parameter_breaches,
    rules.annotation_breaches,
    rules.head_breaches,
    rules.runtime_unions,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule: Rule) -> None:
    breaches = [breach for module in modules() for breach in rule(module)]
    assert not breaches, "\n" + "\n".join(breaches)


@pytest.mark.parametrize(
    ("rule", "place", "code"),
    [
        (rules.import_breaches, "core/x.py", "import qgis.core"),
        (rules.import_breaches, "core/x.py", "from osgeo import ogr"),
        (rules.import_breaches, "core/x.py", "import pyproj"),
        (rules.import_breaches, "core/x.py", "from anyue_farmland_plugin.ledger import connection"),
        (rules.import_breaches, "core/x.py", "from anyue_farmland_plugin import ledger"),
        (rules.import_breaches, "core/x.py", "from . import errors"),
        (rules.import_breaches, "core/x.py", "def f() -> None:\n    import pyogrio"),
        (rules.import_breaches, "ledger/x.py", "from anyue_farmland_plugin.workflow import tag"),
        (rules.import_breaches, "ledger/x.py", "import pyogrio"),
        (rules.import_breaches, "intake/x.py", "from anyue_farmland_plugin.ledger import blob"),
        (rules.import_breaches, "workflow/x.py", "from qgis.core import QgsTask"),
        (rules.import_breaches, "sample/x.py", "from anyue_farmland_plugin.workflow import detect"),
        (rules.import_breaches, "bridge/x.py", "from qgis.gui import QgisInterface"),
        (rules.import_breaches, "bridge/x.py", "from qgis.PyQt.QtWidgets import QWidget"),
        (rules.import_breaches, "processing_provider/x.py", "from anyue_farmland_plugin.gui import actions"),
        (rules.import_breaches, "extras/x.py", ""),
        (rules.forbidden_imports, "gui/x.py", "from PyQt5.QtCore import Qt"),
        (rules.forbidden_imports, "gui/x.py", "from qgis._core import Qgis"),
        (rules.forbidden_imports, "gui/x.py", "from qgis.utils import iface"),
        (rules.forbidden_imports, "core/x.py", "import urllib.request"),
        (rules.forbidden_imports, "core/x.py", "from urllib import request"),
        (rules.forbidden_imports, "core/x.py", "import pickle"),
        (rules.forbidden_code, "core/x.py", "print(1)"),
        (rules.forbidden_code, "core/x.py", "assert 1"),
        (rules.forbidden_code, "core/x.py", "eval('1')"),
        (rules.forbidden_code, "gui/x.py", "menu.exec_()"),
        (rules.forbidden_code, "core/x.py", "try:\n    pass\nexcept:\n    pass"),
        (rules.size_breaches, "core/x.py", "def f() -> None:\n" + "    f()\n" * 60),
        (rules.size_breaches, "core/x.py", "class C:\n" + "    a: int\n" * 250),
        (rules.size_breaches, "core/x.py", "f()\n" * 400),
        (rules.size_breaches, "plugin.py", "f()\n" * 150),
        (rules.parameter_breaches, "core/x.py", "def f(a: int, b: int, c: int, d: int, *, e: int, g: int) -> int: 0"),
        (rules.annotation_breaches, "core/x.py", "def f(a) -> None: ..."),
        (rules.annotation_breaches, "core/x.py", "def f(a: int): ..."),
        (rules.annotation_breaches, "core/x.py", "def f(*a) -> None: ..."),
        (rules.head_breaches, "core/utils.py", ""),
        (rules.runtime_unions, "core/x.py", "Maybe = int | None"),
    ],
)
def test_the_rule_sees_a_breach(rule: Rule, place: str, code: str) -> None:
    assert rule(parse(place, HEAD + code))


def test_the_rules_leave_sound_code_alone() -> None:
    code = (
        "import re\nimport sqlite3\nfrom shapely import wkb\n"
        "from anyue_farmland_plugin.core.errors import LedgerError\n\nTABLE = (\n" + "    1,\n" * 500 + ")\n\n\n"
        "class Reader:\n    def read(self, path: str, *, limit: int = 0) -> int:\n"
        "        re.compile('x')\n        try:\n            return 1\n"
        "        except ValueError:\n            raise LedgerError\n"
    )
    module = parse("ledger/x.py", HEAD + code)
    assert [breach for rule in RULES for breach in rule(module)] == []


def test_modern_syntax_is_refused() -> None:
    with pytest.raises(SyntaxError):
        parse("core/x.py", HEAD + "match 1:\n    case 1:\n        pass\n")


def test_everything_is_caught_only_at_the_four_borders() -> None:
    found = [(module.room, breach) for module in modules() for breach in rules.broad_excepts(module)]
    assert [breach for room, breach in found if room not in rules.BORDER_ROOMS] == []
    assert len(found) <= 4, found
    assert rules.broad_excepts(parse("core/x.py", "try:\n    f()\nexcept (OSError, Exception):\n    g()"))


def test_a_typical_module_is_short() -> None:
    assert statistics.median(code_lines(module) for module in modules()) <= 150


def test_the_rooms_are_there() -> None:
    rooms = {module.room for module in modules()}
    assert rooms.issuperset(FREE_ROOMS), sorted(set(FREE_ROOMS) - rooms)
