# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole main job runs with every way into the network closed, and starts no other program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT

CLOSED = """
import json, sys
NEVER = ("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
         "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "webbrowser.open", "ftplib.connect",
         "http.client.connect", "urllib.Request", "smtplib.connect")
asked = []

def hook(event, arguments):
    if event in NEVER:
        asked.append(event)
        raise PermissionError(event)

sys.addaudithook(hook)
from anyue_farmland_plugin.cli import main
for job in json.loads(sys.argv[1]):
    code = main(job)
    if code:
        sys.exit(f"{job[0]}: {code}")
sys.exit(f"asked for {asked}" if asked else 0)
"""


def closed(jobs: list[list[str]], folder: Path) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", CLOSED, json.dumps(jobs)], cwd=folder, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_overlay_tag_pack_verify_and_export_ask_no_network(tmp_path: Path) -> None:
    survey, ledger = f"{tmp_path}/survey.gpkg", str(tmp_path / "ledger.gpkg")
    done = closed(
        [
            ["sample", "--folder", str(tmp_path), "--parcels", "300", "--seed", "5"],
            ["overlay", "--changes", f"{tmp_path}/changes.gpkg|layername=changes_202206", "--dltb",
             f"{survey}|layername=DLTB", "--townships", f"{survey}|layername=XZQ", "--batch", "202206", "--ledger",
             ledger, "--actor", "张三", "--report", str(tmp_path / "report.html")],
            ["tag", "--ledger", ledger, "--where", "suggested_type IS NOT NULL", "--problem-type", "FN09", "--note",
             "试", "--actor", "李四@inspector"],
            ["pack", "--ledger", ledger, "--folder", str(tmp_path / "packages"), "--actor", "赵六@county"],
            ["verify", "--ledger", ledger],
            ["export", "--ledger", ledger, "--folder", str(tmp_path / "city")],
        ],
        tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    assert list((tmp_path / "city").glob("*_city.gpkg"))
    assert "://" not in (tmp_path / "report.html").read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")


def test_the_door_is_really_closed(tmp_path: Path) -> None:
    hooked = CLOSED.partition("from anyue_farmland_plugin.cli")[0]
    probe = hooked + "import socket\nsocket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert "PermissionError: socket" in done.stderr
