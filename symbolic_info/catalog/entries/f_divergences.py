"""Inequalities between divergences, and general f-divergences."""

from __future__ import annotations

from typing import Final

from sympy import And, Eq, Expr, Implies, Lambda, Max, Rational, Symbol, log, oo, sqrt, symbols

from symbolic_info.catalog.entry import Entry
from symbolic_info.laws.abstract import abstract
from symbolic_info.laws.abstract_channel import channels
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import mixture
from symbolic_info.laws.totals import Total, density
from symbolic_info.measures.chi_square import ChiSquareDivergence as CHI
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.f_divergence import FDivergence
from symbolic_info.measures.hellinger import BhattacharyyaDistance as BC
from symbolic_info.measures.hellinger import SquaredHellinger as HEL
from symbolic_info.measures.jeffreys import JeffreysDivergence
from symbolic_info.measures.js import JSDivergence as JSD
from symbolic_info.measures.js_distance import JSDistance
from symbolic_info.measures.kl import KLDivergence as KL
from symbolic_info.measures.renyi import RenyiDivergence, RenyiEntropy
from symbolic_info.measures.total_variation import TotalVariation as TV
from symbolic_info.measures.tsallis import TsallisDivergence

p, q, r = abstract("p q r")
P, Q = density(p), density(q)
W = channels("W")
T = Symbol("T", positive=True)
alpha, beta = symbols("alpha beta", positive=True)
c = Symbol("c", real=True)
half = Rational(1, 2)
conjugated = (T - 1) ** 2 + sqrt(T) * log(T)


def D(generator: Expr, first: Law, second: Law) -> Expr:
    """The f-divergence of a generator in T."""
    return FDivergence(first, second, Lambda(T, generator))


ENTRIES: Final = (
    Entry(
        "CSZ-KL",
        "section 1",
        "t log t generates the relative entropy",
        lambda: Eq(D(T * log(T), p, q), KL(p, q)),
        false=(lambda: Eq(D(T * log(T), p, q), KL(q, p)),),
    ),
    Entry(
        "CSZ-reverse",
        "section 1",
        "-log t generates the reverse relative entropy",
        lambda: Eq(D(-log(T), p, q), KL(q, p)),
        false=(lambda: Eq(D(-log(T), p, q), KL(p, q)),),
    ),
    Entry("CSZ-chi", "section 1", "(t - 1)^2 generates chi-square", lambda: Eq(D((T - 1) ** 2, p, q), CHI(p, q))),
    Entry(
        "CSZ-Hellinger",
        "section 1",
        "the generator of the squared Hellinger distance",
        lambda: Eq(D((sqrt(T) - 1) ** 2, p, q), 2 * HEL(p, q)),
        false=(lambda: Eq(D((sqrt(T) - 1) ** 2, p, q), HEL(p, q)),),
    ),
    Entry(
        "CSZ-shift",
        "section 1",
        "c (t - 1) adds nothing to a generator",
        lambda: Eq(D(T * log(T) + c * (T - 1), p, q), KL(p, q)),
        false=(lambda: Eq(D(T * log(T) + c, p, q), KL(p, q)),),
    ),
    Entry(
        "CSZ-conjugate",
        "section 1",
        "t f(1/t) generates the reverse divergence",
        lambda: Eq(D(T * conjugated.subs(T, 1 / T), p, q), D(conjugated, q, p)),
    ),
    Entry(
        "CT-11.6.1",
        "lemma 11.6.1",
        "Pinsker's inequality",
        lambda: 2 * TV(p, q) ** 2 <= KL(p, q),
        false=(lambda: Rational(201, 100) * TV(p, q) ** 2 <= KL(p, q), lambda: TV(p, q) <= KL(p, q)),
    ),
    Entry(
        "GS-KL-chi-log",
        "theorem 5",
        "relative entropy and chi-square",
        lambda: KL(p, q) <= log(1 + CHI(p, q)),
        false=(lambda: KL(p, q) >= log(1 + CHI(p, q)),),
    ),
    Entry(
        "GS-KL-chi",
        "theorem 5",
        "relative entropy is at most chi-square",
        lambda: KL(p, q) <= CHI(p, q),
        false=(lambda: KL(p, q) <= CHI(p, q) / 2,),
    ),
    Entry(
        "GS-KL-Hellinger",
        "section 2",
        "relative entropy is at least twice the squared Hellinger distance",
        lambda: 2 * HEL(p, q) <= KL(p, q),
        false=(lambda: 3 * HEL(p, q) <= KL(p, q),),
    ),
    Entry(
        "GS-Hellinger-sum",
        "section 2",
        "the sum of squared differences of roots",
        lambda: Total((sqrt(P) - sqrt(Q)) ** 2) <= KL(p, q),
    ),
    Entry(
        "GS-Hellinger-TV",
        "section 2",
        "squared Hellinger distance is at most total variation",
        lambda: HEL(p, q) <= TV(p, q),
        false=(lambda: TV(p, q) <= HEL(p, q),),
    ),
    Entry(
        "GS-TV-Hellinger",
        "section 2",
        "total variation is at most the Hellinger distance",
        lambda: TV(p, q) ** 2 <= 2 * HEL(p, q),
        false=(lambda: TV(p, q) ** 2 <= HEL(p, q),),
    ),
    Entry(
        "GS-TV-chi",
        "section 2",
        "total variation and chi-square",
        lambda: 4 * TV(p, q) ** 2 <= CHI(p, q),
        false=(lambda: 5 * TV(p, q) ** 2 <= CHI(p, q),),
    ),
    Entry(
        "GS-TV-one",
        "section 1",
        "total variation is at most 1",
        lambda: TV(p, q) <= 1,
        false=(lambda: TV(p, q) <= half,),
    ),
    Entry(
        "GS-TV-triangle",
        "section 1",
        "triangle inequality of total variation",
        lambda: TV(p, r) <= TV(p, q) + TV(q, r),
        false=(lambda: Eq(TV(p, r), TV(p, q) + TV(q, r)),),
    ),
    Entry("GS-affinity", "section 1", "Hellinger affinity", lambda: Eq(1 - HEL(p, q), Total(sqrt(P * Q)))),
    Entry(
        "LIN-4-TV",
        "section IV",
        "JSD is at most log 2 times the total variation",
        lambda: JSD(p, q) <= log(2) * TV(p, q),
        false=(lambda: JSD(p, q) <= TV(p, q) / 2,),
    ),
    Entry(
        "TOP-triangular",
        "section II",
        "triangular discrimination",
        lambda: Eq(Total((P - Q) ** 2 / (P + Q)), 2 - 4 * Total(P * Q / (P + Q))),
    ),
    Entry(
        "KUL-J-sum",
        "chapter 1, equation (2.6)",
        "Jeffreys divergence as one sum",
        lambda: Eq(JeffreysDivergence(p, q), Total((P - Q) * log(P / Q))),
    ),
    Entry(
        "KUL-J",
        "chapter 1, equation (2.6)",
        "Jeffreys divergence",
        lambda: Eq(JeffreysDivergence(p, q), KL(p, q) + KL(q, p)),
        false=(lambda: Eq(JeffreysDivergence(p, q), (KL(p, q) + KL(q, p)) / 2),),
    ),
    Entry(
        "VEH-half",
        "section II",
        "order one half",
        lambda: Eq(RenyiDivergence(p, q, half), 2 * BC(p, q)),
        false=(lambda: Eq(RenyiDivergence(p, q, half), BC(p, q)),),
    ),
    Entry(
        "VEH-skew",
        "proposition 2",
        "skew symmetry: order one half is symmetric",
        lambda: Eq(RenyiDivergence(p, q, half), RenyiDivergence(q, p, half)),
        false=(lambda: Eq(RenyiDivergence(p, q, 2), RenyiDivergence(q, p, 2)),),
    ),
    Entry(
        "VEH-two",
        "section II",
        "order two and chi-square",
        lambda: Eq(RenyiDivergence(p, q, 2), log(1 + CHI(p, q))),
        false=(lambda: Eq(RenyiDivergence(p, q, 2), CHI(p, q)),),
    ),
    Entry(
        "VEH-3",
        "theorem 3",
        "Renyi divergence grows with its order, across 1",
        lambda: Implies(And(alpha < 1, beta > 1), RenyiDivergence(p, q, alpha) <= RenyiDivergence(p, q, beta)),
        false=(lambda: RenyiDivergence(p, q, half) >= RenyiDivergence(p, q, 2),),
    ),
    Entry(
        "VEH-3-above",
        "theorem 3",
        "Renyi divergence grows with its order above 1",
        lambda: Implies(And(alpha > 1, beta > alpha), RenyiDivergence(p, q, alpha) <= RenyiDivergence(p, q, beta)),
    ),
    Entry(
        "VEH-3-below",
        "theorem 3",
        "Renyi divergence grows with its order below 1",
        lambda: Implies(And(beta < 1, beta > alpha), RenyiDivergence(p, q, alpha) <= RenyiDivergence(p, q, beta)),
    ),
    Entry("VEH-BC", "section II", "Bhattacharyya distance and relative entropy", lambda: 2 * BC(p, q) <= KL(p, q)),
    Entry("VEH-HEL-BC", "section II", "Hellinger and Bhattacharyya distances", lambda: HEL(p, q) <= BC(p, q)),
    Entry(
        "VEH-collision",
        "section II",
        "collision entropy is at most the entropy",
        lambda: RenyiEntropy(p, 2) <= Entropy(p),
        false=(lambda: Eq(RenyiEntropy(p, 2), Entropy(p)),),
    ),
    Entry("TSA-two", "section 2", "Tsallis divergence of order two", lambda: Eq(TsallisDivergence(p, q, 2), CHI(p, q))),
    Entry(
        "CSZ-processing-KL",
        "section 1",
        "processing reduces the relative entropy",
        lambda: KL(W(p), W(q)) <= KL(p, q),
        false=(lambda: KL(W(p), W(q)) >= KL(p, q), lambda: Eq(KL(W(p), W(q)), KL(p, q))),
    ),
    Entry("CSZ-processing-chi", "section 1", "processing reduces chi-square", lambda: CHI(W(p), W(q)) <= CHI(p, q)),
    Entry("CSZ-processing-TV", "section 1", "processing reduces total variation", lambda: TV(W(p), W(q)) <= TV(p, q)),
    Entry("CSZ-processing-JSD", "section 1", "processing reduces JSD", lambda: JSD(W(p), W(q)) <= JSD(p, q)),
    Entry(
        "CSZ-processing-HEL",
        "section 1",
        "processing reduces Hellinger distances",
        lambda: HEL(W(p), W(q)) <= HEL(p, q),
    ),
    Entry(
        "CSZ-convex-chi",
        "section 1",
        "chi-square is convex",
        lambda: CHI(mixture([p, q]), r) <= CHI(p, r) / 2 + CHI(q, r) / 2,
        false=(lambda: CHI(mixture([p, q]), r) >= CHI(p, r) / 2 + CHI(q, r) / 2,),
    ),
    Entry(
        "TAN-JSD-J",
        "section 3",
        "JSD is at most an eighth of the Jeffreys divergence",
        lambda: JSD(p, q) <= JeffreysDivergence(p, q) / 8,
        false=(lambda: JSD(p, q) >= JeffreysDivergence(p, q) / 8,),
    ),
    Entry(
        "VEH-processing",
        "theorem 9",
        "processing reduces the Renyi divergence of any order but 1",
        lambda: RenyiDivergence(W(p), W(q), alpha) <= RenyiDivergence(p, q, alpha),
        false=(lambda: RenyiDivergence(W(p), W(q), alpha) >= RenyiDivergence(p, q, alpha),),
    ),
    Entry(
        "VEH-3-infinite",
        "theorem 3",
        "the Renyi divergence of order oo is the greatest",
        lambda: RenyiDivergence(p, q, alpha) <= RenyiDivergence(p, q, oo),
        status="cited",
    ),
    Entry(
        "CSZ-processing-distance",
        "section 1",
        "processing reduces the Jensen-Shannon distance",
        lambda: JSDistance(W(p), W(q)) <= JSDistance(p, q),
    ),
    Entry(
        "CSZ-greater-KL",
        "section 1",
        "the greater of both relative entropies is at least half of the Jeffreys divergence",
        lambda: Max(KL(p, q), KL(q, p)) >= JeffreysDivergence(p, q) / 2,
        false=(lambda: Max(KL(p, q), KL(q, p)) >= JeffreysDivergence(p, q),),
    ),
)
