"""The audit of other libraries: what is compared, what counts as wrong, and the report."""

from __future__ import annotations

import math

import pytest
from sympy import Rational, sqrt

from symbolic_info import value
from symbolic_info.audit import Subject, audit, lines, subjects, write
from symbolic_info.audit.finding import called, judged, truth_by_form, truth_of
from symbolic_info.cli import main
from symbolic_info.laws import Gamma, Poisson

POISSON = Subject("scipy", (("poisson", (("mu", 1e6),)),))


def gamma(shape):
    return Subject("scipy", (("gamma", (("a", shape),)),))


def test_subjects_are_admitted_and_cover_the_range():
    found = [s for s in subjects("scipy") if s.name == "gamma"]
    shapes = [dict(s.laws[0][1])["a"] for s in found]
    assert min(shapes) == 1e-6
    assert max(shapes) == 1e6
    assert len(set(shapes)) == len(shapes)
    assert all(0 < dict(s.laws[0][1])["p"] <= 1 for s in subjects("scipy") if s.name == "bernoulli")
    assert all(float(dict(s.laws[0][1])["n"]).is_integer() for s in subjects("scipy") if s.name == "binom")


def test_measures_take_the_doubles_exactly():
    assert gamma(0.1).measure().laws[0] == Gamma(Rational(0.1), 1)
    assert POISSON.measure().laws[0] == Poisson(10**6)
    assert POISSON.code == "stats.poisson(1000000.0).entropy()"


def test_both_ways_to_the_truth_agree():
    for subject in (gamma(0.1), gamma(30.0)):
        assert truth_of(subject, 10.0).text == truth_by_form(subject).text


@pytest.mark.parametrize(
    ("theirs", "verdict"),
    [
        (math.sqrt(2), "good"),
        (math.sqrt(2) * (1 + 1e-8), "poor"),
        (math.sqrt(2) * 1.01, "wrong"),
        (math.nan, "wrong"),
        (math.inf, "wrong"),
    ],
)
def test_verdicts(theirs, verdict):
    assert judged(POISSON, theirs, value(sqrt(2), 25)).verdict == verdict


def test_infinity_is_right_where_it_is_true():
    pareto = Subject("torch", (("Pareto", (("scale", 1.0), ("alpha", 1.0))), ("Exponential", (("rate", 1.0),))))
    truth = truth_of(pareto, 10.0)
    assert truth.text == "oo"
    assert judged(pareto, math.inf, truth).verdict == "good"
    assert judged(pareto, 1.0, truth).verdict == "wrong"


def test_scipy_and_its_report(tmp_path):
    pytest.importorskip("scipy")
    assert called(gamma(2.0)) == pytest.approx(1.5772156649015328)
    missing = Subject("scipy", (("no such", ()),))
    findings = list(audit([gamma(2.0), gamma(0.5), missing]))
    assert [f.verdict for f in findings] == ["good", "good"]
    write(findings, "scipy", tmp_path)
    assert "2 good" in (tmp_path / "report.md").read_text()
    assert "<h1>Audit of scipy</h1>" in (tmp_path / "report.html").read_text()
    assert lines(findings)[1][:3] == ["gamma", "2", "0"]
    if (tmp_path / "errors.png").exists():
        assert (tmp_path / "errors.png").read_bytes()[:4] == b"\x89PNG"


def test_torch_defines_divergences():
    torch = pytest.importorskip("torch")
    one, two = ("Exponential", (("rate", 1.0),)), ("Exponential", (("rate", 2.0),))
    assert called(Subject("torch", (one, two))) == pytest.approx(1 - math.log(2))
    assert torch is not None


def test_a_library_that_is_missing_is_named(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("symbolic_info.cli.commands.find_spec", lambda name: None)
    assert main(["audit", "torch", "-o", str(tmp_path / "out")]) == 2
    assert "torch is not installed" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_command(capsys, tmp_path):
    pytest.importorskip("scipy")
    assert main(["audit", "scipy", "gibrat", "-o", str(tmp_path / "out")]) == 0
    assert "gibrat" in capsys.readouterr().out
    assert (tmp_path / "out" / "report.md").exists()


ALONE = "Bernoulli Beta Binomial Cauchy ContinuousBernoulli Exponential Gamma Geometric Gumbel HalfNormal Laplace"
MIXED = "Beta Exponential Gamma Laplace Normal Pareto Uniform"


def test_pairs_that_pytorch_registers_are_audited():
    pairs = {subject.names for subject in subjects("torch") if len(subject.names) == 2}
    assert {(name, name) for name in (*ALONE.split(), *MIXED.split(), "Poisson")} <= pairs
    assert {("Uniform", "Gumbel"), ("Normal", "Gumbel"), ("Gumbel", "Pareto"), ("Poisson", "Binomial")} <= pairs
    assert {(one, "Uniform") for one in (*MIXED.split(), "Gumbel", "ContinuousBernoulli")} <= pairs
    assert {("Uniform", other) for other in MIXED.split()} <= pairs
