# SPDX-License-Identifier: GPL-2.0-or-later
"""Signatures of heads: whoever holds the key file vouches for a moment of the ledger (Ed25519, optional).

The library `cryptography` comes with QGIS on Windows and most Linux systems; without it
everything but signing works.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Mapping

from anyue_farmland_plugin.core.errors import InputDataError, LedgerError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import Actor, Clock, timestamp
from anyue_farmland_plugin.ledger import chain
from anyue_farmland_plugin.ledger.reading import Head

ALGORITHM = "Ed25519"
SIGNED = ("chain_id", "seq", "hash", "signed_at", "signed_by")
_DOMAIN = "anyue-farmland-head:"
_PRIVATE = 0o600


def _library() -> Any:  # noqa: ANN401 - a module
    try:
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415
    except ImportError as error:
        raise LedgerError(
            translate(
                "Signing",
                "Heads cannot be signed or checked here: the Python library cryptography is missing. "
                "Everything else works; install it to sign.",
            )
        ) from error
    return serialization, ed25519


def is_available() -> bool:
    """Tell whether heads can be signed and signatures checked on this machine."""
    try:
        _library()
    except LedgerError:
        return False
    return True


def make_key(path: Path) -> str:
    """Write a new key file only its owner may read; return the public key as hexadecimal.

    Raises LedgerError when the file exists or cannot be written.
    """
    serialization, ed25519 = _library()
    key = ed25519.Ed25519PrivateKey.generate()
    data = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    except OSError as error:
        message = translate("Signing", "The key file {name} exists or cannot be written; it was left untouched.")
        raise LedgerError(message.format(name=path.name)) from error
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    return _public_text(key)


def _public_text(key: Any) -> str:  # noqa: ANN401 - a type of the optional library
    serialization, _ = _library()
    public = key.public_key()
    return str(public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex())


def sign_head(head: Head, key_file: Path, *, actor: Actor, clock: Clock) -> dict:
    """Return the signature of a head as it is written beside an export.  Raises LedgerError for the key file."""
    serialization, ed25519 = _library()
    try:
        key = serialization.load_pem_private_key(key_file.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        message = translate("Signing", "{name} is not a key file that can be read; make one first.")
        raise LedgerError(message.format(name=key_file.name)) from error
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        message = translate("Signing", "{name} holds a key of another kind; make one for signing heads.")
        raise LedgerError(message.format(name=key_file.name))
    told = {
        "chain_id": head.chain_id,
        "seq": head.seq,
        "hash": head.hash,
        "signed_at": timestamp(clock()),
        "signed_by": actor.name,
    }
    signature = key.sign(_content(told)).hex()
    return {**told, "algorithm": ALGORITHM, "public_key": _public_text(key), "signature": signature}


def _content(told: Mapping) -> bytes:
    return (_DOMAIN + chain.canonical_json({name: told[name] for name in SIGNED})).encode("utf-8")


def check_signature(told: Mapping, public_key: str = "") -> None:
    """Raise InputDataError unless the signature is of this content, and of the key expected when one is given."""
    _, ed25519 = _library()
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415

    try:
        public, signature, content = str(told["public_key"]), str(told["signature"]), _content(told)
        if public_key and public.lower() != public_key.strip().lower():
            raise InputDataError(translate("Signing", "The head was signed with another key than the one expected."))
        ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (KeyError, ValueError, TypeError) as error:
        raise InputDataError(translate("Signing", "This is no signature of a head.")) from error
    except InvalidSignature as error:
        raise InputDataError(
            translate("Signing", "The signature does not belong to this head: head, time, person or key were changed.")
        ) from error
