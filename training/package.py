"""Writes the trained pipeline and the lemma table into the data package, without what reading does not need."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import tidewaiter_english
from lemmas import write_table
from tidewaiter_english.lemmas import LemmaTable

if TYPE_CHECKING:
    from spacy.language import Language

META = {
    "lang": "en",
    "name": "tidewaiter",
    "version": tidewaiter_english.VERSION,
    "description": "English tags and dependency trees, trained from Universal Dependencies treebanks",
    "license": "CC-BY-SA-4.0",
    "spacy_version": ">=3.8,<3.9",
    "vectors": {"width": 0, "vectors": 0, "keys": 0, "name": None, "mode": "default"},
}


def write_package(nlp: Language, table: LemmaTable, folder: Path) -> str:
    """Replaces the weights in ``folder`` (the import package) by ``nlp`` and ``table``; returns their checksum."""
    new = folder / "model.new"
    if new.exists():
        shutil.rmtree(new)
    nlp.to_disk(new)
    _strip_config(new / "config.cfg")
    _strip_strings(nlp, new)
    for unused in ("vectors", "vectors.cfg", "key2row", "lookups.bin"):
        (new / "vocab" / unused).unlink(missing_ok=True)
    labels = {name: list(nlp.pipe_labels[name]) for name in ("tagger", "parser")}
    meta = {**META, "pipeline": nlp.pipe_names, "labels": labels}
    (new / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_table(table, new / "lemmas.json")
    if (folder / "model").exists():
        shutil.rmtree(folder / "model")
    new.rename(folder / "model")
    return write_manifest(folder)


def _strip_config(path: Path) -> None:
    """Keeps what builds the pipeline; how it was trained stands in the training's own configuration."""
    from confection import Config

    whole = Config().from_disk(path, interpolate=True)
    Config({section: whole[section] for section in ("nlp", "components")}).to_disk(path)


def _strip_strings(nlp: Language, model: Path) -> None:
    """Keeps of the vocabulary's strings only labels and symbols: the words of the treebanks are not needed to read."""
    from spacy.lang.en import English

    strings = {*English().vocab.strings, "ROOT", "dep"}
    for name in nlp.pipe_names:
        strings.update(nlp.pipe_labels.get(name, ()))
    text = json.dumps(sorted(strings), ensure_ascii=False, separators=(",", ":"))
    (model / "vocab" / "strings.json").write_text(text + "\n", encoding="utf-8")


def write_manifest(folder: Path) -> str:
    """Records the digest of every file of the weights in ``folder``; returns the one that stands for all."""
    files = tidewaiter_english.digests()
    checksum = tidewaiter_english.combine(files)
    content = {"version": tidewaiter_english.VERSION, "checksum": checksum, "files": files}
    (folder / "manifest.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return checksum
