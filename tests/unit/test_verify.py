"""The entries are proved anew, the look-alikes refuted; what falls is told."""

import json
from argparse import Namespace
from dataclasses import replace

import pytest

from symbolic_info.catalog import Entry, Outcome, Statement, catalog, outcome, verify
from symbolic_info.cli import main
from symbolic_info.cli.report import Report
from symbolic_info.errors import ClaimError
from symbolic_info.progress import Progress

SAMPLE = [entry for topic in catalog.topics.values() for entry in topic[::9]]


@pytest.mark.parametrize("entry", SAMPLE, ids=lambda entry: entry.id)
def test_a_sample_holds(entry):
    assert outcome(entry).held


@pytest.mark.slow
def test_every_entry_holds_and_every_lookalike_is_refuted():
    assert [found for found in verify(catalog.values()) if not found.held] == []


def test_a_status_below_the_recorded_one_is_a_fall():
    found = outcome(catalog["ES-triangle"])
    assert found.status == found.expected == "cited"
    assert found.held
    assert not replace(found, expected="proved").held
    assert not replace(found, status="open").held
    assert not replace(found, rechecked=False).held
    assert not replace(found, refuted=(True, False)).held
    assert replace(found, expected="open").held


def test_a_true_lookalike_is_a_fall():
    entry = Entry("CT-2.6.3", "theorem", "name", "D(p||q) >= 0", false=("H(p,q) >= H(p)",))
    assert outcome(entry).refuted == (False,)


def test_a_lookalike_may_have_conditions_of_its_own():
    own = Statement("H(Bernoulli(a)) = log(2)", "0 < a < 1")
    entry = Entry(
        "CT-0", "nowhere", "name", "H(Uniform(a, b)) = log(b - a)", "a < b", false=(own, "H(Uniform(a, b)) = 0")
    )
    assert [claim.conditions for claim in entry.lookalikes] == ["0 < a < 1", "a < b"]


def test_the_copy_lemma_is_used_where_an_entry_says_so():
    entry = catalog["YEU-15-ZY"]
    assert entry.copies
    assert Statement(entry.stated).prove(1).status == "open"
    assert entry.prove(60).status == "proved"


def test_selection():
    assert catalog.select(["CT-2.6.3", "CT-2.6.3"]) == (catalog["CT-2.6.3"],)
    assert set(catalog.select(["LIN"])) == set(catalog.book("LIN"))
    topic = next(iter(catalog.topics))
    assert catalog.select([topic]) == catalog.topic(topic)
    assert len(catalog.select([])) == len(catalog)
    with pytest.raises(ClaimError, match="CT-2"):
        catalog.select(["CT-2"])


def test_the_command_prints_a_table_and_no_bar_into_a_file(capsys):
    code = main(["verify", "CT-2.6.3", "ES-triangle"])
    captured = capsys.readouterr()
    assert (code, captured.err) == (0, "")
    assert captured.out.splitlines()[-1].split()[:8] == ["all", "1", "0", "0", "1", "0", "0", "4/4"]


def test_the_command_prints_json(capsys):
    assert main(["verify", "CT-2.6.3", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["held"] is True
    assert [(entry["id"], entry["status"]) for entry in answer["entries"]] == [("CT-2.6.3", "proved")]


def test_two_processes_give_what_one_gives():
    entries = catalog.select(["LMN-B.KL", "CT-2.6.3"])
    alone, together = (list(verify(entries, jobs)) for jobs in (1, 2))
    assert [replace(found, seconds=0.0) for found in alone] == [replace(found, seconds=0.0) for found in together]


def test_an_unknown_name_is_an_error(capsys):
    assert main(["verify", "XYZ"]) == 2
    assert "XYZ" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_number_of_processes_that_is_none(jobs):
    with pytest.raises(SystemExit):
        main(["verify", "CT-2.6.3", "--jobs", jobs])


def test_what_has_fallen_is_told_and_gives_exit_code_1():
    fallen = Outcome("CT-0", "topic", "proved", "open", 0.1, True, (False,))
    report = Report((fallen,))
    assert report.code == 1
    assert "fallen: CT-0: open, recorded as proved; 1 false claim(s) not refuted" in report.text(Namespace())


class Terminal:
    def __init__(self):
        self.written = ""

    def isatty(self):
        return True

    def write(self, text):
        self.written += text

    def flush(self):
        pass


def test_the_bar_fills_on_a_terminal():
    stream = Terminal()
    bar = Progress(stream, 2)
    bar.update(1, "CT-2.6.3")
    bar.update(2, "x")
    _, half, whole = stream.written.split("\r")
    assert half.startswith(f"[{'#' * 15}{'.' * 15}] 1/2")
    assert "CT-2.6.3" in half
    assert whole.startswith(f"[{'#' * 30}] 2/2")
    assert whole.endswith("\n")
