"""The English lexicon holds no list that nothing reads."""

from __future__ import annotations

from pathlib import Path

import yaml

SOURCE = Path(__file__).resolve().parents[3] / "src" / "tidewaiter"


def test_every_list_is_read_somewhere() -> None:
    lists = yaml.safe_load((SOURCE / "reports" / "lexicon" / "en.yaml").read_text(encoding="utf-8"))["lists"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))
    assert [name for name in lists if f'"{name}"' not in code] == []
