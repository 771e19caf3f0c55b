"""Damaged proofs about random variables: the kernel rejects every one of them."""

from dataclasses import replace

import pytest
from sympy import Add, Eq, Ge, Gt, Integer, Le, Rational, Tuple

from symbolic_info import Entropy, MutualInformation, prove, variables
from symbolic_info.errors import ProofFormatError
from symbolic_info.laws import Finite
from symbolic_info.proof import Proof, rulebook

X, Y, Z, Q = variables("X Y Z Q")
PROVED = [
    ("H(X|Y) <= H(X)", []),
    ("H(X,Y) <= 1000000001/1000000000*H(X) + 1000000001/1000000000*H(Y)", []),
    ("I(X;Z) <= I(X;Y)", ["X -> Y -> Z"]),
    ("2*H(X,Y,Z) <= H(X,Y) + H(Y,Z) + H(X,Z)", []),
    ("H(K) >= H(M)", ["I(M;C) = 0", "H(M|C,K) = 0"]),
    ("I(X;Y) + I(Y;Z) <= H(Y) + I(X;Z)", []),
    ("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)", ["H(U|A) = 0", "H(U|B) = 0", "I(A;B|U) = 0"]),
    ("3*H(A,B,C,D) <= H(B,C,D) + H(A,C,D) + H(A,B,D) + H(A,B,C)", []),
    ("H(X,Y) > 0", ["H(X) > 0"]),
    ("I(X;Y) <= log(3)", ["H(X) <= log(2)"]),
    ("4*H(A,B,C,D,E) <= H(B,C,D,E) + H(A,C,D,E) + H(A,B,D,E) + H(A,B,C,E) + H(A,B,C,D)", []),
]
REFUTED = [
    ("I(X;Y|Z) <= I(X;Y)", []),
    ("H(X,Y,Z) = H(X) + H(Y) + H(Z)", ["I(X;Y) = 0", "I(X;Z) = 0", "I(Y;Z) = 0"]),
    ("I(X;Y) >= 1/1000000000*H(X)", []),
    ("H(K) <= H(M)", ["I(M;C) = 0", "H(M|C,K) = 0"]),
    ("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)", []),
]


def altered(proof):
    """Proofs with one thing wrong in the certificate, the steps or the claim."""
    terms = proof.certificate
    for k, term in enumerate(terms):
        for factor in (0, -term.factor, term.factor + 1, term.factor / 2, term.factor + Rational(1, 10**12)):
            yield replace(proof, certificate=swapped(terms, k, replace(term, factor=factor)))
        for expr in (-term.expr, term.expr + Entropy(X), MutualInformation(X, Q), -Entropy(Q)):
            yield replace(proof, certificate=swapped(terms, k, replace(term, expr=expr)))
        for rule in (rulebook.GIBBS, rulebook.CONSTANT, "because", other_rule(term.rule)):
            yield replace(proof, certificate=swapped(terms, k, replace(term, rule=rule)))
        yield replace(proof, certificate=terms[:k] + terms[k + 1 :])
        yield replace(proof, certificate=(*terms, term))
    for k, step in enumerate(proof.steps):
        yield replace(proof, steps=proof.steps[:k] + proof.steps[k + 1 :])
        yield replace(proof, steps=swapped(proof.steps, k, replace(step, rule="because")))
        yield replace(proof, steps=swapped(proof.steps, k, replace(step, before=step.before + Entropy(X))))
        yield replace(proof, steps=swapped(proof.steps, k, replace(step, source="hearsay")))
    claim = proof.claim
    low, high = claim.lts, claim.gts
    yield from (replace(proof, claim=c) for c in (Ge(low, high), Le(high - Entropy(X) / 10**9, low), Gt(low, high)))
    yield from (replace(proof, status=s) for s in ("refuted", "certified", "cited", "checked", "open"))
    yield replace(proof, given=(), certificate=proof.certificate) if proof.given else replace(proof, certificate=())


def other_rule(rule):
    return rulebook.EQUATION if rule != rulebook.EQUATION else rulebook.HYPOTHESIS


def swapped(items, k, new):
    return (*items[:k], new, *items[k + 1 :])


def spoiled(proof):
    """Refutations with another law, other values or another status."""
    witness = proof.witness
    ((law, table),) = witness.instance
    outcomes = list(table.pmf)
    for x in outcomes:
        rest = {y: p for y, p in table.pmf.items() if y != x}
        yield Finite(outcomes, [p if y != x else p / 2 for y, p in table.pmf.items()])
        if rest:
            yield Finite(list(rest), [p / Add(*rest.values()) for p in rest.values()])
    yield Finite([Tuple(*[Integer(0)] * len(law.members))], [Integer(1)])


@pytest.mark.parametrize(("claim", "given"), PROVED, ids=str)
def test_altered_certificates_are_rejected(claim, given):
    proof = prove(claim, given=given)
    assert (proof.status, proof.recheck()) == ("proved", True)
    damaged = [d for d in altered(proof) if d != proof]
    assert len(damaged) > 20
    assert [d for d in damaged if d.recheck()] == []


def test_there_are_many_of_them():
    assert sum(len(list(altered(prove(c, given=g)))) for c, g in PROVED) >= 500


@pytest.mark.parametrize(("claim", "given"), REFUTED, ids=str)
def test_spoiled_witnesses_are_rejected(claim, given):
    proof = prove(claim, given=given)
    assert (proof.status, proof.recheck()) == ("refuted", True)
    witness = proof.witness
    ((law, table),) = witness.instance
    tables = [t for t in spoiled(proof) if t != table]
    damaged = [replace(witness, instance=((law, t),)) for t in tables]
    damaged += [
        replace(witness, left=witness.left + 1),
        replace(witness, right_digits="12.5"),
    ]
    damaged += [replace(witness, instance=()), replace(witness, instance=((X, table),))]
    assert [w for w in damaged if replace(proof, witness=w).recheck()] == []
    assert not replace(proof, status="proved").recheck()
    assert not replace(proof, witness=None).recheck()


def test_damaged_equations_and_implications_are_rejected():
    proof = prove("I(A;D|B) = 0", given=["A -> B -> C -> D"])
    assert proof.recheck()
    first, second = proof.parts
    for parts in ((first,), (second,), (first, first), (second, first), ()):
        assert not replace(proof, parts=parts).recheck()
    assert not replace(proof, given=()).recheck()
    assert not replace(proof, claim=Eq(Entropy(X, Y), Entropy(X))).recheck()
    both = prove("I(X;Y) = 0 <=> H(X,Y) = H(X) + H(Y)")
    assert both.recheck()
    assert not replace(both, parts=both.parts[:1]).recheck()
    assert not replace(both, parts=(both.parts[0], replace(both.parts[1], given=(Eq(Entropy(X), 0),)))).recheck()
    chain = prove("A -> B -> C -> D", given=["A -> B -> C", "A, B -> C -> D"])
    assert chain.recheck()
    assert not replace(chain, parts=chain.parts[:1]).recheck()
    assert not replace(chain, parts=chain.parts[::-1]).recheck()


def test_a_proof_survives_json_and_a_damaged_one_is_still_rejected():
    for claim, given in [*PROVED, *REFUTED]:
        proof = prove(claim, given=given)
        text = proof.to_json()
        assert Proof.from_json(text) == proof
        assert Proof.from_json(text).recheck()
        assert not _survives(text.replace('"1/2"', '"1/3"').replace('"rational": "1"', '"rational": "2"'))


def _survives(text):
    try:
        return Proof.from_json(text).recheck()
    except ProofFormatError:
        return False
