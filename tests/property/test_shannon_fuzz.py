"""Claims about random variables with one thing changed: what is proved holds under laws drawn at random.

Statements, texts and entropies are built here from scratch, in floating point, far from the prover.
"""

import random
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import log

import pytest

from symbolic_info import prove

TINY = Fraction(1, 10**9)


@dataclass(frozen=True)
class Term:
    """``factor`` times H(first | given), or I(first; second | given)."""

    factor: Fraction
    first: str
    second: str = ""
    given: str = ""

    def text(self):
        inner = ",".join(self.first) + (";" + ",".join(self.second) if self.second else "")
        return f"{self.factor}*{'I' if self.second else 'H'}({inner}{'|' + ','.join(self.given) if self.given else ''})"

    def value(self, height):
        a, b, c = self.first, self.second, self.given
        if not b:
            return self.factor * (height(a + c) - height(c))
        return self.factor * (height(a + c) + height(b + c) - height(a + b + c) - height(c))


@dataclass(frozen=True)
class Statement:
    """The sum of the terms is >= 0 (or 0), if the terms of ``given`` vanish."""

    terms: tuple[Term, ...]
    given: tuple[Term, ...] = ()
    relation: str = ">="

    def text(self):
        return " + ".join(t.text() for t in self.terms) + f" {self.relation} 0"

    def holds(self, height):
        value = sum(t.value(height) for t in self.terms)
        return {">=": value > -1e-11, "=": abs(value) < 1e-11, ">": value > -1e-11}[self.relation]

    def admits(self, height):
        return all(abs(t.value(height)) < 1e-12 for t in self.given)


def read(text):
    """Terms in the form '2 AB;C|D'."""
    terms = []
    for part in text.split(" + "):
        factor, body = part.split()
        body, _, given = body.partition("|")
        first, _, second = body.partition(";")
        terms.append(Term(Fraction(factor), first, second, given))
    return tuple(terms)


TRUE = [
    Statement(read("1 A + -1 A|B")),
    Statement(read("1 A + 1 B + -1 AB")),
    Statement(read("1 A;B|C")),
    Statement(read("1 AB;C + -1 A;C + -1 B;C|A"), relation="="),
    Statement(read("1 A;B + -1 A;B|C + -1 A;C + 1 A;C|B"), relation="="),
    Statement(read("1 A|B + 1 B|C + -1 A|C")),
    Statement(read("1 AB + 1 BC + 1 AC + -2 ABC")),
    Statement(read("1 B + 1 A;C + -1 A;B + -1 B;C")),
    Statement(read("1 A;B + -1 A;C"), read("1 A;C|B")),
    Statement(read("1 A;D"), read("1 A;C|B + 1 AB;D|C"), ">="),
    Statement(read("1 A;D|B"), read("1 A;C|B") + read("1 AB;D|C"), "="),
    Statement(read("1 C + -1 A;C + -1 B;C"), read("1 A;B")),
    Statement(read("1 A + -1 C"), read("1 C|A")),
    Statement(read("1 A;C + 1 B;C|A + -1 AB;C"), relation="="),
    Statement(read("1 K + -1 M"), read("1 M;C") + read("1 M|CK")),
    Statement(read("1 ABC + 1 BCD + 1 CDA + 1 DAB + -3 ABCD")),
    Statement(read("1 A;B|C + 1 A;B|D + 1 C;D + -1 A;B"), read("1 U|A") + read("1 U|B") + read("1 A;B|U")),
    Statement(read("1 A + 1 B + 1 C + -1 AB + -1 BC + -1 CA + 1 ABC + 1 A;B|C"), relation=">="),
]


def changed(statement, rng):
    """One change: a factor, a sign, a swap of variables, a condition dropped, the relation."""
    terms = list(statement.terms)
    k = rng.randrange(len(terms))
    term = terms[k]
    kind = rng.randrange(6)
    if kind == 0:
        scale = rng.choice([Fraction(2), Fraction(1, 2), 1 + TINY, 1 - TINY, Fraction(0)])
        terms[k] = replace(term, factor=term.factor * scale)
    elif kind == 1:
        terms[k] = replace(term, factor=-term.factor)
    elif kind == 2:
        names = sorted(set("".join(t.first + t.second + t.given for t in terms)))
        table = str.maketrans(dict(zip(names, rng.sample(names, len(names)), strict=True)))
        terms[k] = replace(
            term,
            first=term.first.translate(table),
            second=term.second.translate(table),
            given=term.given.translate(table),
        )
    elif kind == 3 and statement.given:
        dropped = rng.randrange(len(statement.given))
        return replace(statement, given=tuple(g for i, g in enumerate(statement.given) if i != dropped))
    elif kind == 4 and term.given:
        terms[k] = replace(term, given=term.given[1:])
    else:
        extra = Term(-TINY, rng.choice(term.first))
        return replace(statement, terms=(*terms, extra), relation=rng.choice([">=", "="]))
    return replace(statement, terms=tuple(terms))


def heights(table, names):
    known = {}

    def height(letters):
        key = "".join(sorted(set(letters)))
        if key not in known:
            total = {}
            for outcome, p in table.items():
                part = tuple(outcome[names.index(x)] for x in key)
                total[part] = total.get(part, 0) + p
            known[key] = -sum(p * log(p) for p in total.values() if p > 0)
        return known[key]

    return height


def random_law(n, rng):
    """Functions of three fair bits, or random weights with zeros, or a chain of noisy functions."""
    kind = rng.randrange(3)
    if kind == 0:
        points = list(product((0, 1), repeat=3))
        maps = [[rng.randrange(2) for _ in points] for _ in range(n)]
        forms = [[rng.randrange(2) for _ in range(3)] for _ in range(n)]
        for i, form in enumerate(forms):
            if rng.random() < 0.7:
                maps[i] = [sum(a * b for a, b in zip(form, p, strict=True)) % 2 for p in points]
        rows = [(tuple(m[k] for m in maps), 1) for k in range(len(points))]
    elif kind == 1:
        rows = [(x, rng.choice([0, 0, 1, 1, 2, 5, 40])) for x in product((0, 1), repeat=n)]
    else:
        rows, order = [((), 1)], rng.sample(range(n), n)
        for _ in range(n):
            noise = [rng.choice([0, 1, 1, 3]) for _ in range(2)]
            noise = noise if any(noise) else [1, 1]
            parent = rng.random() < 0.8
            rows = [
                ((*x, (x[-1] if x and parent else 0) ^ v), p * w) for x, p in rows for v, w in enumerate(noise) if w
            ]
        rows = [(tuple(x[order.index(i)] for i in range(n)), p) for x, p in rows]
    total = sum(w for _, w in rows)
    table = {}
    for x, w in rows if total else [((0,) * n, 1)]:
        table[x] = table.get(x, 0) + w / (total or 1)
    return table


def names_of(statement):
    parts = (*statement.terms, *statement.given)
    return sorted(set("".join(t.first + t.second + t.given for t in parts)))


def contradicted(statement, rng, tries):
    """Whether some random law that admits the hypotheses breaks the statement."""
    names = names_of(statement)
    laws = (heights(random_law(len(names), rng), names) for _ in range(tries))
    return any(statement.admits(h) and not statement.holds(h) for h in laws)


def witnessed(statement, proof):
    """Whether the witness breaks the statement; differences as small as 1e-9 H(X) are above rounding."""
    ((law, table),) = proof.witness.instance
    names = [x.name for x in law.members]
    rows = {(tuple(map(int, x)) if len(names) > 1 else (int(x),)): float(p) for x, p in table.pmf.items()}
    height = heights(rows, names)
    return statement.admits(height) and not statement.holds(height)


def run(seed, count, tries, least, copies=False):
    rng = random.Random(seed)
    seen = {"proved": 0, "refuted": 0, "open": 0}
    for _ in range(count):
        statement = changed(rng.choice(TRUE), rng)
        if not any(t.factor for t in statement.terms):
            continue
        proof = prove(statement.text(), given=[f"{g.text()} = 0" for g in statement.given], budget=3, copies=copies)
        seen[proof.status] += 1
        if proof.status == "proved":
            assert proof.recheck()
            assert not contradicted(statement, rng, tries), statement.text()
        if proof.status == "refuted":
            assert witnessed(statement, proof), statement.text()
    assert seen["refuted"] >= least
    assert seen["open"] <= count // 20
    return seen


@pytest.mark.parametrize("statement", TRUE, ids=Statement.text)
def test_the_unchanged_statements_are_proved(statement):
    proof = prove(statement.text(), given=[f"{g.text()} = 0" for g in statement.given])
    assert (proof.status, proof.recheck()) == ("proved", True)


def test_changed_statements():
    run(1, 150, 60, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 10))
def test_many_changed_statements(seed):
    run(seed, 300, 150, 100)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [20, 21])
def test_many_changed_statements_with_copies(seed):
    run(seed, 200, 200, 60, copies=True)
