"""The names of the rules that a proof may cite, each with its source.

The kernel accepts no other names, and no other source for a name.
"""

from __future__ import annotations

from typing import Final

from sympy import Basic, S
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.trace import BOOK, COVER_THOMAS, Step

DEFINITION: Final = "definition; an integral for densities"
COLLECT: Final = "logarithms split over irreducible factors and collected"
UNIT_MASS: Final = "every density has total mass 1"
SUBSTITUTE: Final = "each measure in normal form"
GIBBS: Final = "Gibbs' inequality: D(p || q) >= 0"
CONCAVE: Final = "log is concave: log(sum w_i q_i) >= sum w_i log(q_i)"
DOMINATED: Final = "a mixture dominates its parts: log(sum w_i q_i) >= log(w_i q_i)"
LOG_SUM: Final = "log sum inequality"
DISCRETE: Final = "the entropy of a discrete law is not negative"
WEIGHT: Final = "a weight is at most 1"
UNDER_SUM: Final = "the derivative under the sum"
SQUARED: Final = "both sides squared; the greater one is not negative"
SEPARATES: Final = "a divergence with f strictly convex at 1 is 0 only for equal laws"
TRIANGLE: Final = "|a + b| <= |a| + |b| at every point"
TRIANGLES: Final = "the triangle inequality for sums of |a|"
POINTWISE: Final = "not negative at any point"
CAUCHY: Final = "Cauchy-Schwarz inequality"
CONVEX: Final = "an f-divergence with convex f is jointly convex and does not grow under a channel"
LOG_BOUND: Final = "log(u) <= u - 1"
TANGENT: Final = "a convex function lies above its tangents"
CONSTANT: Final = "a constant, enclosed by rationals"
JOINT: Final = "a sum of joint entropies"
MUTUAL: Final = "conditional mutual information is not negative"
CONDITIONAL: Final = "the entropy of discrete variables given others is not negative"
HYPOTHESIS: Final = "given"
COPY: Final = "copy lemma: such a variable exists"
COPIED: Final = "by the choice of the copy"
THROUGH: Final = "a value between the two sides"
ROUNDED: Final = "a variable on the integers and a uniform one on [-1/2, 1/2] have the entropy of the first"
DEFINED: Final = "measures in the terms of others"
EQUATION: Final = "given as an equation"
CASES: Final = "one case after the other"
EQUAL: Final = "the value that is given"
KINK: Final = "a maximum, minimum or size of parameters is one of its values"
EXTREME: Final = "a maximum or minimum is one of its values"
INCREASING: Final = "both sides are the same increasing function of these"
INSTANCE: Final = "an instance of what holds for all laws with one support"
VALUES: Final = "measures of families in closed form"
SCALED: Final = "both sides have a positive factor"
ENDS: Final = "an affine function of a parameter is least at an end of its range"
PARTS: Final = "entropies and divergences of independent parts add up"
COMBINE: Final = "the difference as a non-negative combination"
SIGNS: Final = "not negative, term by term"
GIBBS_EQUALITY: Final = "equality in Gibbs' inequality: D(p || q) = 0 only if p = q"
SAME_LAW: Final = "put equal laws for each other"
CLOSED: Final = "closed form"
BRANCH: Final = "the branch that applies"
ZERO: Final = "cancels over independent logarithms and special functions"
SLOPE: Final = "least where it is 0, by the sign of its derivative"
SIGN: Final = "sign by the conditions on the parameters"
DIGITS: Final = "sign by an enclosure of the value"

JENSEN = f"{COVER_THOMAS}, theorem 2.6.2 (Jensen's inequality)"

SOURCES: Final[dict[str, str]] = {
    DEFINITION: f"{BOOK}, (B.1), (B.2), (B.5)",
    COLLECT: "logarithms of distinct irreducible polynomials are linearly independent over the rational functions",
    UNIT_MASS: "",
    SUBSTITUTE: "",
    GIBBS: f"{BOOK}; {COVER_THOMAS}, theorem 2.6.3",
    CONCAVE: JENSEN,
    DOMINATED: "log is increasing",
    LOG_SUM: f"{COVER_THOMAS}, theorem 2.7.1",
    DISCRETE: f"{COVER_THOMAS}, lemma 2.1.1",
    WEIGHT: "",
    UNDER_SUM: "finite alphabets; dominated derivatives otherwise",
    SQUARED: "",
    SEPARATES: "Csiszar 1967; Liese & Vajda 2006, IEEE Trans. Inf. Theory 52, theorem 5",
    TRIANGLE: "",
    TRIANGLES: "",
    POINTWISE: "",
    CAUCHY: "",
    CONVEX: "Csiszar 1967; Liese & Vajda 2006, IEEE Trans. Inf. Theory 52, theorem 14",
    LOG_BOUND: "",
    TANGENT: "",
    CONSTANT: "",
    JOINT: f"{COVER_THOMAS}, theorem 2.2.1 (chain rule)",
    MUTUAL: f"{COVER_THOMAS}, theorem 2.6.3 and (2.92)",
    CONDITIONAL: f"{COVER_THOMAS}, lemma 2.1.1",
    HYPOTHESIS: "",
    COPY: "Zhang & Yeung 1998; Dougherty, Freiling & Zeger 2011, lemma 2",
    COPIED: "",
    THROUGH: "",
    ROUNDED: f"{COVER_THOMAS}, problem 8.7 and theorem 8.6.5",
    DEFINED: "",
    EQUATION: "",
    CASES: "",
    EQUAL: "",
    KINK: "",
    EXTREME: "",
    INCREASING: "",
    INSTANCE: "",
    VALUES: "derive() shows the steps",
    SCALED: "",
    ENDS: "",
    PARTS: f"{COVER_THOMAS}, theorems 2.5.1 and 2.5.3 (chain rules)",
    COMBINE: "",
    SIGNS: "",
    GIBBS_EQUALITY: f"{COVER_THOMAS}, theorem 2.6.3 (equality case)",
    SAME_LAW: "",
    CLOSED: "derive() shows the steps",
    BRANCH: "",
    ZERO: "",
    SLOPE: "",
    SIGN: "",
    DIGITS: "",
}


def step(rule: str, before: Basic, after: Basic, condition: Boolean = S.true) -> Step:
    """A step with the source of its rule.

    >>> from sympy import S
    >>> from symbolic_info.proof import rulebook
    >>> rulebook.step(rulebook.UNIT_MASS, S.Zero, S.Zero).rule
    'every density has total mass 1'
    """
    return Step(rule, before, after, condition, SOURCES[rule])
