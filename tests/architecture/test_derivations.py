"""The page of derivations is what `derive` prints now; `python docs/derivations.py` writes it anew."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_not_stale():
    command = [sys.executable, ROOT / "docs" / "derivations.py", "--print"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed == (ROOT / "docs" / "reference" / "derivations.md").read_text(encoding="utf-8")
