"""The law of an expression in one random variable, as a chain of monotone maps."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Interval, Lambda, Mul, Pow, S, Symbol, apart, exp, log, nan, oo, together, zoo

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws.curves import CURVES, DETOURS, Curve
from symbolic_info.laws.density import from_density
from symbolic_info.laws.families.gamma import Chi
from symbolic_info.laws.families.normal import StandardNormal
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.folded import folded
from symbolic_info.laws.image import Image, Symmetric, affine, exponential, image, logarithm, negate, power, reciprocal
from symbolic_info.laws.law import Law, as_model, exact
from symbolic_info.laws.maps import Affine
from symbolic_info.laws.mass import listed
from symbolic_info.laws.recognize import recognized

V = Symbol("v", real=True)


def image_of(expr: Expr, x: Symbol, law: Law) -> Law:
    """The law of ``expr`` where ``x`` has the given law; UnknownLawError where no rule applies.

    >>> from sympy import Symbol, exp
    >>> from symbolic_info.laws import Normal, image_of
    >>> x = Symbol("x")
    >>> image_of(exp(x), x, Normal(0, 1)).support
    Interval(0, oo)
    """
    exact(expr, "the function of the random variable")
    outcomes = listed(law)
    if outcomes is not None:
        return _finite_image(expr, x, outcomes)
    return _image(expr, x, law)


def _finite_image(expr: Expr, x: Symbol, law: Finite) -> Finite:
    pmf: dict[Expr, Expr] = {}
    for outcome, probability in law.pmf.items():
        value = expr.subs(x, outcome)
        if value.has(nan, zoo, oo):
            raise ParameterError(f"{expr} is not finite at the outcome {outcome} of {x}")
        pmf[value] = pmf.get(value, S.Zero) + probability
    return Finite(pmf, pmf.values())


def _image(expr: Expr, x: Symbol, law: Law) -> Law:
    if expr == x:
        return law
    if isinstance(expr, Add):
        rest, inner = expr.as_independent(x, as_Add=True)
        if rest == 0:
            return _rewritten(expr, x, law)
        return affine(_image(inner, x, law), S.One, rest)
    if isinstance(expr, Mul):
        factor, inner = expr.as_independent(x, as_Add=False)
        return _scaled(_image(inner, x, law), factor) if factor != 1 else _rewritten(expr, x, law)
    return _of_function(expr, x, law)


def _scaled(law: Law, factor: Expr) -> Law:
    if law.facts.positive(factor):
        return affine(law, factor)
    if law.facts.negative(factor):
        return affine(negate(law), -factor)
    raise UnknownLawError(f"the sign of the factor {factor} is not known; give the symbol an assumption")


def _of_function(expr: Expr, x: Symbol, law: Law) -> Law:
    if isinstance(expr, exp):
        return exponential(_image(expr.args[0], x, law))
    if isinstance(expr, log):
        return logarithm(_positive(_image(expr.args[0], x, law), expr))
    if isinstance(expr, Abs):
        return absolute(_image(expr.args[0], x, law))
    if isinstance(expr, Pow) and not expr.exp.has(x):
        return _power(_image(expr.base, x, law), expr.exp, expr)
    if isinstance(expr, Pow) and law.facts.positive(expr.base):
        return _image(exp(expr.exp * log(expr.base)), x, law)
    if type(expr) in CURVES:
        return _curved(CURVES[type(expr)], _image(expr.args[0], x, law), expr)
    if type(expr) in DETOURS:
        inner, outer = DETOURS[type(expr)]
        return _image(outer(V), V, _image(inner(expr.args[0]), x, law))
    raise UnknownLawError(f"no rule for the law of {expr}")


def _curved(kind: type[Curve], law: Law, expr: Expr) -> Law:
    """The image, as a known law where its density is one: tan of a uniform variable is a Cauchy one."""
    if not kind.is_monotone_on(law.lower, law.upper, law.facts):
        raise UnknownLawError(f"{expr} is not seen to be a monotone function on the support {law.support}")
    made = image(law, kind())
    if made.discrete or not isinstance(made, Image):
        return made
    shape = Lambda(V, exp(made.log_density(V)))
    density = from_density(shape, Interval(made.lower, made.upper), False)
    found = recognized(density)
    return made if found == density else found


def _rewritten(expr: Expr, x: Symbol, law: Law) -> Law:
    """Several occurrences of x: partial fractions bring x/(1 - x) to one."""
    simpler = apart(together(expr), x)
    if simpler == expr or simpler.count(x) >= expr.count(x):
        raise UnknownLawError(f"{expr} is not seen to be a monotone function of one variable")
    return _image(simpler, x, law)


def _positive(law: Law, expr: Expr) -> Law:
    if law.facts.nonnegative(law.lower):
        return law
    raise UnknownLawError(f"{expr} needs a positive variable; the support is {law.support}")


def _power(law: Law, exponent: Expr, expr: Expr) -> Law:
    if law.facts.nonnegative(law.lower):
        return power(law, exponent) if law.facts.positive(exponent) else _negative_power(law, exponent, expr)
    if exponent.is_Integer and law.facts.nonnegative(-law.upper):
        mirrored = _power(negate(law), exponent, expr)
        return mirrored if exponent.is_even else negate(mirrored)
    if exponent.is_Integer and exponent.is_even:
        return _power(absolute(law), exponent, expr)
    if exponent.is_Integer and is_symmetric(law):
        return Symmetric(_power(absolute(law), exponent, expr))
    raise UnknownLawError(f"{expr} is not a monotone function on the support {law.support}")


def _negative_power(law: Law, exponent: Expr, expr: Expr) -> Law:
    if law.facts.negative(exponent):
        return power(reciprocal(law), -exponent)
    raise UnknownLawError(f"the sign of the exponent in {expr} is not known")


def is_symmetric(law: Law) -> bool:
    """Whether -X has the law of X, as far as the model shows it."""
    inner = _unfolded(law)
    if isinstance(inner, Image) and isinstance(inner.map, Affine) and inner.map.args[1] == 0:
        return is_symmetric(inner.source)
    return isinstance(inner, StandardNormal | Symmetric)


def absolute(law: Law) -> Law:
    """|X|: of a symmetric X the positive half, of an X of one sign X or -X."""
    if law.facts.nonnegative(law.lower):
        return law
    if law.facts.nonnegative(-law.upper):
        return negate(law)
    inner = _unfolded(law)
    if isinstance(inner, Image) and isinstance(inner.map, Affine) and inner.map.args[1] == 0:
        return affine(absolute(inner.source), inner.map.args[0])
    if isinstance(inner, StandardNormal):
        return Chi(S.One)
    return inner.source if isinstance(inner, Symmetric) else folded(law)


def _unfolded(law: Law) -> Law:
    """The model of the model, and so on."""
    model = as_model(law)
    return law if model == law else _unfolded(model)
