"""Laws by the names and keywords of other libraries: against those libraries, where they are installed."""

import math

import pytest
from sympy import Float, N, Range, Rational, S, Symbol, exp, pi, symbols

from symbolic_info import entropy, kl_divergence
from symbolic_info.errors import InexactError, ParameterError, UnknownLawError
from symbolic_info.interop import from_scipy, from_torch
from symbolic_info.interop.parametrisation import PLACE, parameters_of
from symbolic_info.interop.scipy_laws import SCIPY
from symbolic_info.interop.torch_laws import TORCH
from symbolic_info.laws import Exponential, Gamma, Geometric, Gumbel, NegativeBinomial, Normal, Weibull

SHAPES = (Rational(7, 3), Rational(11, 4), Rational(3, 2))
SPECIAL = {
    "bernoulli": (Rational(1, 3),),
    "binom": (S(5), Rational(1, 3)),
    "geom": (Rational(1, 3),),
    "nbinom": (S(3), Rational(1, 3)),
    "randint": (S(2), S(7)),
    "genextreme": (Rational(-1, 3),),
    "genpareto": (Rational(-1, 3),),
    "wrapcauchy": (Rational(1, 3),),
    "erlang": (S(3),),
}
DISCRETE = {"bernoulli", "binom", "geom", "nbinom", "poisson", "randint"}


def arguments(name):
    """Shapes of a distribution, its location and its scale."""
    count = len([p for p in parameters_of(SCIPY[name]) if p not in PLACE])
    shapes = SPECIAL.get(name, SHAPES[:count])
    return (*shapes, S(2)) if name in DISCRETE else (*shapes, Rational(1, 3), Rational(5, 4))


@pytest.mark.parametrize("name", sorted(SCIPY))
def test_scipy_density(name):
    stats = pytest.importorskip("scipy.stats")
    args = arguments(name)
    law, frozen = from_scipy(name, *args), getattr(stats, name)(*map(float, args))
    assert law.discrete == (name in DISCRETE)
    for share in (0.13, 0.45, 0.87):
        point = frozen.ppf(share)
        if name in DISCRETE:
            assert mass_at(law, int(point)) == pytest.approx(frozen.pmf(point), rel=1e-9)
            continue
        inside = law.lower < Float(point, 30) < law.upper
        assert inside
        assert float(N(law.log_density(Float(point, 30)), 20)) == pytest.approx(
            frozen.logpdf(point), rel=1e-8, abs=1e-9
        )


def mass_at(law, point):
    pmf = getattr(law, "pmf", None)
    return float(pmf[S(point)]) if pmf is not None else float(N(exp(law.log_density(S(point))), 20))


@pytest.mark.parametrize("c", [Rational(1, 3), S.Zero])
@pytest.mark.parametrize("name", ["genextreme", "genpareto"])
def test_scipy_shapes_of_any_sign(name, c):
    stats = pytest.importorskip("scipy.stats")
    frozen = getattr(stats, name)(float(c), 1, 2)
    point = frozen.ppf(0.4)
    law = from_scipy(name, c, 1, scale=2)
    assert float(N(law.log_density(Float(point, 30)), 20)) == pytest.approx(frozen.logpdf(point), rel=1e-9)


@pytest.mark.parametrize(
    "name", ["Beta", "Gamma", "Gumbel", "Kumaraswamy", "Weibull", "Pareto", "Geometric", "StudentT"]
)
def test_torch_density(name):
    torch = pytest.importorskip("torch")
    values = dict(zip(parameters_of(TORCH[name]), (Rational(1, 3), Rational(3, 4), Rational(5, 4)), strict=False))
    theirs = getattr(torch.distributions, name)(**{k: torch.tensor(float(v)) for k, v in values.items()})
    point = theirs.sample()
    law = from_torch(name, **values)
    assert float(N(law.log_density(Float(float(point), 20)))) == pytest.approx(float(theirs.log_prob(point)), rel=1e-4)


def test_torch_by_hand():
    """What PyTorch's documentation says where its parametrisation differs from that of sympy.stats."""
    a, b = symbols("a b", positive=True)
    p = Rational(1, 3)
    assert from_torch("Gamma", concentration=a, rate=b) == Gamma(a, 1 / b)
    assert from_torch("Gumbel", loc=1, scale=2) == Gumbel(2, 1)
    assert from_torch("Weibull", scale=a, concentration=b) == Weibull(a, b)
    assert from_torch("NegativeBinomial", total_count=3, probs=p) == NegativeBinomial(3, 1 - p)
    failures = from_torch("Geometric", probs=p)
    assert failures.support == Range(0, S.Infinity)
    assert exp(failures.log_density(S(2))) == p * (1 - p) ** 2
    assert entropy(failures) == entropy(Geometric(p))
    angles = from_torch("VonMises", loc=0, concentration=1)
    assert (angles.lower, angles.upper) == (-pi, pi)
    assert angles.log_density(S.Zero) == from_scipy("vonmises", 1).log_density(S.Zero)


def test_logits():
    assert from_torch("Bernoulli", logits=0) == from_torch("Bernoulli", probs=Rational(1, 2))
    assert from_torch("Categorical", logits=[0, 0]) == from_torch("Categorical", probs=[Rational(1, 2)] * 2)


def test_symbols_go_through():
    s, t = symbols("s t", positive=True)
    m = Symbol("m", real=True)
    assert from_scipy("norm", m, s) == from_scipy("norm", loc=m, scale=s) == from_torch("Normal", loc=m, scale=s)
    assert from_scipy("norm", m, s) == Normal(m, s)
    assert from_scipy("expon", scale=s) == Exponential(1 / s)
    assert kl_divergence(from_scipy("chi2", 3, scale=s), from_scipy("chi2", 3, scale=s)) == 0
    assert kl_divergence(from_scipy("genpareto", t), from_scipy("expon")) is not None


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: from_scipy("normal", 0, 1), UnknownLawError),
        (lambda: from_torch("norm", loc=0), UnknownLawError),
        (lambda: from_scipy("gamma"), ParameterError),
        (lambda: from_scipy("gamma", 1, 2, 3, 4), ParameterError),
        (lambda: from_scipy("gamma", 1, a=2), ParameterError),
        (lambda: from_scipy("gamma", 1, rate=2), ParameterError),
        (lambda: from_scipy("norm", 0, -1), ParameterError),
        (lambda: from_scipy("chi2", 2, scale=-1), ParameterError),
        (lambda: from_scipy("poisson", 2, scale=2), ParameterError),
        (lambda: from_scipy("genextreme", Symbol("c", real=True)), ParameterError),
        (lambda: from_scipy("norm", 0, 0.5), InexactError),
        (lambda: from_scipy("chi2", 2, 0.5), InexactError),
        (lambda: from_torch("Normal", loc=0), ParameterError),
        (lambda: from_torch("Normal", loc=0, scale=1, df=2), ParameterError),
        (lambda: from_torch("Normal", loc=0, scale=math.nan), InexactError),
    ],
)
def test_errors(call, error):
    with pytest.raises(error):
        call()
