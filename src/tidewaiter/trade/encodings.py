"""The encoding of a text file, tested on every byte of it, in pieces.

UTF-8 proves itself: other encodings hardly ever form it by chance. Where a file is in none of
the Unicode encodings, charset-normalizer names the likeliest from the letters; of those with Latin
letters the one counts that gives the letters of one language (``alphabets.yaml``). Such a guess
is always said, with a word of the file as it is read by it, because a wrong one gives readable
names of the wrong people.
"""

from __future__ import annotations

import codecs
import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tidewaiter import datafile
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
_WHOLE = ("utf-8", "utf-8-sig")  # whose decoder lets no half a character pass
_WORDS = re.compile(r"[^\x00-\x40\x5b-\x60\x7b-\x7f\s]*[A-Za-z][^\x00-\x40\x5b-\x60\x7b-\x7f\s]*")
_FOREIGN = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*")
_HINT = "save it as UTF-8, or name it with --encoding"


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters of a language beside a to z, and the encoding in which its files come."""

    encoding: str
    language: str
    letters: str


@dataclass(frozen=True, slots=True)
class Alphabets:
    """The file ``alphabets.yaml``."""

    alphabets: tuple[Alphabet, ...]


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name of an encoding in which the whole file is valid; a note where it was guessed."""

    name: str
    notes: tuple[str, ...] = ()
    broken: bool = False

    @property
    def errors(self) -> str:
        """How a stream is to treat bytes that are no text: keep them, as halves of characters, or raise."""
        return "surrogateescape" if self.broken else "strict"


def find_encoding(source: Source, *, encoding: str | None = None, lines: bool = False) -> Encoding:
    """The encoding the whole file is valid in: that of its mark, the one given, UTF-8, or the likeliest.

    With ``lines`` a text is also in UTF-8 that is so but for a few of its lines (``broken``): these are lost, and the
    others are not taken for what they are not.

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
        if sum(byte < 9 or 13 < byte < 32 for byte in start) * _RARE > len(start):
            what = "not a table: the bytes of the file are no text"
            hint = "text (CSV), workbooks, Parquet, JSON and messages are read, whatever the name of the file"
            raise InputError(what, path=source.name, hint=hint) from None
        if lines and (lost := _lost_lines(source)):
            said = f"the file is in UTF-8 but for {lost} line{'' if lost == 1 else 's'}, which cannot be read"
            return Encoding("utf-8", (said,), broken=True)
        return _likeliest(source, bad)


_SOUND = 10  # lines with letters of UTF-8 beyond ASCII for each that is broken


def _lost_lines(source: Source) -> int:
    """How many lines are no UTF-8, where many more prove that the file is; 0 of any other file."""
    lost = sound = 0
    with source.open() as stream:
        while line := stream.readline(_CHUNK):
            if line.isascii():
                continue
            try:
                line.decode()
                sound += 1
            except UnicodeDecodeError:
                lost += 1
    return lost if sound >= _SOUND * lost else 0


_RARE = 50  # of so many bytes at most one steers a machine, in a text


def _wide(start: bytes) -> str | None:
    """UTF-16 without its mark: bytes of value zero, and in one of its two orders signs of a text and ends of lines."""
    if b"\0" not in start or len(start) < _FEWEST:
        return None
    told = {name: _signs(start, name) for name in ("utf-16-le", "utf-16-be")}
    name = max(told, key=lambda one: told[one])
    return name if told[name] else None


_FEWEST = 16  # bytes from which an encoding is told


def _signs(start: bytes, name: str) -> int:
    """How many signs of ASCII there are where the bytes are a text in lines; 0 where they are none."""
    try:
        text = start[: len(start) // 2 * 2].decode(name, "ignore")
    except UnicodeError:
        return 0
    kept = [sign for sign in text if sign not in "\r\n\t"]
    faulty = sum(unicodedata.category(sign) in ("Cc", "Cn", "Co", "Cs") for sign in kept)
    plain = sum(sign.isascii() for sign in text)
    in_lines = bool(set(text) & set("\r\n")) or plain * 2 > len(text)
    return plain if kept and in_lines and not faulty else 0


def _valid(source: Source, name: str) -> str:
    """The name, if every byte of the file is text in that encoding; else InputError with the place."""
    decoder = _decoder(name, source.name)
    read, lines = 0, 1
    for chunk, final in _chunks(source):
        try:
            text = decoder.decode(chunk, final)
        except UnicodeError as bad:
            raise _undecodable(source, name, bad, chunk, read, lines) from None
        if name not in _WHOLE and _HALF.search(text):
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
        name = _valid(source, _of_language(sample, best.encoding))
    except InputError:
        raise bad from None
    hit = _FOREIGN.search(sample.decode(name, "replace"))
    seen = f" (it reads {hit[0][:40]!r})" if hit else ""
    return Encoding(name, (f"the encoding is not told and was taken for {name}{seen}: name it with --encoding",))


@functools.cache
def _alphabets() -> tuple[Alphabet, ...]:
    return datafile.read(Path(__file__).with_name("alphabets.yaml"), Alphabets).alphabets


def _of_language(sample: bytes, likeliest: str) -> str:
    """Of encodings with Latin letters the first whose language has all that the sample shows; else the likeliest."""
    told = sample.decode(likeliest, "replace")
    if any(sign > "\u024f" and sign.isalpha() for sign in told):
        return likeliest
    found = ((_strange(sample, one), number, one.encoding) for number, one in enumerate(_alphabets()))
    strange, _, name = min(found)
    return name if strange <= _STRANGE else likeliest


_STRANGE = 0.05  # share of letters that a language may have from names of another


def _strange(sample: bytes, alphabet: Alphabet) -> float:
    """The share of signs beyond ASCII that are none of the language's letters; signs between words do not count."""
    try:
        text = sample.decode(alphabet.encoding)
    except UnicodeError:
        return 1.0
    foreign = [sign for word in _WORDS.findall(text) for sign in word.casefold() if sign > "\x7f"]
    if not foreign:
        return 1.0
    # the small form of I with a dot is two signs, and that of ß is ss
    letters = set(alphabet.letters) | {"\u0307"}
    return sum(sign not in letters for sign in foreign) / len(foreign)


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
