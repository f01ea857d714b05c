"""The key that encrypts personal data: given, or made once and kept in a file only its owner can read."""

import base64
import hashlib
import os
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
_MARK = "a1."
_KEY_FILE = "secret.key"


class AesCipher:
    """AES-256-GCM with a random nonce a value; text that was altered or sealed with another key is refused."""

    def __init__(self, secret: bytes, random: Callable[[int], bytes] = os.urandom) -> None:
        self._aes = AESGCM(derive(secret, "columns"))
        self._random = random

    def seal(self, plain: str) -> str:
        """Encrypt text."""
        nonce = self._random(_NONCE)
        sealed = nonce + self._aes.encrypt(nonce, plain.encode(), None)
        return _MARK + base64.b64encode(sealed).decode()

    def open(self, sealed: str) -> str:
        """Decrypt text. Raises ValueError for text that is not ours, InvalidTag for another key."""
        if not sealed.startswith(_MARK):
            raise ValueError("a private column holds text that was not encrypted")
        raw = base64.b64decode(sealed[len(_MARK) :])
        return self._aes.decrypt(raw[:_NONCE], raw[_NONCE:], None).decode()


@lru_cache(maxsize=32)
def derive(secret: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose."""
    return HKDF(SHA256(), 32, None, f"anxiu {purpose}".encode()).derive(secret)


def fingerprint(secret: bytes) -> str:
    """What tells this secret from others and nothing about it."""
    return derive(secret, "fingerprint")[:8].hex()


def load_secret(given: str, data_dir: Path, random: Callable[[int], bytes] = os.urandom) -> bytes:
    """The secret from the settings, else from the key file, which is made when it is missing."""
    found = find_secret(given, data_dir)
    if found is not None:
        return found
    data_dir.mkdir(parents=True, exist_ok=True)
    _create(data_dir / _KEY_FILE, random(32))
    return _read(data_dir / _KEY_FILE)


def find_secret(given: str, data_dir: Path) -> bytes | None:
    """The secret from the settings, else from the key file; None where there is neither."""
    if given:
        return hashlib.sha256(given.encode()).digest()
    path = data_dir / _KEY_FILE
    return _read(path) if path.exists() else None


def _read(path: Path) -> bytes:
    return bytes.fromhex(path.read_text("ascii").strip())


def _create(path: Path, secret: bytes) -> None:
    """Write the key whole or not at all; whoever comes second keeps the first one's key."""
    draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret.hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
