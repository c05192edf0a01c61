"""The open matcher that the parties' figures are held against, run in an environment that has it.

    PYTHON benchmarks/parties_anchor.py start        (one comparison: for whole processes)
    PYTHON benchmarks/parties_anchor.py speed FILE   (comparisons a second)

PYTHON has nomenklatura installed and nothing of this project; `parties_speed.py` and `parties_start.py` call it with
`--nomenklatura PYTHON`. FILE is JSON: rows of a query and its candidates, each a FollowTheMoney schema and names.
Every comparison is of entities with ids of their own, for what nomenklatura remembers of names hangs on the id.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from pathlib import Path
from typing import Any

NUMBERS = itertools.count()
ALGORITHM = "logic-v2"


def entity(schema: str, names: list[str]) -> Any:
    """An entity with an id that no other has."""
    from followthemoney import ValueEntity

    told = {"id": f"e{next(NUMBERS)}", "schema": schema, "properties": {"name": names}}
    return ValueEntity.from_dict(told)


def main() -> None:
    """Compares, and prints what it took as JSON."""
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm(ALGORITHM)
    assert algorithm
    config = algorithm.default_config()
    if sys.argv[1] == "start":
        one, other = entity("Person", ["Paek Chang-Ho"]), entity("Person", ["PAEK CHANG HO"])
        print(algorithm.compare(one, other, config).score)
        return
    rows = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    made = [(entity(*query), [entity(*one) for one in candidates]) for query, candidates in rows]
    warm = rows[0][1][:5]
    for one in warm:
        algorithm.compare(entity(*one), entity(*one), config)
    begun, pairs = time.process_time(), 0
    for query, candidates in made:
        for candidate in candidates:
            algorithm.compare(query, candidate, config)
            pairs += 1
    spent = time.process_time() - begun
    print(json.dumps({"queries a second": len(rows) / spent, "pairs a second": pairs / spent}))


if __name__ == "__main__":
    main()
