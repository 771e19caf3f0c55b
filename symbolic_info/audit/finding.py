"""One value of another library against ours."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import Any

from sympy import Rational

from symbolic_info.audit.subjects import Subject
from symbolic_info.engine.evaluate import closed_form
from symbolic_info.engine.numbers import value
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.numeric.value import Value

__all__ = ["Finding", "called", "judged", "truth_by_form", "truth_of"]

DIGITS = 25
WRONG, POOR = 1e-3, 1e-10
TINY, VISIBLE = 1e-12, 1e-6


@dataclass(frozen=True)
class Finding:
    """What the call gave, what is true, how that is known, and the distance in units of the last place.

    ``verdict`` is ``good``, ``poor`` (a relative error above 1e-10 and, of an entropy, an absolute one above 1e-12),
    ``wrong`` (above 1e-3 and 1e-6, or not finite where the truth is), ``refused`` (the library has no value, says so,
    or does not answer) or ``unknown`` (we have none).
    """

    subject: Subject
    theirs: str
    ours: str = ""
    kind: str = ""
    ulps: float = math.nan
    verdict: str = "unknown"


def truth_of(subject: Subject, seconds: float) -> Value | None:
    """What the call should give, None where it is not known.

    >>> from symbolic_info.audit.subjects import Subject
    >>> truth_of(Subject("scipy", (("poisson", (("mu", 1.0),)),)), 5.0).text[:12]
    '1.3048422422'
    """
    try:
        return value(subject.measure(), DIGITS, budget=seconds)
    except SymbolicInfoError:
        return None


def truth_by_form(subject: Subject) -> Value | None:
    """The same from the closed form with symbols: numbers in place of symbols can make SymPy work for minutes.

    >>> from symbolic_info.audit.subjects import Subject
    >>> truth_by_form(Subject("scipy", (("beta", (("a", 1000.0), ("b", 2.0))),))).text[:12]
    '-5.333038198'
    """
    measure, point = subject.symbolic()
    form = closed_form(measure)
    try:
        return None if form is None else value(form.subs(point), DIGITS)
    except SymbolicInfoError:
        return None


def judged(subject: Subject, theirs: float, truth: Value) -> Finding:
    """The finding for a value and the truth.

    >>> from symbolic_info.numeric import evaluate
    >>> from symbolic_info.audit.subjects import Subject
    >>> judged(Subject("scipy", (("expon", ()),)), 0.3333333333333333, evaluate(Rational(1, 3), 25)).verdict
    'good'
    """
    if not truth.lower.is_finite:
        right = theirs == float(truth.lower)
        return Finding(
            subject, repr(theirs), str(truth), truth.kind, 0 if right else math.inf, "good" if right else "wrong"
        )
    if not math.isfinite(theirs):
        return Finding(subject, repr(theirs), str(truth), truth.kind, math.inf, "wrong")
    middle = (truth.lower + truth.upper) / 2
    error = abs(Rational(theirs) - middle)
    ulps = float(error / Rational(math.ulp(float(middle))))
    relative = float(error / abs(middle)) if middle != 0 else float(error)
    # An entropy may pass through zero, where only its absolute error counts; a divergence near zero is small itself.
    passes_zero = len(subject.laws) == 1 and error < TINY
    verdict = "good" if relative < POOR or passes_zero else "poor" if relative < WRONG or error < VISIBLE else "wrong"
    return Finding(subject, repr(theirs), str(truth), truth.kind, ulps, verdict)


def called(subject: Subject) -> float | str | None:
    """What the library gives, the words of its refusal, or None where it does not define the call.

    >>> from symbolic_info.audit.subjects import Subject
    >>> called(Subject("scipy", (("no such", ()),)))
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _scipy(subject) if subject.library == "scipy" else _torch(subject)
        except (AttributeError, NotImplementedError):
            return None
        except Exception as error:
            return f"{type(error).__name__}: {' '.join(str(error).split())[:80]}"


def _scipy(subject: Subject) -> float:
    from scipy import stats

    ((name, point),) = subject.laws
    return float(getattr(stats, name)(*dict(point).values()).entropy())


def _torch(subject: Subject) -> float:
    import torch
    from torch import distributions

    def made(name: str, point: dict[str, float]) -> Any:
        tensors = {key: torch.tensor(number, dtype=torch.float64) for key, number in point.items()}
        return getattr(distributions, name)(**tensors)

    laws = [made(name, dict(point)) for name, point in subject.laws]
    found = laws[0].entropy() if len(laws) == 1 else distributions.kl_divergence(*laws)
    return float(found)
