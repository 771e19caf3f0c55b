"""prove: all divergences of abstract laws, functions, tilts, channels, derivatives; proofs that the kernel confirms."""

import pytest
from sympy import Abs, And, Eq, Implies, Lambda, Limit, Rational, Symbol, exp, log, sqrt, symbols

from symbolic_info import (
    BhattacharyyaDistance,
    ChiSquareDivergence,
    CrossEntropy,
    Entropy,
    FDivergence,
    GeometricJSDivergence,
    JeffreysDivergence,
    JSDivergence,
    KLDivergence,
    RenyiDivergence,
    RenyiEntropy,
    SkewDivergence,
    SquaredHellinger,
    Total,
    TotalVariation,
    TsallisDivergence,
    abstract,
    bijection,
    channels,
    density,
    equiprobable,
    expectation,
    functions,
    independent_pair,
    indicator,
    mixed_channel,
    mixture,
    normalized,
    prove,
    softmax,
    tilted,
)

p, q, r, y = abstract("p q r y")
P, Q = density(p), density(q)
f, z, u = functions("f z u")
x, A, B = functions("x a b", positive=True)
t, c, e, d = symbols("t c e d", real=True)
T, s, lam, alpha, beta = symbols("T s lambda alpha beta", positive=True)
scale = Symbol("scale", real=True, nonzero=True)
n = Symbol("n", integer=True, positive=True)
pn, qn = abstract("p q", finite=n)
W, V = channels("W V")
k, l = indicator("k"), indicator("l")
H, CE, KL, JSD, TV, CHI, HEL = (
    Entropy,
    CrossEntropy,
    KLDivergence,
    JSDivergence,
    TotalVariation,
    ChiSquareDivergence,
    SquaredHellinger,
)
D = RenyiDivergence
half = Rational(1, 2)
moving = mixture([p, q], [1 - t, t])
m = mixture([p, q])
geometric = normalized(P ** (1 - s) * Q**s)
moved = bijection("phi")
stretched = bijection("T", Abs(scale))


def f_divergence(expr, first, second):
    return FDivergence(first, second, Lambda(T, expr))


def information(law, channel):
    return KL(channel.joint(law), independent_pair(law, channel(law)))


def loss(logits):
    return -expectation(log(density(softmax(logits))), y)


IDENTITIES = {
    "minus log generates the reverse divergence": Eq(f_divergence(-log(T), p, q), KL(q, p)),
    "c (t - 1) adds nothing": Eq(f_divergence(T * log(T) + c * (T - 1), p, q), KL(p, q)),
    "conjugate generator": Eq(
        f_divergence(T * ((1 / T - 1) ** 2 + sqrt(1 / T) * log(1 / T)), p, q),
        f_divergence((T - 1) ** 2 + sqrt(T) * log(T), q, p),
    ),
    "chi-square as curvature": Eq(KL(p, moving).diff(t, 2).subs(t, 0), Total((Q - P) ** 2 / P)),
    "slope of the entropy": Eq(H(moving).diff(t).subs(t, 0), CE(q, p) - H(p)),
    "divergence from a moving law": Eq(Limit(KL(p, moving), t, 0), 0),
    "gradient of the softmax loss": Eq(
        loss(z + e * k).diff(e).subs(e, 0), Total(k * density(softmax(z))) - Total(k * density(y))
    ),
    "Hessian of the softmax loss": Eq(
        loss(z + e * k + d * l).diff(e).diff(d).subs({e: 0, d: 0}),
        -Total(k * density(softmax(z))) * Total(l * density(softmax(z))),
    ),
    "Gibbs variational identity": Eq(log(Total(exp(z))), expectation(z, p) + H(p) + KL(p, softmax(z))),
    "evidence": Eq(log(Total(A)), Total(Q * (log(A) - log(Q))) + KL(q, normalized(A))),
    "uniform law": Eq(KL(pn, equiprobable(n)), log(n) - H(pn)),
    "entropy of the uniform law": Eq(H(equiprobable(n)), log(n)),
    "geometric mixture": Eq((1 - s) * KL(geometric, p) + s * KL(geometric, q), -log(Total(P ** (1 - s) * Q**s))),
    "Hellinger affinity": Eq(1 - HEL(p, q), Total(sqrt(P * Q))),
    "Bhattacharyya is Rényi of order one half": Eq(D(p, q, half), 2 * BhattacharyyaDistance(p, q)),
    "triangular discrimination": Eq(Total((P - Q) ** 2 / (P + Q)), 2 - 4 * Total(P * Q / (P + Q))),
    "golden formula": Eq(KL(W.joint(p), independent_pair(p, W(q))), information(p, W) + KL(W(p), W(q))),
    "information of a channel": Eq(information(p, W), H(W(p)) - (H(W.joint(p)) - H(p))),
    "relabelling": Eq(KL(moved(p), moved(q)), KL(p, q)),
    "stretching": Eq(H(stretched(p)), H(p) + log(Abs(scale))),
    "optimal discriminator": Eq(
        expectation(log(P / (P + Q)), p) + expectation(log(Q / (P + Q)), q), 2 * JSD(p, q) - log(4)
    ),
    "Donsker-Varadhan with its gap": Eq(
        KL(p, q), expectation(f, p) - log(expectation(exp(f), q)) + KL(p, tilted(q, f))
    ),
    "Tsallis of order two is chi-square": Eq(TsallisDivergence(p, q, 2), CHI(p, q)),
    "Jeffreys": Eq(JeffreysDivergence(p, q), Total((P - Q) * log(P / Q))),
    "skew": Eq(SkewDivergence(p, q, s), KL(p, mixture([p, q], [1 - s, s]))),
    "geometric Jensen-Shannon": Eq(GeometricJSDivergence(p, q, s), (1 - s) * KL(p, geometric) + s * KL(q, geometric)),
    "label smoothing": Eq(CE(moving, r), (1 - t) * CE(p, r) + t * CE(q, r)),
    "one function in common": Implies(
        Eq(expectation(f, p), expectation(f, q)),
        Eq(KL(p, tilted(q, lam * f)) - KL(p, q), log(expectation(exp(lam * f), q)) - lam * expectation(f, q)),
    ),
}
INEQUALITIES = {
    "log sum": Total(A) * log(Total(A) / Total(B)) <= Total(A * log(A / B)),
    "Pinsker": 2 * TV(p, q) ** 2 <= KL(p, q),
    "processing": KL(W(p), W(q)) <= KL(p, q),
    "processing of Jensen-Shannon": JSD(W(p), W(q)) <= JSD(p, q),
    "processing of chi-square": CHI(W(p), W(q)) <= CHI(p, q),
    "processing of total variation": TV(W(p), W(q)) <= TV(p, q),
    "log of chi-square": KL(p, q) <= log(1 + CHI(p, q)),
    "chi-square": KL(p, q) <= CHI(p, q),
    "Hellinger": Total((sqrt(P) - sqrt(Q)) ** 2) <= KL(p, q),
    "Hellinger and variation": HEL(p, q) <= TV(p, q),
    "variation and Hellinger": TV(p, q) ** 2 <= 2 * HEL(p, q),
    "variation and chi-square": 4 * TV(p, q) ** 2 <= CHI(p, q),
    "variation is at most 1": TV(p, q) <= 1,
    "variation is a metric": TV(p, r) <= TV(p, q) + TV(q, r),
    "Jensen-Shannon and variation": JSD(p, q) <= log(2) * TV(p, q),
    "Bhattacharyya": 2 * BhattacharyyaDistance(p, q) <= KL(p, q),
    "Hellinger and Bhattacharyya": HEL(p, q) <= BhattacharyyaDistance(p, q),
    "orders on both sides of 1": Implies(And(alpha < 1, beta > 1), D(p, q, alpha) <= D(p, q, beta)),
    "orders above 1": Implies(And(alpha > 1, beta > alpha), D(p, q, alpha) <= D(p, q, beta)),
    "orders below 1": Implies(And(beta < 1, beta > alpha), D(p, q, alpha) <= D(p, q, beta)),
    "Jensen": expectation(log(x), p) <= log(expectation(x, p)),
    "variance": expectation(f, p) ** 2 <= expectation(f**2, p),
    "concave in the input": information(moving, W) >= (1 - t) * information(p, W) + t * information(q, W),
    "convex in the channel": information(p, mixed_channel([W, V], [1 - t, t]))
    <= (1 - t) * information(p, W) + t * information(p, V),
    "conditioning": H(W.joint(p)) - H(p) <= H(W(p)),
    "evidence bound": log(Total(A)) >= Total(Q * (log(A) - log(Q))),
    "variational bound": expectation(f, p) - log(expectation(exp(f), q)) <= KL(p, q),
    "largest entropy": H(pn) <= log(n),
    "collision entropy": RenyiEntropy(p, 2) <= H(p),
    "Gini": 1 - Total(density(pn) ** 2) <= H(pn),
    "log-sum-exp is convex": log(Total(exp(z / 2 + u / 2))) <= log(Total(exp(z))) / 2 + log(Total(exp(u))) / 2,
    "convexity of chi-square": CHI(m, r) <= CHI(p, r) / 2 + CHI(q, r) / 2,
    "largest entropy of a mean": Implies(
        Eq(expectation(f, p), expectation(f, softmax(lam * f))), H(p) <= H(softmax(lam * f))
    ),
}
FALSE = {
    "sign": Eq(KL(pn, equiprobable(n)), H(pn) - log(n)),
    "supremum dropped": Eq(KL(p, q), expectation(f, p) - log(expectation(exp(f), q))),
    "generator of the other divergence": Eq(f_divergence(T * log(T), p, q), KL(q, p)),
    "half of the curvature": Eq(KL(p, moving).diff(t, 2).subs(t, 0), Total((Q - P) ** 2 / P) / 2),
    "entropies for cross-entropies": Eq(H(moving).diff(t).subs(t, 0), H(q) - H(p)),
    "arguments turned": Eq((1 - s) * KL(p, geometric) + s * KL(q, geometric), -log(Total(P ** (1 - s) * Q**s))),
    "log sum turned": Total(A) * log(Total(A) / Total(B)) >= Total(A * log(A / B)),
    "a constant too large": Rational(201, 100) * TV(p, q) ** 2 <= KL(p, q),
    "processing turned": KL(W(p), W(q)) >= KL(p, q),
    "orders turned": D(p, q, half) >= D(p, q, 2),
    "concave in the channel": information(p, mixed_channel([W, V])) >= information(p, W) / 2 + information(p, V) / 2,
    "normalised entropy and Gini": H(pn) / log(n) <= 1 - Total(density(pn) ** 2),
    "stretching as a factor": Eq(H(stretched(p)), Abs(scale) * H(p)),
    "a mean bounds no entropy": Implies(Eq(expectation(f, p), s), H(p) <= s),
}


@pytest.mark.parametrize("claim", [*IDENTITIES.values(), *INEQUALITIES.values()], ids=[*IDENTITIES, *INEQUALITIES])
def test_proved(claim):
    proof = prove(claim)
    assert proof.status == "proved", proof.text()
    assert proof.steps
    assert proof.recheck()


@pytest.mark.parametrize("claim", FALSE.values(), ids=FALSE)
def test_refuted(claim):
    proof = prove(claim)
    assert proof.status == "refuted", proof.text()
    assert proof.recheck()


def test_a_proof_of_an_inequality_shows_what_it_rests_on():
    proof = prove(INEQUALITIES["log of chi-square"])
    assert proof.steps[0].rule.startswith("Gibbs")
    assert all(term.factor == 1 for term in proof.certificate)
    assert "align*" in proof.latex()


def test_what_a_proof_is_restricted_to_is_said():
    proof = prove(IDENTITIES["chi-square as curvature"])
    assert "p, q have one support" in proof.text()
