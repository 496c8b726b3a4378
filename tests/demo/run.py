# SPDX-License-Identifier: GPL-2.0-or-later
"""`make demo`: sample county or own files → overlay → tags → verification → city package → map.

Runs without QGIS itself; every step is `qgis_process` or a script, as it would be in a bureau.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from anyue_farmland_plugin.core.errors import FarmlandError  # noqa: E402
from anyue_farmland_plugin.ledger.reading import reading  # noqa: E402
from tests.demo import figures, folder, processing, request, summary  # noqa: E402
from tests.demo.request import Batch, DemoError, Request  # noqa: E402

ACTOR = "演示分析员@analyst"
SURE = 0.5
HARMLESS = {"HF": "批准用地范围内", "SS": "设施农用地备案范围内", "LS": "临时用地批准范围内"}
LAYERS = {
    "DLTB": "DLTB",
    "BASIC_FARMLAND": "YJJBNTTB",
    "ECO_REDLINE": "STBHHX",
    "URBAN_BOUNDARY": "CZKFBJ",
    "CONTRACT_PARCELS": "CBDK",
    "TOWNSHIPS": "XZQ",
    "VILLAGES": "CJDCQ",
}
DRAWN = ("DLTB", "BASIC_FARMLAND", "ECO_REDLINE", "URBAN_BOUNDARY", "TOWNSHIPS")


@dataclass(frozen=True)
class Inputs:
    """What the overlay gets: layers by parameter name, approvals, batches; ``truth`` of the sample."""

    layers: dict[str, str]
    approvals: tuple[str, ...]
    batches: tuple[Batch, ...]
    truth: Path | None = None


@dataclass
class Watch:
    """Says what is being done and keeps the seconds of each step."""

    seconds: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step."""
        sys.stdout.write(f"{name} … ")
        sys.stdout.flush()
        start = time.monotonic()
        try:
            yield
        except BaseException:
            sys.stdout.write("\n")
            raise
        self.seconds.append((name, time.monotonic() - start))
        sys.stdout.write(f"{self.seconds[-1][1]:.1f} s\n")


def main(words: list[str]) -> int:
    """Run the demo; a failed step ends it with one sentence."""
    try:
        run(request.parse(words))
    except (DemoError, FarmlandError) as error:
        sys.stderr.write(f"make demo: {error}\n")
        return 1
    return 0


def run(asked: Request) -> None:
    """Do all steps and tell the story."""
    watch, place = Watch(), folder.prepare(asked.out.absolute(), sample=asked.is_sample)
    inputs = _sample(asked, place, watch) if asked.is_sample else _own(asked)
    linked, heads = 0, []
    for batch in inputs.batches:
        with watch.step(f"overlay {batch.name} 套合"):
            answer = processing.run("overlay", _overlay(asked, inputs, batch, place))
            linked += answer.results["CASES_LINKED"]
            heads.append(answer.head)
    with watch.step("tags 批量认定"):
        tagged = _tag_all(place.ledger)
    with watch.step("verify 校验"):
        verified = _verify(place, heads[0])
    with watch.step("city package 上报"):
        city = processing.run("export_city", [("LEDGER", place.ledger), ("FOLDER", place.city), ("PUBLIC", "false")])
    with watch.step("map 出图"):
        _draw(asked, inputs, place)
    reports = [_report_of(place, batch) for batch in inputs.batches]
    found = figures.figures_of(place.ledger, linked=linked, reports=reports, truth=inputs.truth)
    errors = int(city.results["ERRORS"])
    story = summary.Story(found, watch.seconds, tagged, verified, errors, asked.is_sample)
    summary.report(story, place)
    sys.stdout.write("\n" + summary.screen(story, place) + "\n")


def _sample(asked: Request, place: folder.Folder, watch: Watch) -> Inputs:
    from anyue_farmland_plugin.sample.county import build_county
    from anyue_farmland_plugin.sample.files import PACKAGES, write_county

    with watch.step(f"sample county 示例县 (seed {asked.seed})"):
        files = write_county(build_county(asked.seed, asked.parcels), place.input)
    layers = {name: f"{files['survey']}|layername={layer}" for name, layer in LAYERS.items()}
    approvals = tuple(f"{files['approvals']}|layername={layer}" for layer in PACKAGES["approvals"])
    return Inputs(layers, approvals, tuple(map(_month(files["changes"]), PACKAGES["changes"])), files["truth"])


def _month(file: Path) -> Callable[[str], Batch]:
    def batch(layer: str) -> Batch:
        year, month = layer[-6:-2], layer[-2:]
        return Batch(f"{year}-{month}", f"{file}|layername={layer}", f"{year}-{month}-30")

    return batch


def _own(asked: Request) -> Inputs:
    layers = {name: asked.given[name] for name in LAYERS if name in asked.given}
    return Inputs(layers, asked.approvals, (asked.batch,) if asked.batch else ())


def _overlay(asked: Request, inputs: Inputs, batch: Batch, place: folder.Folder) -> list[tuple[str, object]]:
    parameters: list[tuple[str, object]] = [("CHANGES", batch.changes), ("BATCH", batch.name), *inputs.layers.items()]
    parameters += [("APPROVALS", layer) for layer in inputs.approvals]
    parameters += [(name, asked.given[name]) for name in request.PASSED_ON if name in asked.given]
    if batch.detected_on:
        parameters.append(("DETECTED_ON", batch.detected_on))
    return [*parameters, ("LEDGER", place.ledger), ("REPORT", _report_of(place, batch))]


def _report_of(place: folder.Folder, batch: Batch) -> Path:
    name = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in batch.name)
    return place.reports / f"overlay_{name}.html"


def _tag_all(ledger: Path) -> list[tuple[str, int, int]]:
    """Tag as an analyst does who trusts sure suggestions; return name, changed and refused of each round."""
    with reading(ledger) as reader:
        cases = [case for case in reader.rows("cases", geometry=False) if (case["suggestion_confidence"] or 0) >= SURE]
    problems = [case for case in cases if case["suggested_type"]]
    rounds = (
        ("dismissed 非问题", _dismiss, sorted({case["suggested_verdict"] for case in cases} & set(HARMLESS))),
        ("problem types 问题类型", _assign_type, sorted({case["suggested_type"] for case in problems})),
        (
            "responsible units 责任单位",
            _assign_unit,
            sorted({case["suggested_unit"] for case in problems if case["suggested_unit"]}),
        ),
    )
    tagged = []
    for name, values_of, codes in rounds:
        counts = [_tag(ledger, *values_of(code)) for code in codes]
        tagged.append((f"{name} ({len(codes)})", sum(count[0] for count in counts), sum(count[1] for count in counts)))
    return tagged


def _dismiss(verdict: str) -> tuple[str, dict[str, str]]:
    where = f"suggested_verdict = '{verdict}' AND suggestion_confidence >= {SURE}"
    return where, {"VERDICT": verdict, "STATUS": "dismissed", "NOTE": HARMLESS[verdict]}


def _assign_type(kind: str) -> tuple[str, dict[str, str]]:
    where = f"suggested_type = '{kind}' AND suggestion_confidence >= {SURE}"
    return where, {"PROBLEM_TYPE": kind, "NOTE": f"按规则建议批量认定（置信度≥{SURE}）"}


def _assign_unit(unit: str) -> tuple[str, dict[str, str]]:
    where = f"problem_type IS NOT NULL AND suggested_unit = '{unit}'"
    return where, {"RESPONSIBLE_UNIT": unit, "NOTE": "落实属地责任单位"}


def _tag(ledger: Path, where: str, values: dict[str, str]) -> tuple[int, int]:
    parameters = [("LEDGER", ledger), ("WHERE", where), *values.items(), ("ACTOR", ACTOR)]
    results = processing.run("tag_cases", parameters).results
    return int(results["CHANGED"]), int(results["REFUSED"])


def _verify(place: folder.Folder, anchor: str) -> str:
    """Verify the ledger, with the head of the first run as a print of that day would show it."""
    parameters = [("LEDGER", place.ledger), ("HEAD", anchor), ("REPORT", place.reports / "verification.html")]
    results = processing.run("verify_ledger", parameters).results
    if not results["OK"]:
        raise DemoError(f"The ledger has {results['BROKEN']} faults; see {place.reports / 'verification.html'}.")
    return "OK"


def _draw(asked: Request, inputs: Inputs, place: folder.Folder) -> None:
    job = {
        "ledger": str(place.ledger),
        "png": str(place.map),
        "drawn_on": datetime.now(timezone.utc).astimezone().date().isoformat(),
        "sample": asked.is_sample,
        "locale": "zh_CN",
        "layers": {name.lower(): inputs.layers[name] for name in DRAWN if name in inputs.layers},
    }
    command = [sys.executable, str(Path(__file__).with_name("draw_map.py")), json.dumps(job)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode or not place.map.is_file():
        lines = done.stderr.strip().splitlines() or ["it failed without a word."]
        raise DemoError(f"map: {lines[-1]}")
    for kind in json.loads(done.stdout.strip().splitlines()[-1]):
        sys.stdout.write(f"(QGIS cannot draw {kind}; the map is without it) ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
