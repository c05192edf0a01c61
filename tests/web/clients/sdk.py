"""The official yente-client against a service: ``python sdk.py ADDRESS``, one JSON object on stdout.

Run by ``test_clients.py`` with an interpreter that has yente-client; nothing of the project is imported here.
"""

import asyncio
import json
import sys
from importlib import import_module
from typing import Any

yente = import_module("yente_client")
failures = import_module("yente_client.exceptions")


def main(address: str) -> None:
    with yente.Client(base_url=address, app_name="Test") as client:
        told = {
            "health": [client.healthz().status, client.readyz().status],
            "datasets": [[one.name, one.load] for one in client.datasets().datasets],
            "again": len(client.datasets().datasets),
            "algorithms": client.algorithms().best,
            **matching(client),
            **looking(client),
            **refusals(client),
        }
    told["async"] = asyncio.run(later(address))
    json.dump(told, sys.stdout)


def matching(client: Any) -> dict[str, Any]:
    person = yente.Person(name="Pak Tae Song Invented", birthDate="1961-04-02", nationality="kp", id="mine")
    hits = client.match(person, datasets=["default", "un"], threshold=0.7, limit=5, algorithm="best")
    none = client.match(yente.Company(name="Zyx Wvutsrq Gmbh", jurisdiction="de"))
    left_out = client.match(person, exclude_entities=[hits.top.id], exclude_schemata=["Vessel"], topics=["sanction"])
    many = client.match_iter(
        [("a", person), ("b", yente.Vessel(name="Morning Mist 8", imoNumber="9074729"))], workers=2, on_error="collect"
    )
    return {
        "top": hits.top.model_dump(mode="json", by_alias=True),
        "matches": [one.id for one in hits.matches],
        "query": hits.query,
        "none": none.total.value,
        "left_out": [one.id for one in left_out.results],
        "many": sorted([key, found.top.id] for key, found in many),
    }


def looking(client: Any) -> dict[str, Any]:
    entity = client.fetch("un-7000001")
    found = client.search("pak tae song", datasets=["default"], schema="Person", countries=["kp"], facets=["schema"])
    adjacent = client.adjacent("un-7000001")
    return {
        "fetched": [entity.caption, entity.properties["sanctions"][0].properties["authorityId"]],
        "light": "sanctions" in client.fetch("un-7000001", nested=False).properties,
        "found": [one.id for one in found.results],
        "facets": {name: [[one.name, one.count] for one in facet.values] for name, facet in found.facets.items()},
        "adjacent": {name: page.total.value for name, page in adjacent.adjacent.items()},
        "by": [one.id for one in client.adjacent("un-7000001", prop="sanctions").results],
    }


def refusals(client: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    try:
        client.match(yente.Person(name="X"), datasets=["banana"])
    except failures.NotFoundError as refused:
        told["dataset"] = refused.detail
    try:
        client.match(yente.Person(name="X"), algorithm="banana")
    except failures.BadRequestError as refused:
        told["algorithm"] = refused.detail
    try:
        client.fetch("nobody")
    except failures.NotFoundError as refused:
        told["entity"] = refused.detail
    return told


async def later(address: str) -> str:
    async with yente.AsyncClient(base_url=address) as client:
        hits = await client.match(yente.Person(name="Pak Tae Song Invented"))
        return str(hits.top.id)


main(sys.argv[1])
