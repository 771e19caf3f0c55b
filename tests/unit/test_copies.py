"""The copy lemma: inequalities that are not of Shannon type, and damaged copies."""

from dataclasses import replace

import pytest

from symbolic_info import Copy, prove, variables
from symbolic_info.errors import ClaimError
from symbolic_info.proof import Proof, rulebook

A, B, C, D, U, V = variables("A B C D U V")
ZHANG_YEUNG = "2*I(C;D) <= I(A;B) + I(A;C,D) + 3*I(C;D|A) + I(C;D|B)"
TRUE = [
    ZHANG_YEUNG,
    "2*I(D;C) <= I(B;A) + I(B;C,D) + 3*I(C;D|B) + I(C;D|A)",
    "I(A;B) <= 2*I(A;B|C) + I(A;C|B) + I(B;C|A) + I(A;B|D) + I(C;D)",
]


@pytest.mark.parametrize("claim", TRUE)
def test_non_shannon_inequalities_are_proved(claim):
    assert prove(claim, budget=1).status == "open"
    proof = prove(claim, copies=True)
    assert (proof.status, proof.recheck()) == ("proved", True)
    assert Proof.from_json(proof.to_json()).recheck()
    assert "copy lemma" in proof.text()
    assert proof.latex()


def test_a_copy_may_be_chosen():
    assert prove(ZHANG_YEUNG, copies=[Copy(U, A, given=(C, D))]).status == "proved"
    assert prove(ZHANG_YEUNG, copies=Copy((U, V), (A, B), given=(C, D))).status == "proved"
    assert prove(ZHANG_YEUNG, copies=[Copy(U, C, given=A)], budget=1).status == "open"


@pytest.mark.parametrize("claim", ["I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)", "I(A;B) = 0", "I(A;B|C) <= I(A;B)"])
def test_copies_prove_nothing_false(claim):
    assert prove(claim, copies=True).status == "refuted"


@pytest.mark.parametrize(
    "copies",
    [
        [Copy(B, A, given=(C, D))],
        [Copy(U, V, given=(C, D))],
        [Copy(U, A, given=V)],
        [Copy(U, A, given=C), Copy(U, B, given=C)],
        ["U"],
        3,
    ],
)
def test_no_copies(copies):
    with pytest.raises((ClaimError, TypeError)):
        prove(ZHANG_YEUNG, copies=copies)


@pytest.mark.parametrize("parts", [(U, U, C), (U, A, A), ((U, V), A, C)])
def test_what_is_no_copy(parts):
    with pytest.raises(ClaimError):
        Copy(*parts)


def test_damaged_copies_are_rejected():
    proof = prove(ZHANG_YEUNG, copies=[Copy(U, A, given=(C, D))])
    assert proof.recheck()
    first, *rest = proof.steps
    others = [Copy(U, B, given=(C, D)), Copy(U, A, given=C), Copy(U, A, given=(B, C, D)), Copy(V, A, given=(C, D)), A]
    others += [Copy(B, A, given=(C, D)), Copy(U, V, given=(C, D))]
    for other in others:
        assert not replace(proof, steps=(replace(first, before=other), *rest)).recheck()
    assert not replace(proof, steps=tuple(rest)).recheck()
    assert not replace(proof, steps=(first, *proof.steps)).recheck()
    for k, term in enumerate(proof.certificate):
        for rule in {rulebook.COPIED, rulebook.EQUATION, rulebook.MUTUAL} - {term.rule}:
            terms = (*proof.certificate[:k], replace(term, rule=rule), *proof.certificate[k + 1 :])
            assert not replace(proof, certificate=terms).recheck()
