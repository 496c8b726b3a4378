# SPDX-License-Identifier: GPL-2.0-or-later
"""Applies the upload rules of plugins.qgis.org, so that an upload holds no surprise.

  check_zip.py zip FILE.zip    structure rules on the archive, then the scans on what it unpacks to
  check_zip.py folder FOLDER   the scans only
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from configparser import ConfigParser
from configparser import Error as ConfigError
from pathlib import Path

BIN = Path(sys.executable).parent
MAX_BYTES = 25 * 1024 * 1024
REQUIRED_FILES = ("__init__.py", "metadata.txt", "LICENSE")
REQUIRED_KEYS = (
    "name", "description", "about", "version", "qgisMinimumVersion", "author", "email",
    "tracker", "repository", "homepage",
)  # fmt: skip
BAD_PARTS = ("__pycache__", "__MACOSX", ".git", "tests")
BAD_SUFFIXES = {".pyc", ".so", ".dll", ".exe", ".sh", ".bat", ".cmd", ".ps1", ".ts", ".zip", ".whl"}
VERSION = re.compile(r"\d+\.\d+(\.\d+)?")


def name_problems(info: zipfile.ZipInfo) -> list[str]:
    """Return what is wrong with one entry's name and attributes."""
    name, parts = info.filename, Path(info.filename).parts
    mode = info.external_attr >> 16
    checks = {
        "unsafe path": name.startswith("/") or ".." in parts or "\\" in name or ":" in name,
        "hidden file": any(part.startswith(".") for part in parts),
        "unwanted folder": any(part in BAD_PARTS for part in parts),
        "suspicious type": Path(name).suffix.lower() in BAD_SUFFIXES,
        "executable bit": bool(mode & 0o111),
        "symbolic link": mode & 0o170000 == 0o120000,
        "not world readable": mode & 0o444 != 0o444,
    }
    return [f"{name}: {what}" for what, bad in checks.items() if bad]


def metadata_problems(text: str) -> list[str]:
    """Return what the repository would refuse in metadata.txt."""
    parser = ConfigParser()  # with interpolation, as QGIS reads it: a stray % sign makes a plugin unloadable
    try:
        parser.read_string(text)
        general = dict(parser["general"])
    except (ConfigError, KeyError) as error:
        return [f"metadata.txt: {error}"]
    problems = [f"metadata.txt: {key} is missing" for key in REQUIRED_KEYS if not general.get(key.lower())]
    checks = {
        "name contains 'plugin'": "plugin" in general.get("name", "").lower(),
        "version is not a number": not VERSION.fullmatch(general.get("version", "")),
        "author contains a slash": "/" in general.get("author", ""),
        "HTML in about": bool(re.search(r"<[a-z/]", general.get("about", "") + general.get("description", ""))),
        "description is more than one line": "\n" in general.get("description", ""),
        "supportsQt6 is deprecated": "supportsqt6" in general,
        "changelog is missing": not general.get("changelog"),
        "minimum version above maximum": _qgis(general, "minimum") > _qgis(general, "maximum"),
    }
    return problems + [f"metadata.txt: {what}" for what, bad in checks.items() if bad]


def _qgis(general: dict[str, str], end: str) -> tuple[int, ...]:
    return tuple(int(part) for part in general.get(f"qgis{end}version", "0").split("."))


def structure_problems(archive: Path) -> list[str]:
    """Return every breach of the structure rules in the archive."""
    problems = ["larger than 25 MB"] if archive.stat().st_size > MAX_BYTES else []
    with zipfile.ZipFile(archive) as opened:
        infos = opened.infolist()
        names = {info.filename for info in infos}
        tops = {name.split("/")[0] for name in names}
        if len(tops) != 1 or not min(tops).isidentifier():
            return [*problems, f"needs one top folder that is a Python name, has {sorted(tops)}"]
        top = min(tops)
        problems += [f"{name} is missing" for name in REQUIRED_FILES if f"{top}/{name}" not in names]
        for info in infos:
            problems += name_problems(info)
        if f"{top}/metadata.txt" in names:
            text = opened.read(f"{top}/metadata.txt").decode("utf-8")
            problems += metadata_problems(text)
            icon = re.search(r"^icon=(.+)$", text, re.MULTILINE)
            if icon and f"{top}/{icon[1].strip()}" not in names:
                problems.append(f"icon {icon[1]} is missing")
    return problems


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run one of the tools beside this Python."""
    return subprocess.run([str(BIN / command[0]), *command[1:]], capture_output=True, text=True, check=False)


def bandit_problems(folder: Path) -> list[str]:
    """Return Bandit's findings; the repository treats each as critical."""
    result = run("bandit", "-q", "-r", "-f", "json", str(folder))
    if not result.stdout.strip():
        return [f"bandit did not run: {result.stderr[-400:]}"]
    report = json.loads(result.stdout)
    found = [f"{r['filename']}:{r['line_number']}: {r['test_id']} {r['issue_text']}" for r in report["results"]]
    return found + [f"bandit: {error}" for error in report["errors"]]


def secret_problems(folder: Path) -> list[str]:
    """Return detect-secrets' findings."""
    result = run("detect-secrets", "-C", str(folder), "scan", "--all-files", ".")
    if result.returncode != 0:
        return [f"detect-secrets did not run: {result.stderr[-400:]}"]
    found = json.loads(result.stdout)["results"]
    return [f"{name}:{hit['line_number']}: {hit['type']}" for name, hits in found.items() for hit in hits]


def style_problems(folder: Path) -> list[str]:
    """Return the findings of the repository's flake8 subset."""
    options = ("--isolated", "--no-cache", "--select=E7,F4,F8,C901,W605", "--output-format=concise")
    result = run("ruff", "check", *options, str(folder))
    return [] if result.returncode == 0 else (result.stdout + result.stderr).splitlines()


def scan_problems(folder: Path) -> list[str]:
    """Return the findings of all scans of a plugin folder."""
    return bandit_problems(folder) + secret_problems(folder) + style_problems(folder)


def archive_problems(archive: Path) -> list[str]:
    """Return every reason for which the repository would refuse or flag the archive."""
    problems = structure_problems(archive)
    with tempfile.TemporaryDirectory() as temporary:
        if not any("unsafe path" in problem for problem in problems):
            with zipfile.ZipFile(archive) as opened:
                opened.extractall(temporary)
            problems += scan_problems(Path(temporary))
    return problems


def main(arguments: list[str]) -> int:
    """Run one of the commands of the module's docstring."""
    kind, target = arguments
    problems = archive_problems(Path(target)) if kind == "zip" else scan_problems(Path(target))
    for problem in problems:
        print(problem)
    print(f"{Path(target).name}: {len(problems)} problems" if problems else f"{Path(target).name}: clean")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
