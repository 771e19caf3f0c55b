"""prove: limits in the order, temperatures, curvature, joint laws, Cauchy-Schwarz between totals of the claim."""

import pytest
from sympy import And, Derivative, Eq, Implies, Limit, Rational, Symbol, exp, log, sqrt, symbols

from symbolic_info import (
    AlphaDivergence,
    ChiSquareDivergence,
    Entropy,
    JSDivergence,
    KLDivergence,
    RenyiDivergence,
    RenyiEntropy,
    SquaredHellinger,
    Total,
    TotalVariation,
    TsallisEntropy,
    abstract,
    channels,
    density,
    expectation,
    functions,
    mixture,
    prove,
    softmax,
    tilted,
)

p, q, r, s = abstract("p q r s")
P, Q = density(p), density(q)
f, z = functions("f z")
W, V = channels("W V")
t = Symbol("t", real=True)
w, alpha, beta, lam, T = symbols("w alpha beta lambda T", positive=True)
n = Symbol("n", integer=True, positive=True)
pn = abstract("p", finite=n)
H, KL, CHI, TV, D = Entropy, KLDivergence, ChiSquareDivergence, TotalVariation, RenyiDivergence
moving = mixture([p, q], [1 - t, t])
first, second = mixture([p, q], [1 - w, w]), mixture([r, s], [1 - w, w])
free = log(Total(exp(lam * f)))
tilt = softmax(lam * f)
heated = softmax(z / T)
affinity = Total(sqrt(P * Q))
bent = tilted(q, lam * f)
same_mean = Eq(expectation(f, p), expectation(f, bent))

TRUE = [
    Eq(AlphaDivergence(p, q, Rational(1, 2)), 4 * SquaredHellinger(p, q)),
    Eq(Limit(D(p, q, alpha), alpha, 1), KL(p, q)),
    Eq(Limit(TsallisEntropy(p, alpha), alpha, 1), H(p)),
    Eq(Limit(RenyiEntropy(p, alpha), alpha, 1), H(p)),
    Eq(Limit(KL(p, moving) / t**2, t, 0), CHI(q, p) / 2),
    Eq(Derivative(free, (lam, 2)), expectation(f**2, tilt) - expectation(f, tilt) ** 2),
    Derivative(free, (lam, 2)) >= 0,
    pytest.param(Derivative(H(heated), T) >= 0, marks=pytest.mark.slow),
    Derivative(H(moving), (t, 2)) <= 0,
    TV(p, q) <= sqrt(1 - affinity**2),
    pytest.param(JSDivergence(p, q) >= TV(p, q) ** 2 / 2, marks=pytest.mark.slow),
    KL(first, second) <= (1 - w) * KL(p, r) + w * KL(q, s),
    Implies(And(alpha > 1, beta > alpha), RenyiEntropy(p, alpha) >= RenyiEntropy(p, beta)),
    Eq((1 - w) * D(p, q, w), w * D(q, p, 1 - w)),
    KL(W.joint(p), V.joint(p)) >= KL(W(p), V(p)),
    KL(W.joint(p), V.joint(q)) >= KL(p, q),
    Eq(H(softmax(z)), log(Total(exp(z))) - expectation(z, softmax(z))),
    Implies(same_mean, Eq(KL(p, q), KL(p, bent) + KL(bent, q))),
    Implies(same_mean, KL(p, q) >= KL(bent, q)),
    Total(density(pn) ** 2) >= 1 / n,
]
FALSE = [
    Eq(Limit(RenyiEntropy(p, alpha), alpha, 1), 2 * H(p)),
    Eq(Limit(KL(p, moving) / t**2, t, 0), CHI(q, p)),
    pytest.param(Derivative(H(heated), T) <= 0, marks=pytest.mark.slow),
    JSDivergence(p, q) >= Rational(3, 5) * TV(p, q) ** 2,
    Implies(And(alpha > 1, beta > alpha), RenyiEntropy(p, alpha) <= RenyiEntropy(p, beta)),
    KL(p, q) >= TV(p, q),
    Total((P - Q) ** 2 / (P + Q)) <= KL(p, q),
]


@pytest.mark.parametrize("claim", TRUE, ids=str)
def test_proved(claim):
    proof = prove(claim)
    assert proof.status == "proved", proof.text()
    assert proof.recheck()


@pytest.mark.parametrize("claim", FALSE, ids=str)
def test_refuted(claim):
    proof = prove(claim)
    assert proof.status == "refuted", proof.text()
    assert proof.recheck()
