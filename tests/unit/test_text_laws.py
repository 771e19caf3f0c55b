"""Text to laws and claims, against recording stand-ins for the makers of laws and measures."""

from __future__ import annotations

import pytest
from sympy import Eq, Expr, Function, Integer, Rational, Symbol, Tuple, log, symbols

from symbolic_info.errors import NormalizationError, ParameterError, ParseError
from symbolic_info.interop.text import LawTable, Measure, parse_assumptions, parse_claim, parse_law, parse_measure

X, MU, P = symbols("x mu p", real=True)
KL, H, JSD = Function("KL"), Function("H"), Function("JSD")


def normal(mu, sigma):
    return ("Normal", mu, sigma)


def refusing(p):
    raise ParameterError("p is too large")


def broken(p):
    raise AttributeError("list has no attribute is_positive")


def image(expr, variable, law):
    return (expr.subs(variable, X), law)


VOCABULARY = {"Normal": normal, "Refusing": refusing, "Broken": broken}
PLAIN = LawTable(VOCABULARY, image)
ABSTRACT = LawTable({}, abstract=Symbol, mixture=lambda laws, weights: Tuple(Tuple(*laws), Tuple(*weights)))
MEASURES = {
    "KL": Measure(KL, divergence=True),
    "H": Measure(lambda *laws: H(*laws)),
    "JSD": Measure(lambda *laws, weights=None, base=None: JSD(*laws, Tuple(weights, base)), divergence=True),
}
NORMAL = ("Normal", Integer(0), Integer(1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Normal(0, 1)", NORMAL),
        ("(Normal(0, 1))", NORMAL),
        ("Normal(sigma=1, mu=0)", NORMAL),
        ("Normal(0, sigma=1)", NORMAL),
        ("Normal([0, mu], [[1, 0], [0, 1]])", ("Normal", [0, MU], [[1, 0], [0, 1]])),
        ("{0: p, 1: 1 - p}", {0: P, 1: 1 - P}),
        ("{x: 1/2, 2*x: 1/2}", {X: Rational(1, 2), 2 * X: Rational(1, 2)}),
        ("[1/2, 1/3, 1/6]", [Rational(1, 2), Rational(1, 3), Rational(1, 6)]),
        ("2*Normal(0, 1) + mu", (2 * X + MU, NORMAL)),
        ("Normal(0, 1)**2", (X**2, NORMAL)),
        ("-log(Normal(0, 1))", (-log(X), NORMAL)),
    ],
)
def test_laws(text, expected):
    assert parse_law(text, PLAIN) == expected


def test_finite_hook_makes_laws_of_pmfs():
    assert parse_law("[1, 0]", LawTable({}, finite=tuple)) == (1, 0)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("Normal(0)", ParseError, r"Normal takes \(mu, sigma\)"),
        ("Normal(0, 1, 2)", ParseError, r"Normal takes \(mu, sigma\)"),
        ("Normal(0, tau=1)", ParseError, r"Normal takes \(mu, sigma\)"),
        ("Refusing(1)", ParameterError, "^p is too large$"),
        ("Broken([1])", ParseError, "cannot take these arguments"),
        ("Normal", ParseError, r"needs its parameters: Normal\(\.\.\.\)"),
        ("Normla(0, 1)", ParseError, "did you mean Normal"),
        ("p", ParseError, "expected a law"),
        ("Normal(0, 1)*Normal(0, 1)", ParseError, "only one distribution"),
        ("Normal(0, 1) - x*0 - Normal(0, 1)", ParseError, "only one distribution"),
    ],
)
def test_law_errors(text, error, message):
    with pytest.raises(error, match=message):
        parse_law(text, PLAIN)


def test_images_are_refused_without_a_maker():
    with pytest.raises(ParseError, match="function of a distribution"):
        parse_law("2*Normal(0, 1)", LawTable(VOCABULARY))


def test_assumed_symbols_are_used():
    known = parse_assumptions("sigma > 0")
    assert parse_law("Normal(0, sigma)", PLAIN, known)[2] == Symbol("sigma", positive=True)


P_LAW, Q_LAW = Symbol("p"), Symbol("q")


def claim(text, known=None):
    return parse_claim(text, MEASURES, ABSTRACT, known)


def test_claims_are_relations_that_are_not_evaluated():
    assert claim("KL(p || q) = H(p, q) - H(p)") == Eq(KL(P_LAW, Q_LAW), H(P_LAW, Q_LAW) - H(P_LAW), evaluate=False)


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "!="])
def test_relation_signs(sign):
    relation = claim(f"H(p) {sign} H(p)")
    assert relation.rel_op == sign
    assert relation.args == (H(P_LAW), H(P_LAW))


@pytest.mark.parametrize(("text", "rel_op"), [("H(p) == 0", "=="), ("H(p) ≤ 1", "<="), ("H(p) ≥ 1", ">=")])
def test_other_ways_to_write_a_sign(text, rel_op):
    assert claim(text).rel_op == rel_op


def test_chains_hold_every_link():
    assert {str(link) for link in claim("0 <= H(p) <= log(2)").args} == {"0 <= H(p)", "H(p) <= log(2)"}


def test_true_links_stay():
    assert len(claim("0 <= 1 <= 2").args) == 2


def test_keywords_of_measures():
    known = parse_assumptions("0 < w < 1")
    w = known.symbols["w"]
    for text in ("JSD(p, q, weights=[w, 1 - w], base=2)", "JSD(p || q, base=2, weights=[w, 1 - w])"):
        got = parse_measure(text, MEASURES, ABSTRACT, known)
        assert got == JSD(P_LAW, Q_LAW, Tuple(Tuple(w, 1 - w), 2))


@pytest.mark.parametrize("text", ["H((p + q)/2)", "H(0.5*p + q/2)", "H(p - (p - q)/2)"])
def test_mixtures_of_abstract_laws(text):
    half = Rational(1, 2)
    assert parse_measure(text, MEASURES, ABSTRACT) == H(Tuple(Tuple(P_LAW, Q_LAW), Tuple(half, half)))


def test_a_mixture_may_weigh_by_an_assumed_name():
    known = parse_assumptions("0 < w < 1")
    w = known.symbols["w"]
    expected = H(Tuple(Tuple(P_LAW, Q_LAW), Tuple(w, 1 - w)))
    assert parse_measure("H(w*p + (1 - w)*q)", MEASURES, ABSTRACT, known) == expected


def test_errors_of_makers_pass():
    def mixture(laws, weights):
        raise NormalizationError("weights of sum 1 are needed")

    with pytest.raises(NormalizationError):
        parse_measure("H(p + q)", MEASURES, LawTable({}, abstract=Symbol, mixture=mixture))


def test_a_name_is_a_law_or_a_number_but_not_both():
    with pytest.raises(ParseError, match="p stands for a law and for a number"):
        claim("H(p) = p")
    with pytest.raises(ParseError, match="p is a number"):
        claim("H(p) = 0", parse_assumptions("p > 0"))


def test_names_inside_pmfs_are_numbers():
    table = LawTable({}, finite=lambda pmf: Tuple(*pmf.values()), abstract=Symbol)
    expr = parse_measure("H({0: p, 1: 1 - p})", MEASURES, table)
    assert isinstance(expr, Expr)
    assert expr.free_symbols == {P}
