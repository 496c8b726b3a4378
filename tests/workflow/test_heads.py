# SPDX-License-Identifier: GPL-2.0-or-later
"""The county signs a moment of its ledger; whoever has the public key can check it years later."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from anyue_farmland_plugin.cli import main
from anyue_farmland_plugin.core.errors import InputDataError, LedgerError
from anyue_farmland_plugin.ledger.findings import Kind
from anyue_farmland_plugin.ledger.signing import make_key
from anyue_farmland_plugin.ledger.writing import writing
from anyue_farmland_plugin.workflow.handover import check_ledger, hand_over
from anyue_farmland_plugin.workflow.heads import Signer, check_head, head_text, sign_ledger
from tests.factories import COUNTY, INSPECTOR, TickingClock, make_ledger
from tests.ledger.tampered import forge, rebuild, statements

pytest.importorskip("cryptography")


@pytest.fixture
def signed(tmp_path: Path) -> tuple:
    """Return ledger, signature, public key and signer; the ledger went on after it was signed."""
    ledger, key_file = make_ledger(tmp_path), tmp_path / "county.pem"
    public = make_key(key_file)
    signer = Signer(key_file, COUNTY)
    sign_ledger(ledger, tmp_path / "ledger.sig", signer, clock=TickingClock())
    with writing(ledger, INSPECTOR, TickingClock()) as writer:
        writer.set_setting("stage", "集中整治")
    return ledger, tmp_path / "ledger.sig", public, signer


def test_a_signed_head_is_right_while_the_ledger_goes_on(signed: tuple) -> None:
    ledger, file, public, _ = signed
    found = check_head(ledger, file, public)
    assert found.ok, found.findings
    assert (found.told["signed_by"], found.told["seq"]) == (COUNTY.name, 5)


@pytest.mark.parametrize("name", ["hash", "seq", "signed_by", "signed_at", "chain_id", "public_key", "signature"])
def test_a_changed_signature_is_refused(signed: tuple, name: str) -> None:
    ledger, file, _, _ = signed
    told = json.loads(file.read_text(encoding="utf-8"))
    told[name] = 4 if name == "seq" else told[name][:-1] + ("0" if told[name][-1] != "0" else "1")
    file.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(InputDataError, match=r"does not belong|no signature"):
        check_head(ledger, file)


def test_a_right_signature_of_another_key_is_refused(signed: tuple, tmp_path: Path) -> None:
    ledger, _, public, _ = signed
    make_key(tmp_path / "other.pem")
    sign_ledger(ledger, tmp_path / "other.sig", Signer(tmp_path / "other.pem", COUNTY), clock=TickingClock())
    assert check_head(ledger, tmp_path / "other.sig").ok
    with pytest.raises(InputDataError, match="another key"):
        check_head(ledger, tmp_path / "other.sig", public)


def test_a_rebuilt_ledger_is_not_the_signed_one(signed: tuple) -> None:
    ledger, file, public, _ = signed
    forge(ledger, lambda run: rebuild(run, 4, lambda event: event.update(reason="x")))
    assert [finding.kind for finding in check_head(ledger, file, public).findings] == [Kind.REBUILT]
    assert not check_ledger(ledger, str(file), "", clock=TickingClock()).ok


def test_a_cut_ledger_is_not_the_signed_one(signed: tuple) -> None:
    ledger, file, _, _ = signed
    counter = "UPDATE sqlite_sequence SET seq = 4 WHERE name = 'events'"
    forge(ledger, statements("DELETE FROM events WHERE seq > 4", counter))
    assert Kind.TRUNCATED in {finding.kind for finding in check_head(ledger, file).findings}


def test_the_citys_manifest_carries_the_signature(signed: tuple, tmp_path: Path) -> None:
    ledger, _, public, signer = signed
    package = hand_over(ledger, tmp_path / "city", public=False, clock=TickingClock(), signer=signer)
    assert check_head(ledger, package.manifest, public).ok
    assert check_ledger(ledger, str(package.manifest), "", clock=TickingClock()).ok
    public_one = hand_over(ledger, tmp_path / "public", public=True, clock=TickingClock(), signer=signer)
    assert COUNTY.name not in public_one.manifest.read_text(encoding="utf-8")
    assert check_head(ledger, public_one.manifest, public).ok


def test_a_key_is_its_owners_and_never_overwritten(tmp_path: Path) -> None:
    make_key(tmp_path / "a.pem")
    assert stat.S_IMODE((tmp_path / "a.pem").stat().st_mode) == 0o600
    with pytest.raises(LedgerError, match="left untouched"):
        make_key(tmp_path / "a.pem")
    (tmp_path / "b.pem").write_text("no key", encoding="utf-8")
    with pytest.raises(LedgerError, match="not a key file"):
        sign_ledger(make_ledger(tmp_path), tmp_path / "x.sig", Signer(tmp_path / "b.pem", COUNTY), clock=TickingClock())


def test_text_of_a_head_stays_what_it_is(tmp_path: Path) -> None:
    assert head_text("11 " + "0" * 64) == "11 " + "0" * 64
    with pytest.raises(InputDataError, match="cannot be read"):
        head_text(str(tmp_path / "none.sig"))


def test_without_the_library_everything_but_signing_works(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['cryptography'] = None\n"
        "from pathlib import Path\n"
        "from anyue_farmland_plugin.ledger import signing\n"
        "assert not signing.is_available()\n"
        "try:\n    signing.make_key(Path(sys.argv[1]))\nexcept Exception as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "k")], capture_output=True, text=True, check=True)
    assert "library cryptography is missing" in done.stdout


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    ledger = make_ledger(tmp_path)
    key_file, file = str(tmp_path / "k.pem"), str(tmp_path / "ledger.gpkg.sig")
    assert main(["make-key", "--key-file", key_file]) == 0
    public = json.loads(capsys.readouterr().out)["public_key"]
    assert main(["sign-head", "--ledger", str(ledger), "--key-file", key_file, "--actor", "赵县级@county"]) == 0
    capsys.readouterr()
    asked = ["check-head", "--ledger", str(ledger), "--signature", file, "--public-key"]
    assert main([*asked, public]) == 0
    assert json.loads(capsys.readouterr().out)["ok"]
    assert main([*asked, "00"]) == 2
    assert main(["verify", "--ledger", str(ledger), "--head", file]) == 0
