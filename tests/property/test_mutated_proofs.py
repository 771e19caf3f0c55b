"""Proofs that were tampered with: the kernel accepts none of them."""

from dataclasses import replace
from random import Random

import pytest
from sympy import Add, And, Eq, Expr, Implies, Lambda, Matrix, Rational, S, Symbol, exp, log

from symbolic_info import (
    ChiSquareDivergence,
    Entropy,
    FDivergence,
    JSDivergence,
    KLDivergence,
    RenyiDivergence,
    SquaredHellinger,
    Total,
    TotalVariation,
    abstract,
    channels,
    density,
    expectation,
    functions,
    mixture,
    outcome,
    prove,
    tilted,
)
from symbolic_info.engine.trace import Step
from symbolic_info.laws import Exponential, Normal
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Term

p, q, r = abstract("p q r")
P, Q = density(p), density(q)
d = abstract("d", density=True)
W = channels("W")
f = functions("f")
t, alpha, beta = Symbol("t", real=True), Symbol("alpha", positive=True), Symbol("beta", positive=True)
u = Symbol("u", positive=True)
moving = mixture([p, q], [1 - t, t])
KL, H, TV = KLDivergence, Entropy, TotalVariation
X = outcome()

CLAIMS = [
    Eq(KL(p, moving).diff(t, 2).subs(t, 0), Total((Q - P) ** 2 / P)),
    Eq(FDivergence(p, q, Lambda(u, -log(u))), KL(q, p)),
    Eq(KL(p, q), expectation(f, p) - log(expectation(exp(f), q)) + KL(p, tilted(q, f))),
    2 * TV(p, q) ** 2 <= KL(p, q),
    KL(W(p), W(q)) <= KL(p, q),
    JSDivergence(W(p), W(q)) <= JSDivergence(p, q),
    ChiSquareDivergence(W(p), W(q)) <= ChiSquareDivergence(p, q),
    KL(p, q) <= log(1 + ChiSquareDivergence(p, q)),
    2 * SquaredHellinger(p, q) <= KL(p, q),
    TV(p, r) <= TV(p, q) + TV(q, r),
    Implies(And(alpha < 1, beta > 1), RenyiDivergence(p, q, alpha) <= RenyiDivergence(p, q, beta)),
    Implies(Eq(expectation(X, d), u), Eq(KL(d, Exponential(1 / u)), 1 + log(u) - H(d))),
    KL(Exponential(alpha), Exponential(beta)) <= alpha / beta + beta / alpha - 2,
    Eq(KL(p, q), KL(q, p)),
    KL(W(p), W(q)) >= KL(p, q),
    Eq(FDivergence(p, q, Lambda(u, u * log(u))), KL(q, p)),
    Eq(expectation(f, p) ** 2, expectation(f**2, p)),
    Eq(KL(d, Normal(0, 1)), H(d)),
    JSDivergence(p, q) <= log(2),
    Eq(JSDivergence(p, q), KL(p, mixture([p, q])) / 2 + KL(q, mixture([p, q])) / 2),
]


def changed(expr, random):
    """An expression that means something else."""
    if not isinstance(expr, Expr):
        return S.false if expr == S.true else S.true
    return random.choice(
        [
            2 * expr + Rational(1, 7),
            expr + Rational(1, 1000),
            -expr - 1,
            expr + KL(p, q),
            expr * KL(q, p) + Total(P * Q),
        ]
    )


def changed_step(step, random):
    kind = random.randrange(4)
    if kind == 0:
        return replace(step, rule=random.choice([x for x in rulebook.SOURCES if x != step.rule]))
    if kind == 1:
        return replace(step, source=step.source + " and more")
    return replace(step, **{("before", "after")[kind - 2]: changed((step.before, step.after)[kind - 2], random)})


def changed_term(term, random):
    kind = random.randrange(3)
    if kind == 0:
        return Term(term.factor * Rational(101, 100), term.rule, term.expr)
    if kind == 1:
        return Term(-term.factor, term.rule, term.expr)
    return Term(term.factor, term.rule, changed(term.expr, random))


def changed_witness(witness, random):
    kind = random.randrange(4)
    if kind == 0:
        return replace(witness, left=changed(witness.left, random))
    if kind == 1:
        return replace(witness, right_digits=witness.right_digits + "7")
    if kind == 2:
        return replace(witness, instance=witness.instance[1:])
    key, value = witness.instance[0]
    other = Matrix([[1, 2]]).as_immutable() if not isinstance(value, Expr) else value + 1
    return replace(witness, instance=((key, other), *witness.instance[1:]))


def at_random(items, random, change):
    place = random.randrange(len(items))
    return (*items[:place], *change(items[place]), *items[place + 1 :])


def mutations(proof, random):
    """Ways to damage a proof."""
    if proof.steps:
        yield replace(proof, steps=at_random(proof.steps, random, lambda s: (changed_step(s, random),)))
        yield replace(proof, steps=at_random(proof.steps, random, lambda s: ()))
        yield replace(proof, steps=at_random(proof.steps, random, lambda s: (s, s)))
        yield replace(proof, steps=(*proof.steps, Step("because", proof.steps[0].before, S.Zero)))
    if proof.certificate:
        yield replace(proof, certificate=at_random(proof.certificate, random, lambda x: (changed_term(x, random),)))
        yield replace(proof, certificate=at_random(proof.certificate, random, lambda x: ()))
        yield replace(proof, certificate=at_random(proof.certificate, random, lambda x: (x, x)))
    if proof.witness is not None:
        yield replace(proof, witness=changed_witness(proof.witness, random))
    claim = proof.claim
    if not isinstance(claim, Implies):
        left, right = claim.args
        yield replace(proof, claim=claim.func(changed(left, random), right, evaluate=False))
    yield replace(proof, status=random.choice([s for s in ("proved", "refuted", "cited", "open") if s != proof.status]))


@pytest.mark.slow
@pytest.mark.parametrize("claim", CLAIMS, ids=str)
def test_no_mutation_is_accepted(claim):
    random, proof, tried = Random(str(claim)), prove(claim), 0
    assert proof.status in ("proved", "refuted")
    assert proof.recheck()
    for _ in range(5):
        for damaged in mutations(proof, random):
            if damaged != proof:
                tried += 1
                assert not damaged.recheck(), damaged
    assert tried >= 15


def test_a_mutation_of_each_kind():
    proof = prove(KL(p, q) <= log(1 + ChiSquareDivergence(p, q)))
    assert proof.recheck()
    assert all(not damaged.recheck() for damaged in mutations(proof, Random(3)))


def test_a_certificate_must_not_use_what_is_not_given():
    proof = prove(Entropy(d) <= log(u), given=[Eq(expectation(X, d), u)])
    assert proof.status != "proved"
    given = Eq(expectation(f, p), expectation(f, q))
    target = expectation(f, p) - expectation(f, q)
    claim = Eq(target + KL(p, q), KL(p, q) + Add(0))
    good = prove(claim, given=[given])
    assert good.status == "proved"
    assert good.recheck()
    assert not replace(good, claim=Implies(Eq(expectation(f**2, p), 1), claim)).recheck()
    assert not replace(good, claim=claim).recheck()
