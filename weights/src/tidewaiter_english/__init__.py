"""English tags, dependency trees and lemmas for Tidewaiter: weights and the few lines that load them.

    import tidewaiter_english
    nlp = tidewaiter_english.load()
    doc = nlp("The vessel unloaded coal at a third port.")

The pipeline is spaCy's; spaCy itself is only imported by ``load``. Sentence starts that the caller
has set on the tokens are kept: the parser draws no arc across them. The model's licence is
CC BY-SA 4.0, see the files LICENSE and ATTRIBUTION.md; what it was trained on, how well it reads
and what it cannot read stands in MODEL_CARD.md.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.1.0"
__all__ = ["VERSION", "checksum", "digests", "load"]

VERSION = __version__
"""The version of the weights; it changes whenever a byte of them does."""

FOLDER = Path(__file__).parent / "model"
"""Where the weights and the lemma table lie."""

MANIFEST = Path(__file__).parent / "manifest.json"
"""The digests of the weights as they were written: ``{"checksum": ..., "files": {name: sha256}}``."""


def load() -> Language:
    """The pipeline: tokenizer, tagger, morphology, parser and lemmas. Takes about a quarter of a second.

    Every call builds a new one; keep it. Nothing is downloaded and no other package is asked.
    """
    import spacy

    from tidewaiter_english.lemmas import add_lemmas

    nlp = spacy.load(FOLDER)
    add_lemmas(nlp, FOLDER / "lemmas.json")
    return nlp


def checksum() -> str:
    """The sha256 that names these weights, as recorded when they were written (64 hexadecimal digits)."""
    recorded = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return str(recorded["checksum"])


def digests() -> dict[str, str]:
    """The sha256 of every file of the weights as they lie on disk now, by name, in order of the names."""
    names = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file())
    return {name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in names}


def combine(files: dict[str, str]) -> str:
    """One sha256 over the lines ``digest  name`` of all files, as ``sha256sum`` prints them."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
