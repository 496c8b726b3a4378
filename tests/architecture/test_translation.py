# SPDX-License-Identifier: GPL-2.0-or-later
"""Every text a user can see is in the Chinese translation, with the same placeholders."""

from __future__ import annotations

from pathlib import Path

import pytest

import i18n
from catalogue import PACKAGE, collect

ROOT = i18n.ROOT

MODULE = '''
from anyue_farmland_plugin.core.i18n import translate
from qgis.PyQt.QtCore import QCoreApplication, QObject


def sentence(layer: str) -> str:
    return translate(
        "Intake",
        "{layer} has no rows. "
        "Check the file & its <name>.",
    ).format(layer=layer)


class Dock(QObject):
    def title(self) -> str:
        return self.tr("Cases")


class CaseDock(Dock):
    def hint(self) -> str:
        return self.tr("Open", "verb") + QCoreApplication.translate("Menu", "Open")


class Base:
    def tr(self, text: str) -> str:
        return QCoreApplication.translate("Processing", text)


class Overlay(Base):
    def name(self) -> str:
        return self.tr("Overlay")
'''


def checkout(folder: Path, code: str = MODULE) -> Path:
    """Return a small checkout with one module and one form."""
    package = folder / PACKAGE
    package.mkdir()
    (package / "x.py").write_text(code, encoding="utf-8")
    forms = folder / "resources" / "ui"
    forms.mkdir(parents=True)
    form = '<ui><class>Form</class><widget><string>Save</string><string notr="true">1:1</string></widget></ui>'
    (forms / "form.ui").write_text(form, encoding="utf-8")
    return folder


def test_strings_are_found_in_the_context_qt_looks_in(tmp_path: Path) -> None:
    messages, errors = collect(checkout(tmp_path))
    assert errors == []
    assert {message.key for message in messages} == {
        ("Intake", "{layer} has no rows. Check the file & its <name>.", ""),
        ("Dock", "Cases", ""),
        ("CaseDock", "Cases", ""),  # PyQt asks in the context of the object's own class
        ("CaseDock", "Open", "verb"),
        ("Menu", "Open", ""),
        ("Processing", "Overlay", ""),
        ("Form", "Save", ""),
    }


@pytest.mark.parametrize(
    "call",
    ['translate("C", f"{x}")', 'translate("C", x)', 'translate("C", "a".format(x))', 'tr("a")', 'self.tr("a")'],
)
def test_what_cannot_be_translated_is_an_error(tmp_path: Path, call: str) -> None:
    assert collect(checkout(tmp_path, f"def f(x):\n    return {call}\n"))[1]


def test_an_update_keeps_finished_translations(tmp_path: Path) -> None:
    messages, _ = collect(checkout(tmp_path))
    file = tmp_path / "zh.ts"
    texts = i18n.merge(messages, {})
    assert i18n.fill(texts, {"Dock": {"Cases": "案件 <全部> & 其他"}, "Form": {"Gone": "无"}}) == [
        "no such string: [Form] Gone"
    ]
    i18n.write_ts(file, messages, texts)
    first = file.read_bytes()
    known = i18n.read_translations(file)
    assert known == {("Dock", "Cases", ""): "案件 <全部> & 其他"}
    again = i18n.merge(list(reversed(messages)), known)
    assert again["CaseDock", "Cases", ""] == "案件 <全部> & 其他"
    i18n.write_ts(file, list(reversed(messages)), i18n.merge(messages, known) | {("CaseDock", "Cases", ""): ""})
    assert file.read_bytes() == first


def test_a_translation_with_other_placeholders_is_refused(tmp_path: Path) -> None:
    messages, _ = collect(checkout(tmp_path))
    source = "{layer} has no rows. Check the file & its <name>."
    assert i18n.fill(i18n.merge(messages, {}), {"Intake": {source: "{图层}没有记录"}}) == [
        f"placeholders differ: [Intake] {source}"
    ]


def test_every_text_of_the_package_can_be_translated() -> None:
    messages, errors = collect(ROOT)
    assert errors == []
    assert len(messages) > 50


def test_the_translation_is_complete() -> None:
    messages, _ = collect(ROOT)
    known = i18n.read_translations(i18n.TS_FILE)
    missing = sorted(f"[{m.context}] {m.source}" for m in messages if m.key not in known)
    assert not missing, f"{len(missing)} texts have no translation:\n" + "\n".join(missing[:40])


def test_translations_use_the_placeholders_of_their_source() -> None:
    known = i18n.read_translations(i18n.TS_FILE)
    wrong = [key for key, text in known.items() if i18n.placeholders(key[1]) != i18n.placeholders(text)]
    assert not wrong
