"""What the private database holds on a server is sealed before it leaves this process.

Three seals, each with a key of its own, all derived from KHABAR_PEOPLE_KEY and a salt by scrypt (RFC 7914):
- a chat's number becomes one block of AES: the number and eight zero bytes, enciphered. The same number is the same
  block, so it can be looked up and joined; whoever lacks the key can neither read nor make one, and one that was
  changed has lost its zeros (encode-then-encipher, Bellare and Rogaway 2000).
- words are sealed by AES-SIV (RFC 5297) with a nonce: the same words never look the same.
- words that are looked up (the key of a batch) are sealed by AES-SIV without one: the same words look the same, and
  that is all they tell.
What is sealed as words is filled up, so that its length tells little.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import struct
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from bot.people.store import BEGINNING, StoreError

SALT = 16  # bytes, of the salt and of a nonce
BLOCK = 64  # bytes: words are filled up to a multiple
END = b"\x80"  # where they end (ISO/IEC 7816-4)
COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26}  # 32 MB and a tenth of a second, once a start
CHATS, WORDS, NAMES = 32, 64, 64  # bytes of the three keys

ALTERED = "what was read was not sealed with this key, or was changed"


class Sealing:
    """The seals of one database."""

    def __init__(self, key: str, salt: bytes) -> None:
        made = derived(key, salt)
        # One block at a time is what the mode is for: a number is one block, and equal numbers are to be equal.
        cipher = Cipher(algorithms.AES(made[:CHATS]), modes.ECB())  # noqa: S305
        self._encipher = cipher.encryptor().update
        self._decipher = cipher.decryptor().update
        self._words = AESSIV(made[CHATS : CHATS + WORDS])
        self._names = AESSIV(made[CHATS + WORDS :])

    def chat(self, number: int) -> bytes:
        """Sixteen bytes; zeros, which stand before all others, for the beginning."""
        return bytes(SALT) if number == BEGINNING else self._encipher(struct.pack(">qq", number, 0))

    def chat_of(self, sealed: bytes) -> int:
        """Raises StoreError for what is no seal of ours."""
        if not any(sealed):
            return BEGINNING
        number, zeros = struct.unpack(">qq", self._decipher(sealed))
        if zeros:
            raise StoreError(ALTERED)
        return int(number)

    def words(self, said: str | bytes) -> bytes:
        """Sealed text or bytes; nothing stays nothing."""
        if not said:
            return b""
        nonce = secrets.token_bytes(SALT)
        return nonce + self._words.encrypt(_filled(said), [nonce])

    def words_of(self, sealed: bytes) -> str | bytes:
        """Raises StoreError for what is no seal of ours."""
        if not sealed:
            return ""
        try:
            return _emptied(self._words.decrypt(sealed[SALT:], [sealed[:SALT]]))
        except (InvalidTag, ValueError):
            raise StoreError(ALTERED) from None

    def name(self, said: str) -> str:
        """Sealed text of printable characters, the same for the same."""
        return base64.b64encode(self._names.encrypt(_filled(said), None)).decode()

    def name_of(self, sealed: str) -> str:
        """Raises StoreError for what is no seal of ours."""
        try:
            return str(_emptied(self._names.decrypt(base64.b64decode(sealed), None)))
        except (InvalidTag, ValueError):
            raise StoreError(ALTERED) from None


@lru_cache(maxsize=4)
def derived(key: str, salt: bytes) -> bytes:
    """The bytes of all three keys."""
    return hashlib.scrypt(
        key.encode(), salt=salt, n=COST["n"], r=COST["r"], p=COST["p"], maxmem=COST["maxmem"],
        dklen=CHATS + WORDS + NAMES,
    )  # fmt: skip


def _filled(said: str | bytes) -> bytes:
    content = b"t" + said.encode() if isinstance(said, str) else b"b" + said
    content += END
    return content.ljust(-(-len(content) // BLOCK) * BLOCK, b"\0")


def _emptied(filled: bytes) -> str | bytes:
    content = filled[: filled.rindex(END)]
    return content[1:].decode() if content[:1] == b"t" else content[1:]
