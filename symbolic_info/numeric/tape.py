"""Expressions compiled to a straight-line program that any arithmetic can run."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from functools import partial, reduce
from typing import Any

import sympy
from sympy import Add, S

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.cases import combined, compared, first_case, largest, smallest
from symbolic_info.numeric.series import has_one_hump, powers_apart, series
from symbolic_info.numeric.vocabulary import CONSTANTS, FUNCTIONS, came_apart, in_known_terms, log_of_product

__all__ = ["Tape", "UnknownFunctionError"]

_MOST_TERMS = 10**5
_Step = tuple[int, Callable[..., Any], tuple[int, ...]]


class UnknownFunctionError(PrecisionError):
    """The arithmetic has no such function; another arithmetic may have it."""


class Tape:
    """Several expressions of one symbol, common parts computed once and constant parts once per precision.

    >>> from sympy import Symbol, exp
    >>> from symbolic_info.numeric.backends import best_backend
    >>> x = Symbol('x', positive=True)
    >>> backend = best_backend()
    >>> with backend.working(100):
    ...     square, power = Tape([x**2, exp(x) + 1], x, backend).bound(100)(backend.rational(1, 2))
    ...     backend.approx(square)
    0.25
    """

    def __init__(self, exprs: Sequence[Any], symbol: Any, backend: Backend) -> None:
        self.backend = backend
        self._symbol = symbol
        self._slots: dict[Any, int] = {}
        self._constant_steps: list[_Step] = []
        self._steps: list[_Step] = []
        self._size = 1
        self._varies = {0}
        self._bound: dict[int, Callable[[Any], tuple[Any, ...]]] = {}
        self._outputs = [self._emit(in_known_terms(sympy.sympify(expr))) for expr in exprs]

    def bound(self, bits: int) -> Callable[[Any], tuple[Any, ...]]:
        """The program for numbers of ``bits`` bits; run it inside ``backend.working(bits)``."""
        if bits not in self._bound:
            self._bound[bits] = self._bind()
        return self._bound[bits]

    def _bind(self) -> Callable[[Any], tuple[Any, ...]]:
        template: list[Any] = [None] * self._size
        for slot, function, args in self._constant_steps:
            template[slot] = function(*[template[i] for i in args])
        steps, outputs = self._steps, self._outputs

        def run(x: Any) -> tuple[Any, ...]:
            registers = template[:]
            registers[0] = x
            for slot, function, args in steps:
                registers[slot] = function(*[registers[i] for i in args])
            return tuple(registers[i] for i in outputs)

        return run

    def _emit(self, expr: Any) -> int:
        if expr == self._symbol:
            return 0
        if expr not in self._slots:
            self._slots[expr] = self._translate(expr)
        return self._slots[expr]

    def _step(self, function: Callable[..., Any], *args: int) -> int:
        slot, self._size = self._size, self._size + 1
        if self._varies.intersection(args):
            self._varies.add(slot)
            self._steps.append((slot, function, args))
        else:
            self._constant_steps.append((slot, function, args))
        return slot

    def _translate(self, expr: Any) -> int:
        if expr.is_Rational:
            return self._step(partial(self.backend.rational, int(expr.p), int(expr.q)))
        if expr.is_Float:
            return self._emit(sympy.Rational(expr))
        if expr in CONSTANTS:
            return self._known(self.backend.constant, CONSTANTS[expr])
        if expr is S.ImaginaryUnit:
            return self._step(lambda: self.backend.join(self.backend.rational(0, 1), self.backend.rational(1, 1)))
        if expr.is_infinite and not expr.args:
            return self._step(self.backend.undefined)
        handler = _HANDLERS.get(sympy.Sum if isinstance(expr, sympy.Sum) else type(expr))
        return self._call(expr) if handler is None else handler(self, expr)

    def _known(self, lookup: Callable[[str], Any], name: str) -> int:
        with self.backend.working(64):
            try:
                lookup(name)
            except KeyError as error:
                raise UnknownFunctionError(f"{self.backend.name} has no {name}") from error
        return self._step(partial(lookup, name))

    def _function(self, name: str) -> Callable[..., Any]:
        try:
            return self.backend.function(name)
        except KeyError as error:
            raise UnknownFunctionError(f"{self.backend.name} has no {name}") from error

    def _call(self, expr: Any) -> int:
        name = FUNCTIONS.get(type(expr))
        if name is None:
            raise UnknownFunctionError(f"no numerical method for {type(expr).__name__} in {expr}")
        return self._step(self._function(name), *map(self._emit, expr.args))

    def _add(self, expr: Any) -> int:
        return self._chain(operator.add, expr.args)

    def _chain(self, operation: Callable[..., Any], exprs: Sequence[Any]) -> int:
        # Constants first, so that they fold into one register.
        ordered = sorted(exprs, key=lambda e: e.has(self._symbol))
        slot = self._emit(ordered[0])
        for expr in ordered[1:]:
            slot = self._step(operation, slot, self._emit(expr))
        return slot

    def _mul(self, expr: Any) -> int:
        if expr.args[0] is S.NegativeOne:
            return self._step(operator.neg, self._emit(sympy.Mul(*expr.args[1:])))
        over = [f for f in expr.args if f.is_Pow and f.exp.is_Rational and f.exp < 0]
        if not over or len(over) == len(expr.args):
            lower = sympy.Mul(*[1 / f for f in over])
            return self._reciprocal(lower) if over else self._chain(operator.mul, expr.args)
        upper = sympy.Mul(*[f for f in expr.args if f not in over])
        return self._step(operator.truediv, self._emit(upper), self._emit(sympy.Mul(*[1 / f for f in over])))

    def _reciprocal(self, expr: Any) -> int:
        return self._step(operator.truediv, self._emit(S.One), self._emit(expr))

    def _pow(self, expr: Any) -> int:
        base, exponent = expr.base, expr.exp
        if base is S.Exp1:
            return self._step(self._function("exp"), self._emit(exponent))
        if exponent.is_Integer:
            if exponent < 0:
                return self._reciprocal(base**-exponent)
            return self._step(lambda x, n=int(exponent): x**n, self._emit(base))
        if exponent is S.Half:
            return self._step(self._function("sqrt"), self._emit(base))
        return self._step(self._function("power"), self._emit(base), self._emit(exponent))

    def _log(self, expr: Any) -> int:
        (arg,) = expr.args
        if arg.is_Mul or arg.is_Pow or isinstance(arg, sympy.exp):
            apart = log_of_product(arg)
            if apart != expr:
                return self._emit(apart)
        if arg.is_Add:
            return self._log_of_sum(arg)
        if isinstance(arg, sympy.erfc):
            return self._step(self._function("log_erfc"), self._emit(arg.args[0]))
        if arg.is_Rational and arg > 0:
            return self._step(self._function("log1p"), self._emit(arg - 1))
        return self._call(expr)

    def _log_of_sum(self, total: Any) -> int:
        """log Σ by its largest term, which neither overflows nor vanishes where every term is tiny."""
        if total.has(sympy.exp) and total.has(self._symbol):
            logs = [log_of_product(term) for term in total.args]
            if all(came_apart(log, term) for log, term in zip(logs, total.args, strict=True)):
                return self._step(partial(_log_sum_exp, self.backend), *map(self._emit, logs))
        if isinstance(1 - total, sympy.exp):
            gap = self._step(self._function("expm1"), self._emit((1 - total).args[0]))
            return self._step(self._function("log"), self._step(operator.neg, gap))
        if S.One in total.args:
            return self._step(self._function("log1p"), self._emit(total - 1))
        return self._step(self._function("log"), self._emit(total))

    def _hyper(self, expr: Any) -> int:
        upper, lower, z = expr.args
        count, function = len(upper), self._function("hyper")
        args = map(self._emit, (*upper, *lower, z))
        return self._step(lambda *values: function(values[:count], values[count:-1], values[-1]), *args)

    def _extreme(self, expr: Any) -> int:
        select = partial(largest if isinstance(expr, sympy.Max) else smallest, self.backend)
        return self._step(select, *map(self._emit, expr.args))

    def _cases(self, expr: Any) -> int:
        values = [self._emit(value) for value, _ in expr.args]
        truths = [self._truth(condition) for _, condition in expr.args]
        return self._step(partial(first_case, self.backend), *values, *truths)

    def _truth(self, condition: Any) -> int:
        """A register with True, False, or None for a condition too close to call."""
        if condition in (sympy.true, sympy.false):
            return self._step(lambda: condition == sympy.true)
        if isinstance(condition, sympy.core.relational.Relational):
            gap = self._emit(condition.lhs - condition.rhs)
            return self._step(partial(compared, self.backend, condition.func), gap)
        if not isinstance(condition, sympy.And | sympy.Or):
            raise UnknownFunctionError(f"no numerical method for {condition}")
        decisive = isinstance(condition, sympy.Or)
        return self._step(partial(combined, decisive), *map(self._truth, condition.args))

    def _sum(self, expr: Any) -> int:
        (index, low, high), *more = expr.limits
        if more or expr.function.has(self._symbol):
            raise UnknownFunctionError(f"{expr} is not one sum of numbers")
        if low.is_infinite or high.is_infinite:
            return self._endless(expr, index, low, high)
        if not (low.is_Integer and high.is_Integer and high - low < _MOST_TERMS):
            raise UnknownFunctionError(f"{expr} is not an explicit finite sum")
        return self._step(partial(Tape([expr.function], index, self.backend)._total, int(low), int(high)))

    def _endless(self, expr: Any, index: Any, low: Any, high: Any) -> int:
        parts = Add.make_args(powers_apart(expr.function, index))
        if not all(has_one_hump(part, index) for part in parts):
            raise UnknownFunctionError(f"the terms of {expr} are not known to fall")
        tapes = [Tape([part], index, self.backend) for part in parts]
        slots = [self._step(partial(series, tape._at, low, high, self.backend)) for tape in tapes]
        return reduce(partial(self._step, operator.add), slots)

    def _at(self) -> Callable[[int], Any]:
        """The expression at whole numbers, at the precision of the moment."""
        run = self._bind()
        return lambda k: run(self.backend.rational(k, 1))[0]

    def _total(self, low: int, high: int) -> Any:
        """The sum of the expression over whole numbers."""
        at, total = self._at(), self.backend.rational(0, 1)
        for k in range(low, high + 1):
            total = total + at(k)
        return total


def _log_sum_exp(backend: Backend, *logs: Any) -> Any:
    top = max(range(len(logs)), key=lambda i: _real_order(backend, logs[i]))
    if len(logs) == 2:
        return logs[top] + backend.function("log_one_plus_exp")(logs[1 - top] - logs[top])
    exp, rest = backend.function("exp"), backend.rational(0, 1)
    for i, log in enumerate(logs):
        if i != top:
            rest = rest + exp(log - logs[top])
    return logs[top] + backend.function("log1p")(rest)


def _real_order(backend: Backend, x: Any) -> Any:
    return backend.midpoint(backend.parts(x)[0])


_HANDLERS: dict[Any, Callable[[Tape, Any], int]] = {
    sympy.Add: Tape._add,
    sympy.Mul: Tape._mul,
    sympy.Pow: Tape._pow,
    sympy.exp: lambda tape, expr: tape._step(tape._function("exp"), tape._emit(expr.args[0])),
    sympy.log: Tape._log,
    sympy.hyper: Tape._hyper,
    sympy.Max: Tape._extreme,
    sympy.Min: Tape._extreme,
    sympy.Piecewise: Tape._cases,
    sympy.Sum: Tape._sum,
}
