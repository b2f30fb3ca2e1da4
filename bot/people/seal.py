"""What is sealed for a chat: encrypted in itself, whether or not the database around it is, and legible for it alone.

AES-256-GCM with a key of its own, which lies beside the database and in no backup. The chat's number is authenticated
along, so that what is moved to another chat opens as little as what was changed.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from digests.errors import Unavailable

FILE = "questions.key"
KEY = 32  # bytes
NONCE = 12
BLOCK = 256  # bytes: what is sealed is filled up to a multiple, so that its length tells little


class Seal:
    """The seal of a folder of data. The key is made when something is sealed for the first time."""

    def __init__(self, data: Path) -> None:
        self.path = data / FILE

    def close(self, chat_id: int, text: str) -> bytes:
        """`text`, which must not end in spaces, sealed for `chat_id`. Raises Unavailable where there is no key."""
        content = text.encode()
        filled = content.ljust(-(-len(content) // BLOCK) * BLOCK)
        nonce = secrets.token_bytes(NONCE)
        return nonce + AESGCM(self._key() or self._new_key()).encrypt(nonce, filled, _bound_to(chat_id))

    def open(self, chat_id: int, sealed: bytes) -> str | None:
        """What was sealed for `chat_id`; None for another chat's, another key's, a changed one. Raises Unavailable."""
        key = self._key()
        if key is None:
            return None
        try:
            return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], _bound_to(chat_id)).decode().rstrip(" ")
        except (InvalidTag, ValueError):
            return None

    def share(self, kept: str | None) -> str:
        """The key as text, for all who serve the same people from folders of their own: that which is `kept`, else this
        folder's, made where there is none. Raises Unavailable."""
        if kept is None:
            return (self._key() or self._new_key()).hex()
        if self._key() != bytes.fromhex(kept):
            self._new_key(bytes.fromhex(kept))
        return kept

    def _key(self) -> bytes | None:
        try:
            key = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable(f"{self.path}: {error.strerror}") from error
        if len(key) != KEY:
            raise Unavailable(f"{self.path}: is no key of ours; kept questions need the one they were sealed with")
        return key

    def _new_key(self, given: bytes | None = None) -> bytes:
        """Whole on the disk before anything is sealed with it."""
        key = given or secrets.token_bytes(KEY)
        new = self.path.with_name(f"{FILE}.new")
        try:
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(key)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self.path)
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise Unavailable(f"{self.path}: {error.strerror}") from error
        return key


def _bound_to(chat_id: int) -> bytes:
    return b"khabar question\0%d" % chat_id


class Box:
    """Texts sealed with a key that is made of KHABAR_PEOPLE_KEY, for one purpose: whoever has that opens them, on any
    machine. Without one they lie in the clear, as all of the store does then."""

    def __init__(self, secret: str | None, purpose: str) -> None:
        info = b"khabar " + purpose.encode()
        self._key = HKDF(SHA256(), KEY, None, info).derive(secret.encode()) if secret else None
        self._info = info

    def close(self, text: str) -> bytes:
        if self._key is None:
            return text.encode()
        nonce = secrets.token_bytes(NONCE)
        return nonce + AESGCM(self._key).encrypt(nonce, text.encode(), self._info)

    def open(self, sealed: bytes) -> str:
        """Raises Unavailable for what was sealed with another key, or changed."""
        if self._key is None:
            return sealed.decode()
        try:
            return AESGCM(self._key).decrypt(sealed[:NONCE], sealed[NONCE:], self._info).decode()
        except (InvalidTag, ValueError):
            raise Unavailable("a decision was sealed with another KHABAR_PEOPLE_KEY") from None
