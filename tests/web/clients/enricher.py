"""nomenklatura's own YenteEnricher against a service: ``python enricher.py ADDRESS``, one JSON object on stdout.

Run by ``test_clients.py`` with an interpreter that has nomenklatura; nothing of the project is imported here.
"""

import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

ftm, db = import_module("followthemoney"), import_module("nomenklatura.db")
Cache = import_module("nomenklatura.cache").Cache
YenteEnricher = import_module("nomenklatura.enrich.yente").YenteEnricher


def main(address: str) -> None:
    dataset = ftm.Dataset.make({"name": "mine", "title": "Mine"})
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        session = db.Session(db.get_engine(f"sqlite:///{Path(folder) / 'cache.db'}"))
        cache = Cache(session, dataset, create=True)
        enricher = YenteEnricher(dataset, cache, {"api": address, "cache_days": 0})
        told = {one["id"]: enriched(enricher, ftm.StatementEntity.from_data(dataset, one)) for one in asked}
        enricher.close()
        session.close()
    json.dump(told, sys.stdout)


def enriched(enricher: Any, entity: Any) -> list[dict[str, Any]]:
    """The matches, each with what its expansion brought."""
    return [
        {"match": match.to_dict(), "expanded": [one.to_dict() for one in enricher.expand_wrapped(entity, match)]}
        for match in enricher.match_wrapped(entity)
    ]


main(sys.argv[1])
