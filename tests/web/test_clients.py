"""Clients of yente work unchanged: their requests, frozen as they send them, and the clients themselves where they are.

The real ones are nomenklatura's YenteEnricher, followthemoney's model and yente-client. They are looked for beside the
project, and in the interpreters that the variable TIDEWAITER_CLIENTS names (paths, parted as in PATH).
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from tidewaiter.parties.matching.matcher import Matcher
from tidewaiter.web.parties.app import app
from tidewaiter.web.parties.desk import Desk

Ask = Callable[..., httpx.Response]

HERE = Path(__file__).parent / "clients"
PERSON = {
    "id": "p",
    "schema": "Person",
    "properties": {
        "name": ["Pak Tae Song Invented"],
        "birthDate": ["1961-04-02"],
        "nationality": ["kp"],
        "passportNumber": ["X0000001"],
        "gender": ["male"],
    },
}
SHIP = {"id": "v", "schema": "Vessel", "properties": {"name": ["Morning Mist 8"], "imoNumber": ["IMO9074729"]}}
COMPANY = {"id": "c", "schema": "Company", "properties": {"name": ["Nowhere Trading Corporation"]}}
NONE = {"id": "n", "schema": "Person", "properties": {"name": ["Zyx Wvutsrq"]}}


# the matchable properties of Person in followthemoney 4.11: the enricher sends whichever an entity has
SENT = """
name alias previousName email phone birthDate nationality address brightQueryId bvdId citizenship country
birthCountry mainCountry dunsCode deathDate dissolutionDate idNumber incorporationDate innCode jurisdiction
leiCode licenseNumber npiCode ogrnCode opencorporatesUrl passportNumber registrationNumber swiftBic sayariId
socialSecurityNumber taxNumber uscCode uniqueEntityId vatCode website wikidataId
"""


# what nomenklatura 4.17 and yente-client 0.2 were seen to send


def test_the_request_of_the_enricher_is_answered(ask: Ask) -> None:
    body = {"queries": {"entity": {"schema": "Person", "properties": {"name": ["Pak Tae Song Invented"]}}}}
    answer = ask("POST", "/match/default?algorithm=best&fuzzy=False", json=body)
    assert answer.status_code == 200
    result = answer.json()["responses"]["entity"]["results"][0]
    assert result["id"] == "un-7000001"
    whole = ask("GET", f"/entities/{result['id']}?nested=True").json()
    assert whole["properties"]["sanctions"][0]["schema"] == "Sanction"


def test_the_enricher_with_a_cutoff_is_answered(ask: Ask) -> None:
    body = {"queries": {"entity": {"schema": "Person", "properties": {"name": ["Pak Tae Song Invented"]}}}}
    assert ask("POST", "/match/default?algorithm=best&cutoff=0.5&fuzzy=True", json=body).status_code == 200


def test_every_property_that_the_enricher_may_send_is_known(match: Callable[..., dict[str, Any]]) -> None:
    dates = ("birthDate", "deathDate", "dissolutionDate", "incorporationDate")
    countries = ("nationality", "citizenship", "country", "birthCountry", "mainCountry", "jurisdiction")
    properties = {name: ["1961" if name in dates else "kp" if name in countries else "Zyx"] for name in SENT.split()}
    assert match({"entity": {"schema": "Person", "properties": properties}})["entity"]["status"] == 200


def test_the_request_of_the_yente_client_is_answered(ask: Ask) -> None:
    example = {"schema": "Person", "properties": {"name": ["Pak Tae Song Invented"]}, "id": "mine"}
    body = {"queries": {"q": example}, "weights": {}, "config": {}}
    address = "/match/default?include_dataset=un&exclude_schema=Vessel&topics=sanction&threshold=0.7&algorithm=best"
    answer = ask("POST", f"{address}&limit=5&exclude_entity_ids=nobody&changed_since=2010-01-01T00:00:00", json=body)
    assert answer.status_code == 200
    found = answer.json()
    assert found["responses"]["q"].keys() >= {"query", "results", "total"}
    assert found["responses"]["q"]["query"]["id"] == "mine"
    assert found["limit"] == 5


def test_the_other_requests_of_the_yente_client_are_answered(ask: Ask) -> None:
    for path in (
        "/healthz",
        "/readyz",
        "/catalog",
        "/algorithms",
        "/entities/un-7000001?nested=true",
        "/entities/un-7000001?nested=false",
        "/entities/un-7000001/adjacent?offset=0",
        "/entities/un-7000001/adjacent/sanctions?offset=0&limit=3&sort=id",
        "/search/default?schema=Person&countries=kp&filter=properties.gender%3Amale&q=pak&offset=0&limit=3"
        "&sort=caption%3Aasc&fuzzy=true&simple=true&facets=schema&facets=topics",
    ):
        assert ask("GET", path).status_code == 200, path


# the clients themselves


@cache
def _with(package: str) -> str | None:
    """An interpreter that has the package."""
    for python in (sys.executable, *os.environ.get("TIDEWAITER_CLIENTS", "").split(os.pathsep)):
        if (
            python
            and subprocess.run([python, "-c", f"import {package}"], capture_output=True, check=False).returncode == 0
        ):
            return python
    return None


def _run(package: str, script: str, *words: str, asked: Any = None) -> Any:
    python = _with(package)
    if python is None:
        pytest.skip(f"no interpreter at hand has {package} (TIDEWAITER_CLIENTS names none)")
    told = subprocess.run(
        [python, str(HERE / script), *words],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


@pytest.fixture(scope="module")
def address(matcher: Matcher) -> Iterator[str]:
    """The service listening on a port of its own."""
    import uvicorn

    config = uvicorn.Config(app(Desk(matcher)), log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join(10)


def test_the_real_enricher_matches_and_expands(address: str) -> None:
    told = _run("nomenklatura.enrich.yente", "enricher.py", address, asked=[PERSON, SHIP, COMPANY, NONE])
    assert told["n"] == []
    person = told["p"][0]
    assert person["match"]["id"] == "un-7000001"
    assert person["match"]["properties"]["sourceUrl"] == [f"{address}entities/un-7000001"]
    assert person["match"]["properties"]["birthDate"] == ["1961-04-02"]
    by_schema = {one["schema"]: one for one in person["expanded"]}
    assert set(by_schema) >= {"Person", "Sanction", "UnknownLink", "Organization", "Passport"}
    assert by_schema["Sanction"]["properties"]["entity"] == ["un-7000001"]
    assert by_schema["UnknownLink"]["properties"]["object"] == ["un-7000002"]
    ship = {one["schema"]: one for one in told["v"][0]["expanded"]}
    assert ship["Ownership"]["properties"] | {"role": []} == {
        "asset": ["made-up-9"], "owner": ["un-7000002"], "role": [],
    }  # fmt: skip
    assert told["c"][0]["match"]["id"] == "un-7000002"


def test_the_real_model_takes_every_entity_as_it_is(address: str) -> None:
    told = _run("followthemoney", "valid.py", address)
    assert told["faults"] == []
    assert told["entries"] == 5


def test_the_real_yente_client_is_served(address: str) -> None:
    told = _run("yente_client", "sdk.py", address)
    assert told["health"] == ["ok", "ok"]
    assert told["datasets"] == [["default", False], ["un", True], ["made_up", True]]
    assert told["again"] == 3
    assert told["algorithms"] == "tidewaiter"
    assert told["top"]["id"] == "un-7000001"
    assert told["top"]["match"] is True
    assert told["top"]["explanations"]
    assert told["matches"][0] == "un-7000001"
    assert told["query"]["id"] == "mine"
    assert told["none"] == 0
    assert "un-7000001" not in told["left_out"]
    assert told["many"] == [["a", "un-7000001"], ["b", "made-up-9"]]
    assert told["fetched"] == ["PAK Tae Song Invented", ["KPi.901"]]
    assert told["light"] is False
    assert told["found"][0] == "un-7000001"
    assert told["facets"]["schema"][0][0] == "Person"
    assert told["adjacent"]["sanctions"] == 1
    assert told["by"] == ["un-7000001-sanction-1"]
    assert "no such dataset" in told["dataset"]
    assert "no such algorithm" in told["algorithm"]
    assert "no such entity" in told["entity"]
    assert told["async"] == "un-7000001"
