"""Claims about families under relations between their parameters."""

from dataclasses import replace

import pytest
from sympy import Eq, Rational, log, oo, symbols

from symbolic_info import Entropy, KLDivergence, abstract, prove
from symbolic_info.cli import main
from symbolic_info.laws import Exponential, Gamma, Uniform, mixture

a, b, c = symbols("a b c", positive=True)
NESTED = KLDivergence(Uniform(0, a), Uniform(0, b))


def test_a_condition_decides_the_branch():
    proof = prove(Eq(NESTED, log(b / a)), given=[a < b])
    assert proof.status == "proved"
    assert proof.given == (a < b,)
    assert proof.recheck()
    assert prove(Eq(NESTED, oo, evaluate=False), given=a > b).status == "proved"


def test_a_witness_meets_what_is_given():
    proof = prove(Eq(NESTED, log(b / a)), given=[a > b])
    assert proof.status == "refuted"
    assert proof.witness[a] > proof.witness[b]
    assert proof.recheck()
    assert not replace(proof, given=(a < b,)).recheck()


def test_what_fails_only_elsewhere_is_not_refuted():
    """h(Exponential(a)) <= h(Exponential(b)) where a >= b, and only there."""
    claim = Entropy(Exponential(a)) <= Entropy(Exponential(b))
    assert prove(claim).status == "refuted"
    assert prove(claim, given=[a >= b]).status != "refuted"
    assert prove(claim, given=[a < b]).status == "refuted"


def test_a_condition_does_not_prove_the_false():
    claim = Eq(KLDivergence(Gamma(a, b), Gamma(c, b)), 0)
    assert prove(claim, given=[a < c]).status == "refuted"


@pytest.mark.parametrize(("assumed", "code"), [("0 < a < b", 0), ("0 < b < a", 1)])
def test_assumptions_of_the_command_line_reach_the_prover(assumed, code, capsys):
    found = main(["prove", "KL(Uniform(0,a),Uniform(0,b)) = log(b/a)", "--assume", assumed])
    assert (found == 0) == (code == 0)
    assert ("proved" in capsys.readouterr().out) == (code == 0)


def test_conditions_on_the_weights_of_abstract_laws():
    p, q = abstract("p q")
    t = symbols("t", positive=True)
    m = mixture([p, q], [t, 1 - t])
    assert prove(KLDivergence(p, m) <= -log(t), given=[t < 1]).status == "proved"
    stronger = prove(KLDivergence(p, m) <= -log(t) / 4, given=[t < Rational(1, 3)])
    assert stronger.status == "refuted"
    assert stronger.witness[t] < Rational(1, 3)
    assert stronger.recheck()
