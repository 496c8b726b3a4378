# SPDX-License-Identifier: GPL-2.0-or-later
"""The one recipe for the installable plugin folder, used as folder (stage), archive (zip) and copy (deploy).

  stage.py stage            build/anyue_farmland_plugin
  stage.py zip              dist/anyue_farmland_plugin-<version>.zip
  stage.py deploy PROFILE   copy the stage into a QGIS profile
"""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "anyue_farmland_plugin"
TOP_FILES = ("LICENSE", "README.md")
LEFT_OUT = {".ts", ".pyc", ".pyo", ".qrc"}
ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold; the same for every build
MODE = 0o644


def version(root: Path = ROOT) -> str:
    """Return the version from metadata.txt."""
    parser = ConfigParser(interpolation=None)
    parser.read(root / "metadata.txt", encoding="utf-8")
    return parser["general"]["version"]


def wanted(path: Path, top: Path) -> bool:
    """Tell whether a file belongs into the installed plugin."""
    parts = path.relative_to(top).parts
    hidden = any(part.startswith(".") or part in ("__pycache__", "tests") for part in parts)
    return path.is_file() and not hidden and path.suffix not in LEFT_OUT


def sources(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Yield (file in the checkout, its place in the plugin folder), metadata.txt excepted."""
    for folder, place, only in (
        (root / PACKAGE, "", ""),
        (root / "resources", "resources/", ""),
        (root / "i18n", "i18n/", ".qm"),
    ):
        for path in sorted(folder.rglob("*")):
            if wanted(path, folder) and path.suffix.endswith(only):
                yield path, place + path.relative_to(folder).as_posix()
    for name in TOP_FILES:
        yield root / name, name


def changelog(text: str) -> str:
    """Return the changelog as metadata.txt takes it: plain lines, indented, newest first."""
    lines = []
    for line in text.splitlines():
        if heading := re.match(r"## \[(.+?)\](?: - (.+))?", line):
            lines.append(f"Version {heading[1]}" + (f" ({heading[2]})" if heading[2] else ""))
        elif lines and line.startswith("### "):
            lines.append(line[4:] + ":")
        elif lines and line.strip():
            lines.append(line.replace("`", ""))
    return "\n    ".join(lines)


def manifest(root: Path = ROOT) -> str:
    """Return metadata.txt with the changelog filled in."""
    text = (root / "metadata.txt").read_text(encoding="utf-8").rstrip("\n")
    return f"{text}\nchangelog={changelog((root / 'CHANGELOG.md').read_text(encoding='utf-8'))}\n"


def stage(target: Path, root: Path = ROOT) -> Path:
    """Assemble the plugin folder at ``target``, replacing what is there."""
    shutil.rmtree(target, ignore_errors=True)
    for path, place in sources(root):
        copy = target / place
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        copy.chmod(MODE)
    copy = target / "metadata.txt"
    copy.write_text(manifest(root), encoding="utf-8")
    copy.chmod(MODE)
    return target


def build_zip(folder: Path, archive: Path) -> Path:
    """Pack the staged folder: same files, same bytes."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    files = sorted((p.relative_to(folder.parent).as_posix(), p) for p in folder.rglob("*") if p.is_file())
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, path in files:
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = (0o100000 | MODE) << 16
            out.writestr(info, path.read_bytes())
    return archive


def main(arguments: list[str]) -> int:
    """Run one of the commands of the module's docstring."""
    command = arguments[0] if arguments else "stage"
    folder = stage(ROOT / "build" / PACKAGE)
    print(f"staged {sum(p.is_file() for p in folder.rglob('*'))} files in {folder.relative_to(ROOT)}")
    if command == "zip":
        archive = build_zip(folder, ROOT / "dist" / f"{PACKAGE}-{version()}.zip")
        print(f"packed {archive.relative_to(ROOT)}, {archive.stat().st_size} bytes")
    elif command == "deploy":
        target = Path(arguments[1]).expanduser() / "python" / "plugins" / PACKAGE
        if any(p.is_symlink() for p in target.glob("*")):
            sys.exit(f"{target} is linked to a checkout; run `make unlink` first")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder, target)
        print(f"copied to {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
