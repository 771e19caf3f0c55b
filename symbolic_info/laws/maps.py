"""Monotone maps of the line: forward, inverse and the logarithm of the inverse's slope."""

from __future__ import annotations

from sympy import Basic, Expr, S, exp, log

from symbolic_info.facts import Facts


class Map(Basic):
    """A strictly monotone map; its parameters are such that the orientation is known."""

    increasing: bool = True

    def forward(self, z: Expr) -> Expr:
        """The image of ``z``."""
        raise NotImplementedError

    def inverse(self, y: Expr) -> Expr:
        """The point whose image is ``y``."""
        raise NotImplementedError

    def log_slope(self, y: Expr) -> Expr:
        """log |d inverse(y)/dy|."""
        raise NotImplementedError

    def end(self, z: Expr, facts: Facts) -> Expr:
        """The image of an end point of the support, infinities included."""
        return self.forward(z)


class Affine(Map):
    """z -> scale z + shift with scale > 0."""

    def forward(self, z: Expr) -> Expr:
        return self.args[0] * z + self.args[1]

    def inverse(self, y: Expr) -> Expr:
        return (y - self.args[1]) / self.args[0]

    def log_slope(self, y: Expr) -> Expr:
        return -log(self.args[0])

    def end(self, z: Expr, facts: Facts) -> Expr:
        return z if z in (S.Infinity, S.NegativeInfinity) else self.forward(z)


class Negate(Map):
    """z -> -z."""

    increasing = False

    def forward(self, z: Expr) -> Expr:
        return -z

    def inverse(self, y: Expr) -> Expr:
        return -y

    def log_slope(self, y: Expr) -> Expr:
        return S.Zero


class Power(Map):
    """z -> z**r on the positive half-line, r > 0."""

    def forward(self, z: Expr) -> Expr:
        return z ** self.args[0]

    def inverse(self, y: Expr) -> Expr:
        return y ** (1 / self.args[0])

    def log_slope(self, y: Expr) -> Expr:
        r = self.args[0]
        return -log(r) + (1 / r - 1) * log(y)

    def end(self, z: Expr, facts: Facts) -> Expr:
        return z if z in (S.Infinity, S.Zero, S.One) else self.forward(z)


class Reciprocal(Map):
    """z -> 1/z on the positive half-line."""

    increasing = False

    def forward(self, z: Expr) -> Expr:
        return 1 / z

    def inverse(self, y: Expr) -> Expr:
        return 1 / y

    def log_slope(self, y: Expr) -> Expr:
        return -2 * log(y)

    def end(self, z: Expr, facts: Facts) -> Expr:
        return S.Infinity if z == 0 else 1 / z


class Exponential(Map):
    """z -> exp(z)."""

    def forward(self, z: Expr) -> Expr:
        return exp(z)

    def inverse(self, y: Expr) -> Expr:
        return log(y)

    def log_slope(self, y: Expr) -> Expr:
        return -log(y)


class Logarithm(Map):
    """z -> log(z) on the positive half-line."""

    def forward(self, z: Expr) -> Expr:
        return log(z)

    def inverse(self, y: Expr) -> Expr:
        return exp(y)

    def log_slope(self, y: Expr) -> Expr:
        return y

    def end(self, z: Expr, facts: Facts) -> Expr:
        return S.NegativeInfinity if z == 0 else log(z)
