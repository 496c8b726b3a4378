# SPDX-License-Identifier: GPL-2.0-or-later
"""What is installed is complete, the same on every build, and accepted by the plugin repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

import check_zip
import link
import stage

ROOT = stage.ROOT
REQUIRED = ("__init__.py", "metadata.txt", "LICENSE", "README.md", "resources/icons/icon.png", "core/errors.py")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what is packed, so that an edit meanwhile does not disturb the comparison."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in (stage.PACKAGE, "resources", "i18n"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("metadata.txt", "CHANGELOG.md", *stage.TOP_FILES):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def archive(checkout: Path) -> Path:
    """Return a freshly built archive."""
    return stage.build_zip(stage.stage(checkout / "build" / stage.PACKAGE, checkout), checkout / "plugin.zip")


def rewritten(archive: Path, target: Path, *, leave_out: str = "", extra: tuple[str, str, int] = ("", "", 0)) -> Path:
    """Return a copy of an archive with one entry less or one entry (name, text, mode) more."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as copy:
        for info in source.infolist():
            if info.filename not in (f"{stage.PACKAGE}/{leave_out}", extra[0]):
                copy.writestr(info, source.read(info))
        if extra[0]:
            info = zipfile.ZipInfo(extra[0])
            info.external_attr = (0o100000 | extra[2]) << 16
            copy.writestr(info, extra[1])
    return target


def test_the_archive_passes_every_rule_of_the_repository(archive: Path) -> None:
    assert check_zip.archive_problems(archive) == []


def test_the_archive_holds_what_the_plugin_needs_and_nothing_else(checkout: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        infos = opened.infolist()
    names = [info.filename for info in infos]
    assert {f"{stage.PACKAGE}/{name}" for name in REQUIRED} <= set(names)
    assert any(name.endswith("_zh_CN.qm") for name in names), "run make i18n first"
    assert not [name for name in names if re.search(r"/tests/|\.ts$|\.pyc$|/\.|__pycache__|pyproject|Makefile", name)]
    assert names == sorted(names)
    assert {info.external_attr >> 16 for info in infos} == {0o100644}
    shipped = {name for name in names if name.endswith(".py")}
    written = (checkout / stage.PACKAGE).rglob("*.py")
    assert shipped == {path.relative_to(checkout).as_posix() for path in written}


def test_two_builds_are_the_same_bytes(tmp_path: Path, checkout: Path, archive: Path) -> None:
    for path in (checkout / stage.PACKAGE).rglob("*.py"):
        path.touch()  # another checkout has other times
    again = stage.build_zip(stage.stage(tmp_path / stage.PACKAGE, checkout), tmp_path / "again.zip")
    assert again.read_bytes() == archive.read_bytes()
    (tmp_path / stage.PACKAGE / "README.md").write_text("other", encoding="utf-8")
    other = stage.build_zip(tmp_path / stage.PACKAGE, tmp_path / "other.zip")
    assert other.read_bytes() != archive.read_bytes()


@pytest.mark.parametrize(
    ("name", "text", "mode", "expected"),
    [
        ("anyue_farmland_plugin/../evil.py", "", 0o644, "unsafe path"),
        ("/anyue_farmland_plugin/evil.py", "", 0o644, "one top folder"),
        ("anyue_farmland_plugin/.hidden", "", 0o644, "hidden file"),
        ("anyue_farmland_plugin/tests/test_x.py", "", 0o644, "unwanted folder"),
        ("anyue_farmland_plugin/setup.sh", "", 0o644, "suspicious type"),
        ("anyue_farmland_plugin/x.py", "", 0o755, "executable bit"),
        ("second/x.py", "", 0o644, "one top folder"),
        ("anyue_farmland_plugin/x.py", "assert True\n", 0o644, "B101"),
        ("anyue_farmland_plugin/x.py", "import os\n", 0o644, "F401"),
        ("anyue_farmland_plugin/x.py", 'password = "sWt4' + 'k9Qx7Zp2"\n', 0o644, "Secret Keyword"),
        ("anyue_farmland_plugin/metadata.txt", "[general]\nname=A plugin\nversion=x\n", 0o644, "name contains"),
        ("anyue_farmland_plugin/metadata.txt", "[general]\nabout=50 % of\n", 0o644, "metadata.txt: '%'"),
    ],
)
def test_the_check_sees_what_the_repository_would_refuse(
    tmp_path: Path, archive: Path, *, name: str, text: str, mode: int, expected: str
) -> None:
    spoilt = rewritten(archive, tmp_path / "spoilt.zip", extra=(name, text, mode))
    problems = check_zip.structure_problems(spoilt)
    if not problems:
        problems = check_zip.archive_problems(spoilt)
    assert any(expected in problem for problem in problems), problems


@pytest.mark.parametrize("name", ["LICENSE", "metadata.txt", "resources/icons/icon.png"])
def test_the_check_misses_a_file(tmp_path: Path, archive: Path, name: str) -> None:
    spoilt = rewritten(archive, tmp_path / "spoilt.zip", leave_out=name)
    assert any("is missing" in problem for problem in check_zip.structure_problems(spoilt))


def test_the_manifest_promises_what_the_house_decided() -> None:
    parser = ConfigParser()
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    general = parser["general"]
    assert general["qgisMinimumVersion"] == "3.22"
    assert general["qgisMaximumVersion"] == "3.99"
    assert general["hasProcessingProvider"] == "yes"
    assert general["license"] == "GPL-2.0-or-later"
    assert re.search(r"[\u4e00-\u9fff]", general["description"])
    assert re.search(r"[\u4e00-\u9fff]", general["about"])
    for package in ("shapely", "numpy", "pyogrio", "openpyxl"):
        assert package in general["about"], f"{package} is needed but not declared"


def test_the_changelog_opens_with_the_version_of_the_manifest() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert newest
    assert newest[1] == stage.version()
    injected = stage.manifest().split("changelog=")[1]
    assert injected.startswith(f"Version {stage.version()}")
    assert all(line.startswith("    ") for line in injected.splitlines()[1:])


LOCATE = """
import sys
sys.path.insert(0, sys.argv[1])
from anyue_farmland_plugin import about, paths
for path in (paths.root(), paths.metadata(), paths.icon("icon"), paths.translations()):
    if not path.exists():
        sys.exit("missing: " + str(path))
sys.stdout.write(str(paths.root()) + "|" + about.version())
"""


def locate(folder: Path) -> str:
    """Import the package from a folder in a fresh Python and return where it finds its files."""
    command = [sys.executable, "-B", "-c", LOCATE, str(folder)]
    result = subprocess.run(command, cwd=folder, env={}, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_the_package_finds_its_files_in_checkout_link_and_archive(tmp_path: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "unzipped")
    linked = link.link(tmp_path / "profile")
    version = stage.version()
    assert locate(ROOT) == f"{ROOT}|{version}"
    assert locate(tmp_path / "unzipped") == f"{tmp_path / 'unzipped' / stage.PACKAGE}|{version}"
    assert locate(linked.parent) == f"{linked}|{version}"


def test_link_and_unlink_leave_others_alone(tmp_path: Path) -> None:
    other = tmp_path / "python" / "plugins" / "other" / "metadata.txt"
    other.parent.mkdir(parents=True)
    other.write_text("kept", encoding="utf-8")
    link.link(tmp_path)
    folder = link.link(tmp_path)
    assert (folder / "core").resolve() == ROOT / stage.PACKAGE / "core"
    link.unlink(tmp_path)
    assert not folder.exists()
    assert (ROOT / stage.PACKAGE / "core" / "errors.py").is_file(), "unlink removed the checkout's own files"
    assert other.read_text(encoding="utf-8") == "kept"
    stage.stage(folder)
    with pytest.raises(SystemExit, match="installed copy"):
        link.link(tmp_path)
    link.unlink(tmp_path)
    assert (folder / "metadata.txt").is_file(), "unlink removed an installed copy"


def test_enabling_keeps_the_other_settings(tmp_path: Path) -> None:
    settings = tmp_path / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir()
    settings.write_text("[locale]\nuserLocale=zh-Hans\n[PythonPlugins]\nOther=true\n", encoding="utf-8")
    link.enable(tmp_path)
    text = settings.read_text(encoding="utf-8")
    for line in ("userLocale=zh-Hans", "Other=true", "anyue_farmland_plugin=true", "processing=true"):
        assert line in text.splitlines()
