"""Every field of a proof is bound: stripped, swapped or altered ones are rejected, in memory and through JSON."""

import json
from dataclasses import fields, replace
from random import Random

import pytest
from sympy import (
    And,
    Derivative,
    Eq,
    Equivalent,
    Expr,
    Gt,
    Implies,
    Lambda,
    Rational,
    S,
    Symbol,
    log,
    oo,
    sqrt,
    symbols,
)

from symbolic_info import (
    BhattacharyyaDistance,
    ChiSquareDivergence,
    CrossEntropy,
    Entropy,
    JSDivergence,
    KLDivergence,
    SquaredHellinger,
    TotalVariation,
    abstract,
    channels,
    mixture,
    prove,
)
from symbolic_info.engine.trace import Step
from symbolic_info.errors import ProofFormatError
from symbolic_info.laws import Exponential, Gamma, Normal, Poisson
from symbolic_info.proof import Proof, rulebook
from symbolic_info.proof.certificate import Term, Witness

p, q, r = abstract("p q r")
W = channels("W")
H, CE, KL, JSD, TV = Entropy, CrossEntropy, KLDivergence, JSDivergence, TotalVariation
a, b, w = symbols("a b w", positive=True)
lam, mu = symbols("lambda mu")
m = mixture([p, q])

CLAIMS = {
    "identity": Eq(KL(p, q), CE(p, q) - H(p)),
    "nonlinear identity": Eq(KL(p, q) * H(r), CE(p, q) * H(r) - H(p) * H(r)),
    "mixture": JSD(p, q) <= log(2),
    "strict": JSD(p, q) < 1,
    "convexity": KL(mixture([p, q], [w, 1 - w]), r) <= w * KL(p, r) + (1 - w) * KL(q, r),
    "signs": sqrt(JSD(p, q)) >= 0,
    "Pinsker": 2 * TV(p, q) ** 2 <= KL(p, q),
    "root": TV(p, q) <= sqrt(KL(p, q) / 2),
    "processing": ChiSquareDivergence(W(p), W(q)) <= ChiSquareDivergence(p, q),
    "variation": TV(W(p), W(q)) <= TV(p, q),
    "triangle": TV(p, r) <= TV(p, q) + TV(q, r),
    "both": And(JSD(p, q) >= 0, JSD(p, q) <= log(2)),
    "equality": Equivalent(Eq(KL(p, q), 0), Eq(p, q)),
    "separation": Implies(Eq(BhattacharyyaDistance(p, q), 0), Eq(p, q)),
    "lemma": sqrt(JSD(p, r)) <= sqrt(JSD(p, q)) + sqrt(JSD(q, r)),
    "family": Eq(KL(Exponential(lam), Exponential(mu)), log(lam / mu) + mu / lam - 1),
    "slope": KL(Poisson(a), Poisson(b)) >= 0,
    "numbers": KL(Gamma(2, 1), Exponential(1)) < 1,
    "refuted": Eq(KL(p, q), KL(q, p)),
    "refuted family": KL(Normal(0, a), Normal(0, 1)) <= 1,
    "refuted totals": 2 * SquaredHellinger(p, q) >= KL(p, q),
    "chain": "I(X;Z) <= I(X;Y)",
}
GIVEN = {"chain": ["X -> Y -> Z"]}


def other(value):
    """A value that says something else."""
    if isinstance(value, str):
        return value + "7"
    if isinstance(value, Expr):
        return value + Rational(1, 1000) if not value.is_infinite else S.One
    if isinstance(value, Lambda):
        return Lambda(value.variables, value.expr + value.variables[0] ** 2)
    return S.false if value == S.true else S.true


def altered(part):
    """A step, term or witness with one field changed."""
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, tuple):
            yield from (replace(part, **{field.name: items}) for items in altered_tuple(value))
        elif value is not None:
            yield replace(part, **{field.name: other(value)})


def altered_tuple(items):
    """Items left out, doubled, turned round, altered."""
    for k, item in enumerate(items):
        yield (*items[:k], *items[k + 1 :])
        yield (*items[: k + 1], *items[k:])
        changes = altered(item) if isinstance(item, Step | Term | Witness | Proof) else [other(item)]
        if not isinstance(item, tuple):
            yield from ((*items[:k], change, *items[k + 1 :]) for change in changes)
    if len(set(items)) > 1:
        yield items[::-1]


def mutations(proof):
    """The proof with one thing wrong."""
    for field in fields(proof):
        value = getattr(proof, field.name)
        if isinstance(value, tuple):
            yield from (replace(proof, **{field.name: items}) for items in altered_tuple(value))
        elif isinstance(value, Witness):
            yield replace(proof, witness=None)
            yield from (replace(proof, witness=change) for change in altered(value))
    yield replace(proof, conditions=(*proof.conditions, Gt(Symbol("c"), 0)))
    yield replace(proof, reason="evident")
    yield replace(proof, steps=(*proof.steps, rulebook.step(rulebook.COLLECT, S.Zero, S.Zero)))
    yield from (replace(proof, status=s) for s in ("proved", "checked", "cited", "refuted") if s != proof.status)
    if not isinstance(proof.claim, Implies | And | Equivalent):
        left, right = proof.claim.args
        yield replace(proof, claim=proof.claim.func(left + 1, right, evaluate=False))
        yield replace(proof, claim=proof.claim.func(right, left + H(p), evaluate=False))


@pytest.fixture(scope="module")
def proofs():
    return {name: prove(claim, given=GIVEN.get(name, ())) for name, claim in CLAIMS.items()}


def same(proof):
    """A proof with what may stand in any order in order: sums, instances, hypotheses."""

    def ordered(term):
        pair = sorted(map(str, term.data)) if term.rule == rulebook.TRIANGLE else term.data
        return str((term.factor, term.rule, term.expr, pair, sorted(map(ordered, term.grounds))))

    terms, parts = tuple(map(ordered, proof.certificate)), tuple(map(same, proof.parts))
    witness = proof.witness and replace(proof.witness, instance=frozenset(proof.witness.instance))
    long = proof.witness and len(proof.witness.instance)
    return replace(proof, certificate=terms, parts=parts, witness=witness, given=frozenset(proof.given)), long


def sampled(proof, name, most):
    found = [d for d in mutations(proof) if same(d) != same(proof)]
    return found if len(found) <= most else Random(name).sample(found, most)


def tried(proofs, most):
    for name, proof in proofs.items():
        assert proof.status not in ("open",), name
        assert proof.recheck(), name
        yield from ((name, damaged) for damaged in sampled(proof, name, most))


@pytest.mark.slow
def test_a_few_of_each_kind_are_rejected(proofs):
    assert [(name, damaged) for name, damaged in tried(proofs, 8) if damaged.recheck()] == []


@pytest.mark.slow
def test_all_of_them_are_rejected(proofs):
    every = list(tried(proofs, 60))
    assert len(every) >= 500
    assert [(name, damaged) for name, damaged in every if damaged.recheck()] == []


def stripped(data, random):
    """A value somewhere in the tree of a proof replaced by another, or an item left out."""
    places = [
        (node, key)
        for node in walked(data)
        for key in (node if isinstance(node, dict) else range(len(node)))
        if key not in ("assumptions", "reads", "format")
    ]
    node, key = random.choice(places)
    value = node[key]
    if isinstance(node, list):
        del node[key]
    elif isinstance(value, str) and key == "rational":
        node[key] = str(int(value.partition("/")[0]) + 1)
    elif isinstance(value, str):
        node[key] = value + "x"
    elif isinstance(value, list) and value:
        value.pop()
    else:
        return False
    return True


def walked(data):
    if isinstance(data, dict | list) and data:
        yield data
        for item in data.values() if isinstance(data, dict) else data:
            yield from walked(item)


def survives(text):
    try:
        return Proof.from_json(text).recheck()
    except ProofFormatError:
        return False


@pytest.mark.slow
def test_damaged_texts_are_rejected(proofs):
    count = 0
    for name, proof in proofs.items():
        random, text = Random(name), proof.to_json()
        assert survives(text), name
        for _ in range(25):
            stored = json.loads(text)
            if stripped(stored["proof"], random) and (damaged := json.dumps(stored)) != text:
                count += 1
                assert not survives(damaged) or same(Proof.from_json(damaged)) == same(proof), (name, damaged)
    assert count >= 250


def test_stripped_conditions_are_noticed(proofs):
    for name in ("identity", "convexity", "Pinsker", "family", "refuted totals"):
        proof = proofs[name]
        assert proof.conditions, name
        assert not replace(proof, conditions=()).recheck(), name


def test_a_derivative_of_a_claim_is_another_claim():
    t = Symbol("t", real=True)
    proof = prove(Eq(KL(p, mixture([p, q], [1 - t, t])).diff(t).subs(t, 0), 0))
    assert proof.status == "proved"
    assert proof.recheck()
    assert not replace(proof, claim=Eq(Derivative(KL(p, q), t), oo, evaluate=False)).recheck()


def test_refutations_of_series_without_values_in_sympy_are_confirmed():
    for text in ("H(Zeta(s)) <= 0", "H(Logarithmic(p)) = 1"):
        proof = prove(text)
        assert (proof.status, proof.recheck()) == ("refuted", True)
