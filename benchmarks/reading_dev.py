"""Reads the annotated development reports and scores them with the scorer that lies beside them.

    python benchmarks/reading_dev.py ../shared/dev/reading [--errors 20] [--weights FOLDER] [--out predictions.json]

Prints the scorer's figures. The texts stay where they are; nothing of them is kept here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tidewaiter.model import Document, Event, Role, Span, Statement, read_when
from tidewaiter.reports.read import pipeline, read


def _document(path: Path) -> Document:
    """The body after the first blank line; the header's third line is the day of publication."""
    header, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    lines = header.split("\n")
    published = read_when(lines[2].strip()) if len(lines) > 2 and lines[2].strip() else None
    letters = [c for c in body if c.isalpha()]
    english = sum(c.isascii() for c in letters) > 0.8 * len(letters)
    digest = hashlib.sha256(body.encode()).hexdigest()
    return Document(path.stem, body, digest, digest, published=published, language="en" if english else "other")


def _quotes(spans: tuple[Span, ...]) -> list[str]:
    return [span.quote for span in spans]


def _role(role: Role | None) -> str | None:
    if role is None:
        return None
    return " | ".join(part for part in (role.name, role.text) if part) or None


def _event(event: Event) -> dict[str, Any]:
    item = event.item
    named = [part for part in (item.make, item.text) if part] if item is not None else []
    return {
        "type": event.type,
        "supplier": _role(event.supplier),
        "recipient": _role(event.recipient),
        "item": " | ".join(named) or None,
        "date": event.date.value if event.date is not None else None,
        "stance": event.stance,
        "evidence": _quotes(event.evidence),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "speaker": statement.speaker,
        "stance": statement.stance,
        "via": statement.via,
        "evidence": _quotes(statement.evidence),
    }


def main() -> None:
    """Reads, writes the predictions, prints the scores."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--errors", default="0")
    options.add_argument("--weights", type=Path)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    nlp = None
    if given.weights is not None:
        import spacy

        nlp = spacy.load(given.weights)
    documents = [_document(path) for path in sorted((given.folder / "articles").glob("*.txt"))]
    nlp = nlp if nlp is not None else pipeline()
    started = time.perf_counter()
    readings = {d.id: read(d, parse=nlp) for d in documents}
    seconds = time.perf_counter() - started
    predictions = {
        name: {"events": [_event(e) for e in r.events], "statements": [_statement(s) for s in r.statements]}
        for name, r in readings.items()
    }
    out = given.out or Path(tempfile.mkdtemp()) / "predictions.json"
    out.write_text(json.dumps(predictions, ensure_ascii=False, indent=1), encoding="utf-8")
    words = sum(len(d.text.split()) for d in documents)
    print(f"{len(documents)} reports, {words} words in {seconds:.2f} s")
    command = [sys.executable, str(given.folder / "score.py"), str(out), "--errors", given.errors]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
