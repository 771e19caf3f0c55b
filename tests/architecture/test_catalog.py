"""The catalog keeps its promises: ids, sources, conditions, statements that build, a page that is not stale."""

import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from sympy import Basic

from symbolic_info.catalog import Entry, catalog
from symbolic_info.catalog.books import BOOKS
from symbolic_info.catalog.index import Catalog
from symbolic_info.proof.certificate import STATUSES

ROOT = Path(__file__).parents[2]
ENTRIES = [pytest.param(entry, id=entry.id) for entry in catalog.values()]


def test_importing_the_package_does_not_load_the_catalog():
    code = "import sys, symbolic_info; print('symbolic_info.catalog' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_two_entries_cannot_have_one_id():
    entry = next(iter(catalog.values()))
    with pytest.raises(ValueError, match="same id"):
        Catalog({"one": [entry], "another": [entry]})


def test_the_catalog_is_large_and_mostly_proved():
    recorded = Counter(entry.status for entry in catalog.values())
    assert len(catalog) >= 300
    assert recorded["proved"] >= 0.85 * len(catalog)
    assert not recorded["refuted"]
    assert sum(len(entry.false) for entry in catalog.values()) >= 200


def test_every_book_is_used():
    assert {entry.book for entry in catalog.values()} == set(BOOKS)


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_complete(entry: Entry):
    assert entry.name
    assert entry.place in entry.source
    assert entry.conditions
    assert entry.status in STATUSES
    assert isinstance(entry.claim, Basic)
    claims = [claim.reading for claim in (entry.statement, *entry.lookalikes)]
    assert all(a != b for a, b in combinations(claims, 2))


def test_an_entry_is_shown_as_text_markdown_and_latex():
    entry = catalog["CT-2.6.3"]
    for text in (entry.text(), entry.markdown()):
        assert entry.id in text
        assert "D(p||q) >= 0" in text
    assert r"\geq 0" in entry.latex()


def test_the_declaration_of_a_statement_takes_ten_lines_at_most():
    for path in (ROOT / "symbolic_info" / "catalog" / "entries").glob("*.py"):
        blocks = path.read_text(encoding="utf-8").split("\n    Entry(")[1:]
        statements = [block.partition("\n    ),")[0].partition("        false=")[0] for block in blocks]
        assert max(text.count("\n") + 1 for text in statements or [""]) <= 10, path


def test_the_page_is_not_stale():
    command = [sys.executable, ROOT / "docs" / "catalog.py", "--bare"]
    bare = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = (ROOT / "docs" / "reference" / "catalog.md").read_text(encoding="utf-8").splitlines()
    assert [line.partition(" — fails at ")[0] for line in lines] == bare.splitlines()
