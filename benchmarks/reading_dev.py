"""Reads annotated reports with the whole program and scores them with the scorer that lies beside them.

    python benchmarks/reading_dev.py ../shared/dev/reading [--gold FILE] [--errors 20] [--out predictions.json]

Reader, stories, law and findings, as `tidewaiter read --all` does it. The gold file's texts stay where they
are; nothing of them is kept here. A role's name, or its words where it has none, is what is compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import figures
import yaml

from tidewaiter.cases.assemble import assemble
from tidewaiter.cases.desk import Desk
from tidewaiter.law import load
from tidewaiter.model import Document, Event, Reading, Role, Statement
from tidewaiter.reports.readers import plain

RAISED = ("prohibited", "undetermined")


def main() -> None:
    """Reads, writes the predictions, prints the scores."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--gold", type=Path, help="by default gold.yaml in the folder")
    options.add_argument("--errors", default="0")
    options.add_argument("--out", type=Path, help="keep the predictions")
    figures.option(options)
    given = options.parse_args()
    gold = given.gold or given.folder / "gold.yaml"
    documents, names = _documents(gold)
    case = assemble(documents, load.default(), desk=Desk(load.default(), sift=False))
    out = given.out or Path(tempfile.mkdtemp()) / "predictions.json"
    told = {names[reading.document.id]: _prediction(reading) for reading in case.readings}
    out.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    command = [sys.executable, str(given.folder / "score.py"), str(out), "--gold", str(gold)]
    subprocess.run([*command, "--errors", given.errors], check=True)
    scores = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout
    figures.write(given.figures, _figures(json.loads(scores)))


def _documents(gold: Path) -> tuple[list[Document], dict[str, str]]:
    """The reports of a gold file, and the gold's name of each by the document's id."""
    documents, names = [], {}
    for article in yaml.safe_load(gold.read_text(encoding="utf-8"))["articles"]:
        document = plain.read((gold.parent / article["file"]).read_bytes(), path=article["file"])
        documents.append(document)
        names[document.id] = article["id"]
    return documents, names


def _prediction(reading: Reading) -> dict[str, Any]:
    return {
        "events": [_event(event) for event in reading.events],
        "statements": [_statement(statement) for statement in reading.statements],
        "findings": sorted({finding.measure for finding in reading.findings if finding.verdict in RAISED}),
        "source_group": reading.story,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "supplier": _role(event.supplier),
        "recipient": _role(event.recipient),
        "item": event.item.text if event.item else None,
        "date": event.date.value if event.date else None,
        "stance": event.stance,
        "evidence": [span.quote for span in event.evidence],
    }


def _role(role: Role | None) -> str | None:
    return (role.name or role.text) if role else None


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "speaker": statement.speaker,
        "stance": statement.stance,
        "via": statement.via,
        "evidence": [span.quote for span in statement.evidence],
    }


def _figures(scores: dict[str, Any]) -> dict[str, float]:
    roles, findings = scores["roles"], scores["findings"]
    said = scores["syndication"]["recall_by_kind"]["spun"]
    return {
        "goods events F1": scores["events"]["events_goods_main"]["F1"],
        "goods events precision": scores["events"]["events_goods_main"]["P"],
        "supplier F1": roles["supplier"]["F1"],
        "recipient F1": roles["recipient"]["F1"],
        "item F1": roles["item"]["F1"],
        "event stance": scores["event_stance"]["strict"],
        "event date": scores["event_date"]["accuracy"],
        "statements F1": scores["statements"]["F1"],
        "statement stance": scores["statement_stance"]["strict"],
        "medium": scores["via"]["accuracy"],
        "articles with exact findings": findings["articles_exact"],
        "no false alarm on hard negatives": 1 - findings["false_alarm_hard_negatives"],
        "events verbatim": scores["evidence_verbatim"]["events"],
        "statements verbatim": scores["evidence_verbatim"]["statements"],
        "same source F1": scores["syndication"]["F1"],
        "re-worded copies recall": said[0] / said[1] if said[1] else 0.0,
    }


if __name__ == "__main__":
    main()
