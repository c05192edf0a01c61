"""Tidewaiter reads news reports and trade records and says which sanctions measures they touch, and why.

The public names are resolved when they are first used, so that importing the package costs
next to nothing:

    import tidewaiter

    regime = tidewaiter.default_regime()
    with open("report.html", "rb") as stream:
        taken = list(tidewaiter.read_documents(stream, path="report.html"))  # an error stands where a part is broken
    documents = [one for one in taken if isinstance(one, tidewaiter.Document)]
    case = tidewaiter.assemble(documents, regime)
    for reading in case.readings:
        for finding in reading.findings:
            print(tidewaiter.explain(finding))
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "apply": "tidewaiter.law.apply:apply",
    "assemble": "tidewaiter.cases.assemble:assemble",
    "default_regime": "tidewaiter.law.load:default",
    "explain": "tidewaiter.law.explain:explain",
    "load_regime": "tidewaiter.law.load:load",
    "read_cases": "tidewaiter.law.cases:read_cases",
    "read_document": "tidewaiter.reports.readers.plain:read",
    "read_documents": "tidewaiter.reports.readers.take:take",
    "read_table": "tidewaiter.trade.tables:read_table",
    "screen": "tidewaiter.screen:screen",
    "Case": "tidewaiter.model:Case",
    "Document": "tidewaiter.model:Document",
    "Event": "tidewaiter.model:Event",
    "Finding": "tidewaiter.model:Finding",
    "Span": "tidewaiter.model:Span",
    "Statement": "tidewaiter.model:Statement",
    "TidewaiterError": "tidewaiter.errors:TidewaiterError",
}

__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'tidewaiter' has no attribute {name!r}")
    module, _, attribute = _PUBLIC[name].partition(":")
    return getattr(import_module(module), attribute)
