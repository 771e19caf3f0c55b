"""True statements with one thing changed: no false one is proved, and the true ones stay proved."""

import random

import pytest
from sympy import Add, Eq, Ge, Rational, log

from symbolic_info import CrossEntropy, Entropy, JSDivergence, KLDivergence, abstract
from symbolic_info.laws import mixture
from symbolic_info.proof import prove
from symbolic_info.proof.parts import linear_parts

H, CE, KL, JSD = Entropy, CrossEntropy, KLDivergence, JSDivergence
p, q, r, s = abstract("p q r s")
SIZES = [Rational(1, 10**12), Rational(1, 10**9), Rational(-1, 10**9), Rational(1, 7), -2]
TIGHT = [
    KL(p, q),
    CE(p, q) - H(p),
    JSD(p, q),
    log(2) - JSD(p, q),
    KL(p, q) / 2 - KL(p, mixture([p, q])),
    H(mixture([p, q])) - H(p) / 2 - H(q) / 2,
]
POSITIVE = ("proved", "certified", "checked", "cited")


def random_mixture(rng):
    laws = rng.sample([p, q, r, s], rng.choice([2, 3]))
    parts = [rng.randint(1, 4) for _ in laws]
    return laws, [Rational(k, sum(parts)) for k in parts]


def random_identity(rng):
    """A difference that is 0 for all laws, in which no measure may change."""
    laws, weights = random_mixture(rng)
    m = mixture(laws, weights)
    target = rng.choice([law for law in (p, q, r, s) if law not in laws])
    terms = list(zip(weights, laws, strict=True))
    return rng.choice(
        [
            Add(*(w * KL(x, target) for w, x in terms)) - JSD(*laws, weights=weights) - KL(m, target),
            JSD(*laws, weights=weights) - H(m) + Add(*(w * H(x) for w, x in terms)),
            JSD(*laws, weights=weights) - Add(*(w * KL(x, m) for w, x in terms)),
            CE(m, target) - Add(*(w * CE(x, target) for w, x in terms)),
            KL(m, target) - CE(m, target) + H(m),
            KL(laws[0], m) - CE(laws[0], m) + H(laws[0]),
        ]
    )


@pytest.mark.parametrize("seed", range(24))
def test_identities_and_their_perturbations(seed):
    rng = random.Random(seed)
    difference = random_identity(rng)
    assert prove(Eq(difference, 0)).status == "proved"
    coefficients, _ = linear_parts(difference)
    for node in coefficients:
        changed = [difference + rng.choice(SIZES) * node, difference + rng.choice(SIZES)]
        if len(set(node.laws)) > 1 and not isinstance(node, JSD):
            changed.append(difference.xreplace({node: node.func(*reversed(node.laws))}))
        assert [prove(Eq(e, 0)).status in POSITIVE for e in changed] == [False] * len(changed)


@pytest.mark.parametrize("target", TIGHT, ids=str)
def test_tight_inequalities_with_a_margin(target):
    assert prove(Ge(target, 0)).status == "proved"
    for size in SIZES[:2]:
        assert prove(Ge(target, size)).status == "refuted"
        assert prove(Ge(target + size, 0)).status == "proved"
    assert prove(Ge(-target, 0)).status == "refuted"
