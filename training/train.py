"""Makes the English data package from the treebanks, from beginning to end, with one command.

    python training/train.py --data ../shared/data/ud --work build/training

Checks the inputs, trains stage one, adds copies of sentences with the words of the domain, trains stage two,
counts the lemmas, writes the weights into the data package and measures them. About an hour on one core.
With ``--reuse`` a stage that stands in the work folder already is not trained again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from augment import Words, make_sentences, read_words, to_doc
from evaluate import evaluate, read_docs
from lemmas import build_table
from package import write_package

from tidewaiter import datafile
from tidewaiter.errors import DataError

if TYPE_CHECKING:
    from spacy.tokens import Doc

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "weights" / "src" / "tidewaiter_english"
# more threads change the order of sums, and with it the weights
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that the training reads, with their sha256."""

    files: dict[str, str]


def check_inputs(data: Path) -> None:
    """Refuses to train on files other than those recorded in ``inputs.yaml``."""
    for name, wanted in datafile.read(HERE / "inputs.yaml", Inputs).files.items():
        path = data / name
        if not path.is_file():
            raise DataError("a treebank file is missing", path=str(path), hint="say where they are with --data")
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise DataError("a treebank file differs from the recorded one", path=str(path), hint="see inputs.yaml")


def train_stage(config: Path, output: Path, paths: dict[str, Path], *, reuse: bool) -> Path:
    """Runs ``spacy train`` on one core; returns the folder of the best checkpoint."""
    best = output / "model-best"
    if reuse and best.is_dir():
        print(f"{best} is there already", flush=True)
        return best
    overrides = [word for name, path in paths.items() for word in (f"--paths.{name}", str(path))]
    command = [sys.executable, "-m", "spacy", "train", str(config), "--output", str(output), *overrides]
    subprocess.run(command, check=True, env={**os.environ, **ONE_THREAD})
    return best


def write_corpus(docs: list[Doc], words: Words, path: Path) -> None:
    """Writes the treebank and its copies with the words of the domain into one training file."""
    from spacy.tokens import DocBin

    sentences = make_sentences(docs, words)
    print(f"{len(sentences)} copies, {sum(map(len, sentences))} tokens", flush=True)
    copies = [to_doc(rows, docs[0].vocab) for rows in sentences]
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=[*docs, *copies], store_user_data=False).to_disk(path)


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains the English pipeline and writes its data package.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/ud"), help="folder of the .spacy files")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder for checkpoints")
    parser.add_argument("--reuse", action="store_true", help="keep stages that are in the work folder")
    arguments = parser.parse_args()
    check_inputs(arguments.data)

    import spacy

    train, dev = arguments.data / "all-train.spacy", arguments.data / "all-dev.spacy"
    work, reuse = arguments.work, arguments.reuse
    one = train_stage(HERE / "one.cfg", work / "one", {"train": train, "dev": dev}, reuse=reuse)
    words = read_words(HERE / "words.yaml")
    docs = read_docs(train, spacy.blank("en"))
    write_corpus(docs, words, work / "augmented.spacy")
    two_paths = {"train": work / "augmented.spacy", "dev": dev, "one": one}
    two = train_stage(HERE / "two.cfg", work / "two", two_paths, reuse=reuse)
    bases = [line.split()[0] for line in (*words.verbs.transfer, *words.verbs.other, *words.verbs.clause)]
    checksum = write_package(spacy.load(two), build_table(docs, words.lemmas, bases), PACKAGE)
    print(f"weights written, sha256 {checksum}", flush=True)

    import tidewaiter_english

    scores = evaluate(tidewaiter_english.load(), arguments.data)
    (work / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main()
