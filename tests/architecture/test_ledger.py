"""The coverage page tells what the code does, and enough of it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "coverage.md"


def test_coverage_is_wide():
    total, settled = map(int, re.search(r"Of (\d+) ordered pairs, (\d+)", PAGE.read_text(encoding="utf-8")).groups())
    assert settled >= 600
    assert settled < total


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Exponential", "Gamma", "Laplace", "Normal", "Poisson"])
def test_coverage_page_is_not_stale(name):
    command = [sys.executable, ROOT / "docs" / "ledger.py", "--only", name]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert shown in PAGE.read_text(encoding="utf-8")
