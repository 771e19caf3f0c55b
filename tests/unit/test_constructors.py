"""Laws made of other laws take whatever stands for a law."""

import pytest
from sympy import symbols
from sympy.stats import Exponential, Normal, Poisson, Uniform

from symbolic_info import kl_divergence, laws
from symbolic_info.errors import ParameterError, UnknownLawError

x = symbols("x", real=True)


@pytest.mark.parametrize(
    ("of_variables", "of_laws"),
    [
        (laws.truncated(Normal("X", 0, 1), 0, 2), laws.truncated(laws.Normal(0, 1), 0, 2)),
        (laws.mixture([Normal("X", 0, 1), Normal("Y", 1, 1)]), laws.mixture([laws.Normal(0, 1), laws.Normal(1, 1)])),
        (laws.order_statistic(Exponential("X", 2), 1, 3), laws.Exponential(6)),
        (laws.folded(Uniform("U", -1, 1)), laws.Uniform(0, 1)),
        (laws.spliced([Uniform("U", 0, 1), Uniform("V", 1, 2)]), laws.Uniform(0, 2)),
        (laws.sum_of(Poisson("X", 1), laws.Poisson(2)), laws.Poisson(3)),
        (laws.image_of(2 * x, x, Normal("X", 0, 1)), laws.Normal(0, 2)),
    ],
)
def test_variables_are_read(of_variables, of_laws):
    assert kl_divergence(of_variables, of_laws) == 0


def test_distribution_functions_of_variables():
    assert laws.cdf(Exponential("X", 1), 1) == laws.cdf(laws.Exponential(1), 1)


@pytest.mark.parametrize(
    "build",
    [
        lambda: laws.mixture({Normal("X", 0, 1): 1}),
        lambda: laws.mixture(Normal("X", 0, 1)),
        lambda: laws.truncated("X", 0, 1),
        lambda: laws.sum_of(1, 2),
    ],
)
def test_what_is_no_law_is_refused(build):
    with pytest.raises(UnknownLawError):
        build()


@pytest.mark.parametrize("family", [laws.Normal, laws.Die, laws.Gamma, laws.Wishart])
def test_a_name_in_front_is_explained(family):
    with pytest.raises(ParameterError, match="no name"):
        family("X", 1, 2, 3)
