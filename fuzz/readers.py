"""Coverage-guided fuzzing of the readers: no bytes may raise anything, hang or fill the memory.

    python fuzz/readers.py KIND CORPUS_FOLDER [options of libFuzzer]

KIND is ``any`` (what ``take`` tells from the bytes) or one of the kinds below, whose reader gets
the bytes whatever they look like. See fuzz/README.md.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["tidewaiter.reports.readers", "email"]):
    from tidewaiter.errors import InputError
    from tidewaiter.model import Document
    from tidewaiter.reports.readers import feed, html, mail, mailbox, markdown, pdf, plain, take, warc

LARGEST_TEXT = 40
"""How many times its bytes a document's text may be long, and no less than a million characters."""


def check(document: Document, data: bytes) -> None:
    """What must hold of every document."""
    assert document.text.strip()
    assert len(document.sha256) == 64
    assert len(document.text) <= max(LARGEST_TEXT * len(data), 1_000_000)
    assert document.published is None or document.published.value


def run_any(data: bytes) -> None:
    for taken in take.take(io.BytesIO(data), path="fuzz"):
        assert isinstance(taken, Document | InputError)
        if isinstance(taken, Document):
            check(taken, data)
        else:
            assert taken.what
            assert str(taken)


def run_mail(data: bytes) -> None:
    read = mail.read(data, path="fuzz")
    if read.document:
        check(read.document, data)


def run_feed(data: bytes) -> None:
    for taken in feed.read(data, path="fuzz"):
        if isinstance(taken, Document):
            check(taken, data)


def run_warc(data: bytes) -> None:
    for record in warc.records(io.BytesIO(data), "fuzz"):
        assert isinstance(record, InputError | warc.Record)


def run_mbox(data: bytes) -> None:
    for message in mailbox.split(io.BytesIO(b"From x\n" + data)):
        run_mail(message)


RUNS: dict[str, Callable[[bytes], None]] = {
    "any": run_any,
    "html": lambda data: check(html.read(data, path="fuzz"), data),
    "pdf": lambda data: check(pdf.read(data, path="fuzz"), data),
    "plain": lambda data: check(plain.read(data, path="fuzz"), data),
    "markdown": lambda data: check(markdown.read(data, path="fuzz"), data),
    "mail": run_mail,
    "mbox": run_mbox,
    "feed": run_feed,
    "warc": run_warc,
}


def main() -> None:
    run = RUNS[sys.argv.pop(1)]

    def one(data: bytes) -> None:
        try:
            run(data)
        except InputError as refused:
            assert refused.what

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
