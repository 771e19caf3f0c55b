"""Every node and every law obeys SymPy's contract; the classes are discovered, not listed."""

import pickle

import pytest
import sympy
from conftest import FAMILIES, instances, symbolic
from sympy import Integral, Matrix, MatrixSymbol, Rational, Sum, Symbol, latex, pretty, srepr, symbols

import symbolic_info
from symbolic_info import CrossEntropy, Entropy, JensenRenyiDivergence, JSDivergence, KLDivergence
from symbolic_info.laws import (
    Categorical,
    Dirichlet,
    DirichletMultinomial,
    Finite,
    Gamma,
    GeneralizedDirichlet,
    InverseWishart,
    JointDensity,
    MatrixGamma,
    MatrixNormal,
    MatrixStudentT,
    Mixture,
    Multinomial,
    MultivariateEwens,
    MultivariateLaplace,
    MultivariateNormal,
    MultivariateT,
    NegativeMultinomial,
    Normal,
    NormalGamma,
    NormalInverseGamma,
    NormalInverseWishart,
    Poisson,
    VonMisesFisher,
    Wishart,
    mixture,
    product,
)
from symbolic_info.laws.law import Law, Parametric
from symbolic_info.laws.vector.law import VectorLaw
from symbolic_info.measures.capacity import Capacity
from symbolic_info.measures.entropy_rate import EntropyRate, KLDivergenceRate
from symbolic_info.measures.expectation import Expectation
from symbolic_info.measures.fisher import FisherInformation
from symbolic_info.measures.joint import JointMeasure
from symbolic_info.measures.js_distance import JSDistance
from symbolic_info.measures.node import Measure
from symbolic_info.measures.rate_distortion import RateDistortion
from symbolic_info.measures.self_information import SelfInformation

k, theta, a, b = symbols("k theta a b", positive=True)


def subclasses(cls):
    for sub in cls.__subclasses__():
        yield sub
        yield from subclasses(sub)


t = Symbol("t", positive=True)
x, y = symbols("x y", real=True)
GAMMAS = (Gamma(k, theta), Gamma(a, b))
CHAINS = (Matrix([[1 - a, a], [b, 1 - b]]), Matrix([[1 - k, k], [k, 1 - k]]))
PARAMETERS = {"alpha": Rational(1, 3), "a": 2, "b": Rational(1, 2), "f": sympy.Lambda(t, t * sympy.log(t))}
SPECIAL = {
    JSDivergence: lambda: JSDivergence(*GAMMAS),
    JensenRenyiDivergence: lambda: JensenRenyiDivergence(*GAMMAS, alpha=2),
    EntropyRate: lambda: EntropyRate(CHAINS[0]),
    KLDivergenceRate: lambda: KLDivergenceRate(*CHAINS),
    Capacity: lambda: Capacity(CHAINS[0]),
    FisherInformation: lambda: FisherInformation(GAMMAS[0], k, theta),
    JSDistance: lambda: JSDistance(*GAMMAS),
    SelfInformation: lambda: SelfInformation(GAMMAS[0], b),
    RateDistortion: lambda: RateDistortion(Normal(0, a), b, "squared"),
}


def example(cls):
    if issubclass(cls, JointMeasure):
        return cls(MultivariateNormal([0, 0], [[a, 0], [0, b]]), given=1 if cls.most_blocks == 1 else ())
    if cls in SPECIAL:
        return SPECIAL[cls]()
    return cls(*GAMMAS[: cls.arity], *(PARAMETERS[name] for name in cls.parameters))


MEASURES = [example(cls) for cls in dict.fromkeys(subclasses(Measure)) if cls.latex_symbol and cls is not JointMeasure]
OTHERS = [
    Expectation.of(x**2, x, Normal(0, a)),
    Finite((0, 1), (Rational(1, 3), Rational(2, 3))),
    Categorical(sympy.IndexedBase("p"), Symbol("n", integer=True, positive=True)),
    mixture([Normal(0, 1), Normal(1, a)]),
    product(Gamma(k, theta), Normal(0, a)),
]
size = Symbol("d", integer=True, positive=True)
SQUARE, COLUMN = MatrixSymbol("A", size, size), MatrixSymbol("m", size, 1)
VECTORS = [
    MultivariateNormal([0, 0], [[a, 0], [0, b]]),
    MultivariateNormal(COLUMN, SQUARE),
    MultivariateT([0, 0], [[a, 0], [0, b]], k),
    MultivariateLaplace([0, 0], [[a, 0], [0, b]]),
    MatrixNormal([[0, 1], [1, 0]], [[a, 0], [0, b]], [[1, 0], [0, 1]]),
    MatrixStudentT(k, [[0, 1], [1, 0]], [[a, 0], [0, b]], [[1, 0], [0, 1]]),
    Wishart(k + 1, [[a, 0], [0, b]]),
    MatrixGamma(k + 1, a, SQUARE),
    InverseWishart(k + 1, SQUARE),
    NormalGamma(0, k, a, b),
    NormalInverseGamma(0, k, a, b),
    NormalInverseWishart(COLUMN, k, SQUARE, a),
    Dirichlet([a, b, k]),
    Dirichlet(sympy.IndexedBase("alpha"), size),
    GeneralizedDirichlet([a, b], [k, theta]),
    Multinomial(3, [Rational(1, 3), Rational(2, 3)]),
    Multinomial(size, sympy.IndexedBase("alpha"), size),
    DirichletMultinomial(3, [a, b]),
    NegativeMultinomial(a, [Rational(1, 3), Rational(1, 3)]),
    MultivariateEwens(size + 1, a),
    VonMisesFisher([1, 0], k),
    JointDensity(sympy.Lambda((x, y), sympy.exp(-sympy.Abs(x) - sympy.Abs(y)) / 4)),
]
NODES = [*MEASURES, *OTHERS, *VECTORS, *(symbolic(cls, "") for cls in FAMILIES)]


@pytest.mark.parametrize("node", NODES, ids=lambda n: type(n).__name__)
def test_rebuilds_hashes_pickles_and_prints(node):
    assert node.func(*node.args) == node
    assert hash(node.func(*node.args)) == hash(node)
    assert pickle.loads(pickle.dumps(node)) == node
    assert node.xreplace({}) == node
    for printer in (str, latex, pretty, srepr):
        assert printer(node)


@pytest.mark.parametrize("node", NODES, ids=lambda n: type(n).__name__)
def test_substitution_reaches_the_parameters(node):
    scalars = [s for s in node.free_symbols if isinstance(s, Symbol)]
    for symbol in sorted(scalars, key=str)[:1]:
        if symbol.name in ("minimum", "p"):
            continue
        changed = node.subs(symbol, Rational(1, 2) if symbol.name not in ("n", "s", "N", "m", "k") else 3)
        assert symbol not in changed.free_symbols


def test_every_vector_law_is_in_the_contract():
    assert {type(law) for law in VECTORS} >= {cls for cls in Parametric.registry.values() if issubclass(cls, VectorLaw)}


def test_rewriting_gives_the_definitions():
    kl, js = KLDivergence(Gamma(k, theta), Gamma(a, b)), JSDivergence(Gamma(k, theta), Gamma(a, b))
    assert kl.rewrite(CrossEntropy) == CrossEntropy(*kl.laws) - Entropy(kl.laws[0])
    assert kl.rewrite(Integral).has(Integral)
    assert KLDivergence(Poisson(a), Poisson(b)).rewrite(Sum).has(Sum)
    assert js.rewrite(KLDivergence) == sum(KLDivergence(p, js.mixture) for p in js.laws) / 2
    assert js.rewrite(Entropy).atoms(Measure) == {Entropy(js.mixture), *(Entropy(p) for p in js.laws)}


def test_the_rewritten_integral_is_the_divergence():
    node = KLDivergence(Gamma(2, 1), Gamma(3, Rational(1, 2)))
    assert abs(node.rewrite(Integral).evalf(15) - node.doit().evalf(20)) < 1e-13


def test_derivative_of_a_node_is_that_of_its_closed_form():
    node = KLDivergence(Gamma(k, theta), Gamma(k, b))
    assert sympy.simplify(node.diff(b) - node.doit().diff(b)) == 0


def test_evalf_of_an_inert_node():
    node = JSDivergence(Normal(0, 1), Normal(1, 2))
    assert isinstance(node.doit(), JSDivergence)
    assert str(node.evalf(20)) == "0.12817497305439801042"


def test_relations_stay_claims():
    node = KLDivergence(Gamma(k, theta), Gamma(a, b))
    assert isinstance(node >= 0, sympy.core.relational.GreaterThan)
    assert isinstance(sympy.Eq(node, 0), sympy.Eq)


def test_constructing_does_not_evaluate():
    assert isinstance(KLDivergence(Normal(0, 1), Normal(0, 1)), KLDivergence)


def test_lambdify_after_doit():
    f = sympy.lambdify([k, theta], Entropy(Gamma(k, theta)).doit(), "mpmath")
    assert abs(f(1, 1) - 1) < 1e-12


CONTRACT = [
    "Entropy",
    "CrossEntropy",
    "KLDivergence",
    "JSDivergence",
    "derive",
    "prove",
    "value",
    "abstract",
    "entropy",
    "cross_entropy",
    "kl_divergence",
    "js_divergence",
    "renyi_entropy",
    "renyi_divergence",
    "tsallis_entropy",
    "tsallis_divergence",
    "alpha_divergence",
    "chi_square_divergence",
    "squared_hellinger",
    "bhattacharyya_distance",
    "jeffreys_divergence",
    "f_divergence",
]


def test_public_names_are_a_contract():
    assert set(CONTRACT) <= set(symbolic_info.__all__)
    assert all(hasattr(symbolic_info, name) for name in symbolic_info.__all__)
    assert len(set(symbolic_info.__all__)) == len(symbolic_info.__all__)


def test_laws_are_immutable_and_comparable():
    assert Normal(0, 1) == Normal(0, 1) != Normal(0, 2)
    assert isinstance(mixture([Normal(0, 1), Normal(1, 1)]), Mixture)
    assert all(isinstance(law, Law) for cls in FAMILIES for law in instances(cls, 1))
