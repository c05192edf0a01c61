"""What followthemoney itself makes of a service's entities: ``python valid.py ADDRESS``, one JSON object on stdout.

Every entry of the service is read from /search and again from /entities with all around it; what the real model drops,
cleans away or does not know is told. Run by ``test_clients.py`` with an interpreter that has followthemoney.
"""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

ftm = import_module("followthemoney")

PAGE, MOST = 500, 9_500


def main(address: str, most: int) -> None:
    faults: list[str] = []
    count = 0
    for flat in entries(address):
        if count >= most:
            break
        count += 1
        faults += faults_of(flat)
        whole = get(f"{address}entities/{quote(flat['id'], safe='')}")
        faults += faults_of(whole)
    json.dump({"entries": count, "faults": faults[:50], "count": len(faults)}, sys.stdout)


def entries(address: str) -> Iterator[dict[str, Any]]:
    """Every entry once: of each list the pages from both ends, as far as a service turns pages."""
    seen = set()
    for dataset in get(f"{address}catalog")["current"]:
        for sort, offset in product(("id:asc", "id:desc"), range(0, MOST, PAGE)):
            for one in get(f"{address}search/{dataset}?limit={PAGE}&offset={offset}&sort={sort}&facets=schema")[
                "results"
            ]:
                if one["id"] not in seen:
                    seen.add(one["id"])
                    yield one


def get(address: str) -> Any:
    with urlopen(address) as answer:
        return json.load(answer)


def faults_of(entity: dict[str, Any]) -> list[str]:
    """What does not come out of the model as it went in."""
    if ftm.registry.entity.clean(entity["id"]) != entity["id"]:
        return [f"{entity['id']}: no id that the model takes"]
    schema = ftm.model.get(entity["schema"])
    if schema is None:
        return [f"{entity['id']}: no schema {entity['schema']}"]
    faults = []
    for name, values in entity["properties"].items():
        prop = schema.get(name)
        if prop is None:
            faults.append(f"{entity['id']}: {schema.name} has no {name}")
            continue
        for value in values:
            if isinstance(value, dict):
                faults += faults_of(value)
            elif prop.type.clean(value) is None:
                faults.append(f"{entity['id']}: {name} {value!r} is cleaned away")
    return faults


main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10**9)
