"""What is said of a row beside the law, as JSON and as text."""

from __future__ import annotations

from typing import Any

from tidewaiter import codec
from tidewaiter.checks.remarks import Remark
from tidewaiter.law.ledger import Count, running
from tidewaiter.screen import RowAnswer


def row_json(answer: RowAnswer) -> dict[str, Any]:
    """All of a row's answer in the shape of docs/reference/json.md."""
    event, assessment = answer.event, answer.assessment
    place = event.evidence[0] if event.evidence else None
    within, _, number = event.id.rpartition("row-")  # a row none of whose cells is read has its id alone
    return {
        "sheet": place.sheet if place else within.removesuffix(":") or None,
        "row": place.row if place else int(number) if number.isdecimal() else None,
        "verdict": answer.verdict,
        "event": codec.event_json(event),
        "findings": [codec.finding_json(finding) for finding in assessment.findings],
        "remarks": [remark_json(remark) for remark in answer.remarks],
        "missing": list(answer.missing),
        "also_relevant": [finding.measure for finding in assessment.also],
        "not_raised": [{"measure": item.measure, "needs": item.needs} for item in assessment.dormant],
        "notes": list(event.notes),
    }


def remark_json(remark: Remark) -> dict[str, Any]:
    """A remark with its readings, what speaks for each, and the question."""
    return {
        "kind": remark.kind,
        "what": remark.what,
        "readings": list(remark.readings),
        "taken": remark.taken,
        "reasons": [{"why": one.why, "speaks_for": one.speaks_for, "weight": one.weight} for one in remark.reasons],
        "ask": list(remark.ask),
        "evidence": codec.spans_json(remark.evidence),
    }


def count_json(count: Count) -> dict[str, Any]:
    """A window of a cap: what counts in it, in the order of its days."""
    return {
        "measure": count.measure,
        "cite": count.cite,
        "window": count.window,
        "since": count.since.isoformat(),
        "until": count.until.isoformat(),
        "limits": [{"unit": unit, "amount": amount} for unit, amount in count.limits],
        "sums": [{"unit": unit, "amount": amount} for unit, amount in count.sums],
        "complete": count.complete,
        "passed_by": count.passed_by,
        "rows": [
            {
                "event": entry.event,
                "day": entry.last.isoformat(),
                "earliest": entry.first.isoformat(),
                "ledger": entry.given,
                "amounts": [{"unit": unit, "amount": amount, "how": how} for unit, amount, how in entry.amounts],
                "running": [{"unit": unit, "sum": total, "share": round(share, 6)} for unit, _, total, share in sums],
            }
            for entry, sums in running(count)
        ],
        "not_counted": [{"event": event, "why": why} for event, why in count.open_],
    }
