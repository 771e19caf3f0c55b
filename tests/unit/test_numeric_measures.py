"""Measures of densities against values from the literature and from independent ball arithmetic."""

import pytest
from sympy import Abs, Rational, Symbol, besseli, beta, exp, gamma, log, loggamma, oo, pi, sqrt, zeta

import symbolic_info.numeric.measures as measures
from symbolic_info.errors import ParameterError, PrecisionError, SpaceError
from symbolic_info.numeric import Density, cross_entropy, entropy, expectation, js_divergence, kl_divergence
from symbolic_info.numeric.backends.mp import MpBackend

X = Symbol("x", real=True)
K = Symbol("k", integer=True)
HALF = Rational(1, 2)
TENTH = Rational(1, 10)


def normal(mean, scale=1):
    return Density(-((X - mean) ** 2) / (2 * scale**2) - log(2 * pi) / 2 - log(scale), X, -oo, oo)


def cauchy(place):
    return Density(-log(pi) - log(1 + (X - place) ** 2), X, -oo, oo)


def student(nu):
    constant = log(nu) / 2 + log(beta(nu / 2, HALF))
    return Density(-(nu + 1) / 2 * log(1 + X**2 / nu) - constant, X, -oo, oo)


def exponential(rate):
    return Density(log(rate) - rate * X, X, 0, oo)


def beta_law(a, b):
    return Density((a - 1) * log(X) + (b - 1) * log(1 - X) - log(beta(a, b)), X, 0, 1)


def laplace(place, scale):
    return Density(-Abs(X - place) / scale - log(2 * scale), X, -oo, oo)


def poisson(mean):
    return Density(K * log(mean) - mean - loggamma(K + 1), K, 0, oo, lattice=True)


def zeta_law(s):
    return Density(-s * log(K) - log(zeta(s)), K, 1, oo, lattice=True)


def mixture(*parts):
    return Density(
        log(sum(w * exp(-((X - m) ** 2) / (2 * s**2)) / s for w, m, s in parts)) - log(2 * pi) / 2, X, -oo, oo
    )


def jsd(*laws):
    return js_divergence(laws, [Rational(1, len(laws))] * len(laws), seconds=60)


SPIKE = [(Rational(999, 1000), 0, 1), (Rational(1, 1000), Rational(1, 3), Rational(1, 10**6))]
WEIBULL = Density(log(Rational(3, 2)) + log(X) / 2 - X ** Rational(3, 2), X, 0, oo)
LOGNORMAL = Density(-(log(X) ** 2) / 2 - log(X) - log(2 * pi) / 2, X, 0, oo)
LOGISTIC = Density(-X - 2 * log(1 + exp(-X)), X, -oo, oo)
GENERAL_NORMAL = Density(-(Abs(X) ** Rational(3, 2)) - log(2 * gamma(Rational(5, 3))), X, -oo, oo)
RICE = Density(log(X) - (X**2 + 1) / 2 + log(besseli(0, X)), X, 0, oo)
SKELLAM = Density(-3 - K * log(2) / 2 + log(besseli(Abs(K), 2 * sqrt(2))), K, -oo, oo, lattice=True)
SERIES = 1 - Rational(1, 10**6)
LOGARITHMIC = Density(K * log(SERIES) - log(K) - log(-log(1 - SERIES)), K, 1, oo, lattice=True)
EPS = Rational(1, 10**15)

REFERENCES = {
    "jsd normal close": (
        lambda: jsd(normal(0), normal(Rational(1, 10**10))),
        "1.2499999999999999999984375000000000000000026041667e-21",
    ),
    "jsd exponential far": (
        lambda: jsd(exponential(1), exponential(10**6)),
        "0.69309123348599608069203607537125624478074889291238",
    ),
    "jsd cauchy": (lambda: jsd(cauchy(0), cauchy(1)), "0.054230661598185154224335047798165118432747808337533"),
    "jsd laplace": (lambda: jsd(laplace(0, 1), laplace(1, 3)), "0.14626261224617683912319947710685515958700369059732"),
    "jsd student": (lambda: jsd(student(HALF), student(1)), "0.029772998170059124494240249297869034378015286051807"),
    "jsd general normal": (
        lambda: jsd(GENERAL_NORMAL, normal(0)),
        "0.0077852510790621442959156769488455953555873617032356",
    ),
    "entropy spike": (lambda: entropy(mixture(*SPIKE)), "1.4130138907027342256131213970112678400745089396263"),
    "entropy far peaks": (
        lambda: entropy(mixture((HALF, 0, 1), (HALF, 100, 1))),
        "2.1120857137646180511975618578637942079368976079980",
    ),
    "entropy student 1/10": (lambda: entropy(student(TENTH)), "12.228957898730015163481352610817927560059265243674"),
    "entropy rice": (lambda: entropy(RICE), "1.1235887215191335997616036805912879254585503542504"),
    "kl weibull lognormal": (
        lambda: kl_divergence(WEIBULL, LOGNORMAL),
        "0.18676841877929206554978438467673532669753234815067",
    ),
    "kl beta close": (
        lambda: kl_divergence(beta_law(HALF, HALF), beta_law(HALF + EPS, HALF - EPS)),
        "4.9348022005446793094172454999461929919096832400568e-30",
    ),
    "kl normal logistic": (
        lambda: kl_divergence(normal(0), LOGISTIC),
        "0.19317983349020682727612792660227475288377365376458",
    ),
    "kl student heavy": (
        lambda: kl_divergence(student(HALF), student(Rational(1, 4))),
        "0.13733498386957305340101304101483494300131405716994",
    ),
    "entropy poisson 10^6": (lambda: entropy(poisson(10**6)), "8.3266937288534347937815262101805900232053698059526"),
    "entropy poisson 10^12": (lambda: entropy(poisson(10**12)), "15.234449091168863512554945089511802885415228627633"),
    "jsd poisson huge": (
        lambda: jsd(poisson(10**6), poisson(1001000)),
        "0.11137176302491697343914696848075140444992868011272",
    ),
    "entropy zeta 1.1": (lambda: entropy(zeta_law(11 * TENTH)), "12.744525821700009834962323417917772096153820659248"),
    "entropy logarithmic": (lambda: entropy(LOGARITHMIC), "9.0950330339201270833189669383080319911770827219421"),
    "entropy skellam": (lambda: entropy(SKELLAM), "1.9639542903980665817923291032667508051155179811054"),
    "kl poisson close": (
        lambda: kl_divergence(poisson(10), poisson(10 + Rational(1, 10**20))),
        "4.9999999999999999999966666666666666666666691666667e-42",
    ),
    "kl zeta poisson": (
        lambda: kl_divergence(zeta_law(Rational(5, 2)), poisson(3)),
        "1.9604024320692553244137863042500772541500658197886",
    ),
    "cross entropy zeta": (
        lambda: cross_entropy(zeta_law(3), zeta_law(2)),
        "0.82734566678729982784736413392436528061761809449242",
    ),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_fifty_digits(name):
    compute, expected = REFERENCES[name]
    value = compute()
    assert (value.text, value.digits) == (expected, 50)


@pytest.mark.parametrize("name", REFERENCES)
def test_estimates_agree_with_enclosures(name, monkeypatch):
    monkeypatch.setattr(measures, "enclosing_backend", lambda: None)
    compute, expected = REFERENCES[name]
    value = compute()
    assert (value.text, value.digits, value.kind) == (expected, 50, "estimated")


@pytest.mark.parametrize("name", ["entropy student 1/10", "kl poisson close", "entropy zeta 1.1"])
def test_without_ball_arithmetic(name, monkeypatch):
    monkeypatch.setattr(measures, "enclosing_backend", lambda: None)
    monkeypatch.setattr(measures, "every_backend", lambda: (MpBackend(),))
    compute, expected = REFERENCES[name]
    assert compute().text == expected


def test_renyi_integral_has_wider_tails_than_the_density():
    law = mixture((HALF, 1, 1), (HALF, -1, 1))
    integral = expectation(law, exp(-Rational(2, 3) * law.log_density), 30)
    assert integral.text == "3.80122359993991878475893692458"


def test_weights_and_spaces_are_checked():
    with pytest.raises(ParameterError):
        js_divergence([normal(0), normal(1)], [HALF, Rational(1, 3)])
    with pytest.raises(SpaceError):
        kl_divergence(poisson(1), exponential(1))
    with pytest.raises(PrecisionError):
        normal(Symbol("m"))
    with pytest.raises(PrecisionError):
        Density(0, K, HALF, 2, lattice=True)
