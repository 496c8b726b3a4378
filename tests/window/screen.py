# SPDX-License-Identifier: GPL-2.0-or-later
"""A virtual screen with a real QGIS on it: starts, waits for files, clicks, types, takes pictures, ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "window"
SITE_PACKAGES = next((ROOT / "build" / "venv" / "lib").glob("python3.*")) / "site-packages"


class Screen:
    """Xvfb and QGIS as processes of their own groups; `close` ends both."""

    def __init__(self, folder: Path, size: str = "1366x768") -> None:
        """Start the screen; ``folder`` holds everything QGIS writes."""
        self.folder = folder
        self.state_file = folder / "state.json"
        read_end, write_end = os.pipe()
        self._xvfb = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        assert number, "the virtual screen did not start"
        self.environment = {
            "PATH": os.environ["PATH"], "DISPLAY": f":{number}", "LANG": "C.UTF-8", "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder), "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(SITE_PACKAGES),
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        self._qgis: subprocess.Popen | None = None

    def start_qgis(self, profiles: Path, script: Path, settings: dict) -> None:
        """Start QGIS in Chinese; ``script`` runs inside it and finds ``settings`` in $STORY."""
        story = self.folder / "story.json"
        story.write_text(json.dumps({**settings, "state": str(self.state_file)}), encoding="utf-8")
        command = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(profiles), "--lang", "zh-Hans",
                   "--code", str(script)]  # fmt: skip
        with (self.folder / "qgis.log").open("w") as log:
            self._qgis = subprocess.Popen(command, env={**self.environment, "STORY": str(story)}, stdout=log,
                                          stderr=subprocess.STDOUT, start_new_session=True)

    def log(self) -> str:
        """Return what QGIS said on its standard streams."""
        return (self.folder / "qgis.log").read_text(encoding="utf-8", errors="replace")

    def wait(self, what: str, wanted: Callable[[dict], bool], seconds: float = 60.0) -> dict:
        """Wait until QGIS reports a state that is wanted; fail with the last one."""
        end, state = time.monotonic() + seconds, {}
        while time.monotonic() < end:
            if self.state_file.exists():
                state = json.loads(self.state_file.read_text(encoding="utf-8"))
                if wanted(state):
                    return state
            assert self._qgis is not None, "QGIS was not started"
            assert self._qgis.poll() is None, f"QGIS ended: {self.log()[-2000:]}"
            time.sleep(0.05)
        self.picture("failed")
        raise AssertionError(f"{what} did not happen within {seconds} s; QGIS said {state}\n{self.log()[-3000:]}")

    def do(self, *arguments: object) -> None:
        """Run xdotool."""
        subprocess.run(["xdotool", *map(str, arguments)], env=self.environment, check=True, timeout=20)

    def click(self, x: int, y: int) -> None:
        """Move the mouse there and press its left button."""
        self.do("mousemove", "--sync", x, y, "sleep", "0.05", "click", 1)

    def keys(self, *names: str) -> None:
        """Press keys, named as X names them."""
        self.do("key", "--delay", 30, *names)

    def picture(self, name: str) -> Path:
        """Save what is on the screen."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True, timeout=30)
        return path

    def close_qgis(self) -> None:
        """End QGIS and wait for it."""
        if self._qgis is not None:
            _end(self._qgis)
            self._qgis = None

    def close(self) -> None:
        """End QGIS and the screen."""
        self.close_qgis()
        _end(self._xvfb)


def _end(process: subprocess.Popen) -> None:
    """End a process and its children: asked first, then forced."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            try:
                os.killpg(process.pid, how)
                process.wait(10)
            except subprocess.TimeoutExpired:
                continue
            except ProcessLookupError:
                break


def install_plugin(folder: Path) -> Path:
    """Pack the plugin, unpack the archive into a throw-away profile and switch it on; return the profiles' folder."""
    import zipfile

    sys.path.insert(0, str(ROOT / ".ci"))
    from link import enable
    from stage import PACKAGE, build_zip, stage

    archive = build_zip(stage(folder / "stage" / PACKAGE), folder / "plugin.zip")
    profile = folder / "profiles" / "profiles" / "default"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(profile / "python" / "plugins")
    enable(profile)
    settings = profile / "QGIS" / "QGIS3.ini"
    escaped = "王核查".encode("unicode_escape").decode().replace("\\u", "\\x")
    with settings.open("a", encoding="ascii") as out:
        out.write(f"\n[plugins]\n{PACKAGE}\\actor-name={escaped}\n{PACKAGE}\\actor-role=inspector\n")
    return folder / "profiles"
