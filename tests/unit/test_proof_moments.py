"""prove: laws with densities and given moments against named laws."""

import pytest
from sympy import E, Eq, Symbol, log, pi

from symbolic_info import Entropy, KLDivergence, abstract, expectation, outcome, prove
from symbolic_info.errors import SpaceError
from symbolic_info.laws import Exponential, Normal, Poisson

p, q = abstract("p q", density=True)
X = outcome()
mu = Symbol("mu", real=True)
sigma, scale = Symbol("sigma", positive=True), Symbol("scale", positive=True)
N = Normal(mu, sigma)
MOMENTS = [Eq(expectation(X, p), mu), Eq(expectation(X**2, p), mu**2 + sigma**2)]
LARGEST = log(2 * pi * E * sigma**2) / 2
H, KL = Entropy, KLDivergence


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (Eq(KL(p, N), LARGEST - H(p)), MOMENTS),
        (Eq(KL(p, N), H(N) - H(p)), MOMENTS),
        (Eq(KL(p, Exponential(1 / scale)), 1 + log(scale) - H(p)), [Eq(expectation(X, p), scale)]),
        (H(p) <= LARGEST, MOMENTS),
        (expectation(X, p) ** 2 <= expectation(X**2, p), []),
    ],
    ids=str,
)
def test_proved(claim, given):
    proof = prove(claim, given=given)
    assert proof.status == "proved", proof.text()
    assert proof.recheck()


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (Eq(KL(p, N), LARGEST - H(p)), []),
        (Eq(KL(p, N), LARGEST - H(p)), MOMENTS[:1]),
        (H(p) >= LARGEST, MOMENTS),
        (H(p) <= log(sigma), MOMENTS),
        (Eq(KL(p, Exponential(1 / scale)), log(scale) - H(p)), [Eq(expectation(X, p), scale)]),
    ],
    ids=str,
)
def test_refuted_at_named_laws(claim, given):
    proof = prove(claim, given=given)
    assert proof.status == "refuted", proof.text()
    assert proof.recheck()
    assert not proof.witness[p].discrete


def test_only_laws_of_one_kind_are_compared():
    with pytest.raises(SpaceError):
        KL(abstract("p"), N)
    with pytest.raises(SpaceError):
        KL(p, Poisson(1))
