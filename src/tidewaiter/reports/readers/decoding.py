"""From bytes to text: which encoding, and how sure."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.errors import InputError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# what news pages without a declared encoding come in; anything else is rarer than a wrong guess
_OLD_ENCODINGS = ["cp1252", "cp1251", "koi8_r", "cp949", "euc_kr", "gb18030", "big5", "shift_jis", "euc_jp", "cp1250"]
# what browsers read under a name that says less
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "euc_kr": "cp949", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip
_NOT_TEXT = frozenset(("idna", "punycode", "raw_unicode_escape", "unicode_escape", "utf_7", "undefined", "mbcs", "oem"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_STRAY_BYTE = re.compile("[\udc80-\udcff]")
_LEADING = bytes(range(0xC0, 0x100))
_GUESSED_FROM = 200_000  # bytes from which an encoding is guessed
_STRAY = 0.02
"""Bytes that are no UTF-8 among those that are not ASCII: below this share the text is UTF-8 with stray bytes."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and what had to be guessed or mended."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, path: str | None, *, declared: Sequence[str | None] = ()) -> Decoded:
    """The text of ``data``. A byte-order mark decides; then UTF-8, where the bytes are valid and not
    all ASCII; then the encodings that were ``declared``, in their order; else it is guessed.

    Raises InputError where nothing fits or the bytes are no text.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return Decoded(checked(_strict(data, name, path), path), name)
    if b"\x00" in data:
        raise InputError("not plain text: the file has NUL bytes", path=path, hint="save it as UTF-8 text")
    if not data.isascii() and (text := _try(data, "utf-8")) is not None:
        return Decoded(checked(text, path), "utf-8")
    for told in map(codec_name, declared):
        if told and (text := _try(data, told)) is not None:
            return Decoded(checked(text, path), told)
    if data.isascii():
        return Decoded(checked(data.decode("ascii"), path), "utf-8")
    return _mended(data, path) or _declared_roughly(data, declared) or _guess(data, path)


def codec_name(declared: str | None) -> str | None:
    """The name of Python's codec for an encoding as pages declare it; None where it is none for text."""
    if not declared or len(declared) > 40:
        return None
    try:
        name = codecs.lookup(declared.strip(" \"';").lower()).name
        b"a".decode(name)
    except (LookupError, ValueError, TypeError):
        return None
    if name.replace("-", "_") in _NOT_TEXT or not isinstance("a".encode(name), bytes):
        return None
    return _WIDER.get(name, name)


def checked(text: str, path: str | None) -> str:
    """The text; raises InputError where it has more control characters than a text has."""
    controls = len(_CONTROL.findall(text))
    if controls > 2 and controls > len(text) / 200:
        raise InputError(f"not plain text: {controls} control characters", path=path, hint="save it as UTF-8 text")
    return text


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, ValueError):
        return None


def _strict(data: bytes, name: str, path: str | None) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as bad:
        raise InputError(
            f"the text cannot be decoded: it begins as {name} and byte {bad.start} is not",
            path=path,
            hint="save the file as UTF-8",
        ) from None


def _mended(data: bytes, path: str | None) -> Decoded | None:
    """UTF-8 into which a few bytes of another encoding were pasted, or that was cut in a character."""
    rough = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY_BYTE.findall(rough))
    if stray > 1 + _STRAY * _count(data, _LEADING):
        return None
    text = _STRAY_BYTE.sub(lambda hit: bytes([ord(hit[0]) - 0xDC00]).decode("cp1252", "replace"), rough)
    return Decoded(checked(text, path), "utf-8", (f"{stray} stray bytes are no UTF-8: read as cp1252, a guess",))


def _count(data: bytes, some: bytes) -> int:
    return len(data) - len(data.translate(None, some))


def _declared_roughly(data: bytes, declared: Sequence[str | None]) -> Decoded | None:
    """The declared encoding, where all but a few bytes are in it."""
    for name in (codec_name(one) for one in declared):
        if name is None:
            continue
        text = data.decode(name, "replace")
        lost = text.count("\ufffd")
        if lost <= 1 + _STRAY * _count(data, bytes(range(0x80, 0x100))):
            return Decoded(text, name, (f"{lost} bytes are no {name}, which is declared: shown as \ufffd",))
    return None


def _guess(data: bytes, path: str | None) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED_FROM], cp_isolation=_OLD_ENCODINGS).best()
    text = _try(data, best.encoding) if best is not None else None
    if best is None or text is None:
        line = data.count(b"\n", 0, _first_bad(data)) + 1
        raise InputError("the text cannot be decoded", path=path, line=line, hint="save the file as UTF-8")
    return Decoded(checked(text, path), best.encoding, (f"not UTF-8: read as {best.encoding}, which is a guess",))


def _first_bad(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as bad:
        return bad.start
    return 0
