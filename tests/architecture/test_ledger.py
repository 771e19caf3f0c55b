"""The coverage page tells what the code does, and enough of it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_coverage_is_wide():
    page = (ROOT / "docs" / "reference" / "coverage.md").read_text(encoding="utf-8")
    total, settled = map(int, re.search(r"Of (\d+) ordered pairs, (\d+)", page).groups())
    assert settled >= 600
    assert settled < total


@pytest.mark.slow
def test_coverage_page_is_not_stale():
    assert subprocess.run([sys.executable, ROOT / "docs" / "ledger.py", "--check"], check=False).returncode == 0
