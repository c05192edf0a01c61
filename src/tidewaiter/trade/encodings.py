"""The encoding of a text file, tested on every byte of it, in pieces.

UTF-8 proves itself: other encodings hardly ever form it by chance. Where a file is in none of
the Unicode encodings, charset-normalizer names the likeliest from the letters; such a guess is
always said, with a word of the file as it is read by it, because a wrong one gives readable
names of the wrong people.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tidewaiter.errors import InputError
from tidewaiter.trade.sheets import Source, head

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1024 * 1024
_SAMPLE = 64 * 1024  # bytes of lines with other letters than ASCII, from which an encoding is told
_HALF = re.compile("[\ud800-\udfff]")
_FOREIGN = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*")
_HINT = "save it as UTF-8, or name it with --encoding"


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name of an encoding in which the whole file is valid; a note where it was guessed."""

    name: str
    notes: tuple[str, ...] = ()


def find_encoding(source: Source, *, encoding: str | None = None) -> Encoding:
    """The encoding the whole file is valid in: that of its mark, the one given, UTF-8, or the likeliest.

    Raises InputError for an empty file and for one that is in no encoding that can be told.
    """
    start = head(source, 4096)
    if not start.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n") and source.size <= len(start):
        raise InputError("the file is empty", path=source.name, hint="a table needs a header and at least one row")
    name = next((name for mark, name in _BOMS if start.startswith(mark)), None) or encoding or _wide(start)
    if name is not None:
        return Encoding(_valid(source, name))
    try:
        return Encoding(_valid(source, "utf-8"))
    except InputError as bad:
        return _likeliest(source, bad)


def _wide(start: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of a text in Latin letters is NUL."""
    pairs = len(start) // 2
    if pairs < 8 or b"\0" not in start:
        return None
    for name, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if zeros.count(0) * 10 > pairs * 7:
            return name
    return None


def _valid(source: Source, name: str) -> str:
    """The name, if every byte of the file is text in that encoding; else InputError with the place."""
    decoder = _decoder(name, source.name)
    read, lines = 0, 1
    for chunk, final in _chunks(source):
        try:
            text = decoder.decode(chunk, final)
        except UnicodeError as bad:
            raise _undecodable(source, name, bad, chunk, read, lines) from None
        if _HALF.search(text):
            raise InputError(f"half a character in the encoding {name}", path=source.name, hint="save it as UTF-8")
        read, lines = read + len(chunk), lines + text.count("\n")
    return name


def _decoder(name: str, path: str) -> codecs.IncrementalDecoder:
    try:
        "a".encode(name)  # refuses what is a codec and no encoding of text, such as hex
        return codecs.getincrementaldecoder(name)("strict")
    except (LookupError, UnicodeError):
        hint = "use a name such as cp1252"
        raise InputError(f"the encoding {name!r} is not known", path=path, hint=hint) from None


def _chunks(source: Source) -> Iterator[tuple[bytes, bool]]:
    with source.open() as stream:
        chunk = stream.read(_CHUNK)
        while chunk:
            following = stream.read(_CHUNK)
            yield chunk, not following
            chunk = following


def _undecodable(source: Source, name: str, bad: UnicodeError, chunk: bytes, read: int, lines: int) -> InputError:
    # the decoder may have carried a few bytes over from the chunk before: the place is counted from its own bytes
    held = getattr(bad, "object", chunk)
    start = getattr(bad, "start", 0)
    place = read + len(chunk) - len(held) + start + 1
    line = lines + held.count(b"\n", 0, start) if "16" not in name and "32" not in name else None
    what = f"byte {place} is not text in the encoding {name.removesuffix('-sig')}"
    return InputError(what, path=source.name, line=line, hint=_HINT)


def _likeliest(source: Source, bad: InputError) -> Encoding:
    """What charset-normalizer takes the foreign letters for, if the whole file is valid in it; else ``bad``."""
    from charset_normalizer import from_bytes

    sample = _sample(source)
    best = from_bytes(sample).best() if b"\0" not in sample else None
    if best is None or best.encoding == "ascii":
        raise bad
    try:
        name = _valid(source, best.encoding)
    except InputError:
        raise bad from None
    hit = _FOREIGN.search(sample.decode(name, "replace"))
    seen = f" (it reads {hit[0][:40]!r})" if hit else ""
    return Encoding(name, (f"the encoding is not told and was taken for {name}{seen}: name it with --encoding",))


def _sample(source: Source) -> bytes:
    """Lines that hold other bytes than ASCII, some 64 KiB of them; cut where a line has no end."""
    kept: list[bytes] = []
    size = 0
    with source.open() as stream:
        while size < _SAMPLE and (line := stream.readline(_SAMPLE)):
            if not line.isascii():
                kept.append(line)
                size += len(line)
    return b"".join(kept)
