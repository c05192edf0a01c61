"""How well whole short reports are read: one event told in several sentences, and events that stay apart.

    python tests/reports/battery/test_reports.py [--errors] [aside]

prints the figures of the part worked on, or of the part set aside, and with --errors what was missed.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.reports.battery.scoring import figures, show

FILE = "reports.yaml"


def test_reports_worked_on_are_read_as_well_as_before() -> None:
    found = figures(FILE, "seen")
    assert found["cases"] >= 0.70
    assert found["precision"] >= 0.95


def test_reports_set_aside_are_read_as_well_as_before() -> None:
    found = figures(FILE, "aside")
    assert found["cases"] >= 0.48
    assert found["precision"] >= 0.95


if __name__ == "__main__":
    show(FILE, sys.argv[1:])
