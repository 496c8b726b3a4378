# SPDX-License-Identifier: GPL-2.0-or-later
"""What is carried to the field: a folder per township with package, surroundings, photos, project and papers."""

from __future__ import annotations

import shutil
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Iterator, Optional, Protocol, Sequence

import numpy as np
import shapely

from anyue_farmland_plugin.core.errors import Cancelled, InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock, IdSource, LayerSource, Progress
from anyue_farmland_plugin.export.failures import explained_export
from anyue_farmland_plugin.export.field_papers import write_field_manifest, write_readme
from anyue_farmland_plugin.ledger.evidence_files import digest_of, folder_of, is_there
from anyue_farmland_plugin.ledger.reading import Reader, reading
from anyue_farmland_plugin.workflow.field_packages import SRS_COLUMNS, Package, PackageMeta, pack_cases
from anyue_farmland_plugin.workflow.field_packages_choice import Share, shares
from anyue_farmland_plugin.workflow.field_packages_context import (
    CONTEXT_FILE,
    ContextLayer,
    Surroundings,
    write_context,
)

PROJECT_FILE = "project.qgz"
_CHINA = timezone(timedelta(hours=8))
_WITH_FILES = ("evidence", "documents")


@dataclass(frozen=True)
class PackRequest:
    """What to pack and where; ``towns`` are codes or names, empty for every township with open cases."""

    ledger: Path
    folder: Path
    towns: tuple = ()
    person: str = ""
    layers: Sequence[LayerSource] = ()
    expires_on: str = ""
    with_names: bool = False
    zipped: bool = False


@dataclass(frozen=True)
class PackedFolder:
    """A package folder while it is made: where, its package file, the layers around, who it is for."""

    folder: Path
    package: Package
    context: Sequence[ContextLayer]
    person: str


def evidence_folder(package: Path) -> Path:
    """Return the folder beside a package that holds its photos."""
    return folder_of(package)


class ProjectMaker(Protocol):
    """Writes `PROJECT_FILE` into a package folder; exists only where QGIS does."""

    def __call__(self, made: PackedFolder) -> None:
        """Write the project for desktop and field apps."""


@dataclass(frozen=True)
class MadePackage:
    """A finished package: its folder or zip, its rows, how many photos go with it and which are missing."""

    path: Path
    package: Package
    photos: int
    missing: tuple


def make_field_packages(
    request: PackRequest,
    *,
    actor: Actor,
    clock: Clock,
    new_id: IdSource,
    progress: Progress,
    project: Optional[ProjectMaker] = None,
) -> tuple:
    """Write one package per township (or person) into the folder; return them as `MadePackage`.

    Each package appears whole or not at all and no earlier one is touched.  Without ``project``
    the packages come without a QGIS project and say so.  Raises InputDataError, LedgerError,
    ExportError, Cancelled.
    """
    _check_day(request.expires_on)
    with reading(request.ledger) as reader:
        wanted = shares(reader, request.towns, request.person)
    if project is None:
        progress.message(translate("Packages", "QGIS is not here: the packages come without a project."))
    made = []
    for place, share in enumerate(wanted):
        if progress.cancelled():
            raise Cancelled(translate("Packages", "Stopped; the packages made so far are complete."))
        progress.report(place / len(wanted), share.title)
        maker = _Maker(request, share, actor, clock, project)
        with explained_export(request.folder):
            made.append(maker.make(new_id()))
        for sentence in made[-1].missing:
            progress.message(sentence)
    progress.report(1.0)
    return tuple(made)


def _check_day(text: str) -> None:
    try:
        good = not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        good = False
    if not good:
        message = translate("Packages", "“{text}” is no day. Write EXPIRES_ON like 2022-11-20.")
        raise InputDataError(message.format(text=text))


@dataclass(frozen=True)
class _Maker:
    """Makes the package of one share."""

    request: PackRequest
    share: Share
    actor: Actor
    clock: Clock
    project: Optional[ProjectMaker]

    def make(self, package_id: str) -> MadePackage:
        day = self.clock().astimezone(_CHINA)
        name = _free_name(self.request.folder, f"{self.share.title}_{day:%Y%m%d}")
        with _hidden(self.request.folder / f".{name}.part") as folder:
            target = folder / f"{name}.gpkg"
            context = self._context(folder)
            files, missing = self._copy_files(target)
            if context:
                files[CONTEXT_FILE] = digest_of(folder / CONTEXT_FILE)
            package = self._pack(target, package_id, files)
            made = PackedFolder(folder, package, context, self.share.person)
            if self.project is not None:
                self.project(made)
            facts = self._facts(made, name, len(files) - bool(context), missing)
            write_readme(folder, facts, has_project=self.project is not None)
            write_field_manifest(folder, facts)
            path = self.request.folder / (f"{name}.zip" if self.request.zipped else name)
            _appear(folder, path)
        inside = path if self.request.zipped else path / target.name
        return MadePackage(path, replace(package, path=inside), facts["photos"], tuple(missing))

    def _context(self, folder: Path) -> tuple:
        if not self.request.layers:
            return ()
        with reading(self.request.ledger) as reader:
            around = _surroundings(reader, self.share, with_names=self.request.with_names)
        at = self.clock().astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        return write_context(folder / CONTEXT_FILE, self.request.layers, around, at)

    def _copy_files(self, target: Path) -> tuple:
        """Copy photos and documents of the cases, each checked by its hash; name those that cannot come along."""
        source, files, missing = folder_of(self.request.ledger), {}, []
        with reading(self.request.ledger) as reader:
            rows = list(_file_rows(reader, self.share))
        for row in rows:
            name = row["file_name"]
            whole = is_there(self.request.ledger, name)
            if whole and row["sha256"] in (None, "", digest_of(source / name)):
                folder_of(target).mkdir(exist_ok=True)
                shutil.copyfile(source / name, folder_of(target) / name)
                files[f"{folder_of(target).name}/{name}"] = digest_of(folder_of(target) / name)
            else:
                told = translate("Packages", "{name} was changed after it was taken in; it was left out of {package}.")
                lost = translate("Packages", "{name} is not beside the ledger; it is missing in {package}.")
                missing.append((told if whole else lost).format(name=name, package=target.stem))
        return files, missing

    def _pack(self, target: Path, package_id: str, files: dict) -> Package:
        meta = PackageMeta(
            package_id,
            self.share.towns,
            self.share.person,
            self.request.expires_on,
            files=files,
            with_names=self.request.with_names,
        )
        return pack_cases(self.request.ledger, self.share.case_ids, target, meta, actor=self.actor, clock=self.clock)

    def _facts(self, made: PackedFolder, name: str, photos: int, missing: Sequence[str]) -> dict:
        with reading(made.package.path) as reader:
            settings = reader.settings()
        told = (
            "package_id",
            "parent_chain_id",
            "base_head",
            "package_towns",
            "package_person",
            "exported_at",
            "exported_by",
            "expires_on",
            "masked",
            "plugin_version",
            "schema_version",
        )
        return {
            **{key: settings[key] for key in told},
            "base_seq": made.package.base.seq,
            "head": made.package.head,
            "county": settings.get("county_name", ""),
            "title": name,
            "gpkg": made.package.path.name,
            "evidence": folder_of(made.package.path).name,
            "cases": made.package.rows["cases"],
            "photos": photos,
            "missing": len(missing),
            "missing_files": list(missing),
            "rows": dict(made.package.rows),
            "context": [{"table": layer.table, "title": layer.title, "rows": layer.rows} for layer in made.context],
        }


def _surroundings(reader: Reader, share: Share, *, with_names: bool) -> Surroundings:
    shapes = [shapely.from_wkb(case["geom"]) for case in map(reader.case, share.case_ids) if case]
    srs = reader.srs()
    row = [srs[name] for name in SRS_COLUMNS]
    crs = f"{srs['organization']}:{srs['organization_coordsys_id']}"
    known = srs["organization"] != "NONE"
    return Surroundings(shapely.bounds(np.array(shapes)), crs if known else srs["definition"], row, with_names)


def _file_rows(reader: Reader, share: Share) -> Iterator[dict]:
    """Yield rows of photos and documents that name a file, each once."""
    seen: set = set()
    for case_id in share.case_ids:
        links = [row["evidence_id"] for row in reader.rows("evidence_links", case_id=case_id)]
        rows = [row for name in links for row in reader.rows("evidence", evidence_id=name)]
        for row in [*rows, *reader.rows("documents", case_id=case_id)]:
            if row["file_name"] and row["file_name"] not in seen:
                seen.add(row["file_name"])
                yield row


def _free_name(folder: Path, wanted: str) -> str:
    """Return the name, with a number where a package of that name lies there already."""
    number, name = 1, wanted
    while any((folder / taken).exists() for taken in (name, f"{name}.zip")):
        number += 1
        name = f"{wanted}_{number}"
    return name


@contextmanager
def _hidden(folder: Path) -> Iterator[Path]:
    """Yield an empty folder in which a package grows; nothing of it is left afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _appear(folder: Path, path: Path) -> None:
    """Give the finished folder its name, or make the zip of that name from it; whole or not at all."""
    if path.suffix != ".zip":
        folder.rename(path)
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for found in sorted(folder.rglob("*")):
                if found.is_file():
                    archive.write(found, f"{path.stem}/{found.relative_to(folder).as_posix()}")
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
