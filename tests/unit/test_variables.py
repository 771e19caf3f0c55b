"""Abstract random variables: nodes, laws, and claims of Shannon type with their certificates."""

import pickle
from itertools import combinations

import pytest
from sympy import Eq, Rational, latex, log

from symbolic_info import (
    ConditionalEntropy,
    CrossEntropy,
    DualTotalCorrelation,
    Entropy,
    FunctionOf,
    Independent,
    InteractionInformation,
    KLDivergence,
    Markov,
    MutualInformation,
    TotalCorrelation,
    VariationOfInformation,
    abstract,
    joint,
    product,
    prove,
    variables,
)
from symbolic_info.errors import ClaimError, ParameterError, ParseError, SpaceError, UnknownLawError

X, Y, Z, W = variables("X Y Z W")
H, I = Entropy, MutualInformation
NODES = [
    H(X),
    H(X, Y),
    H(X, Y, given=Z),
    I(X, Y, given=(Z, W)),
    I((X, Y), Z),
    I(X, X),
    ConditionalEntropy(X, given=X),
    TotalCorrelation(X, Y, Z),
    TotalCorrelation(joint(X, Y, Z)),
    DualTotalCorrelation(X, (Y, W), Z),
    InteractionInformation(X, Y, Z),
    VariationOfInformation(X, Y),
    KLDivergence(joint(X, Y), product(X, Y)),
    KLDivergence(joint(X, Y).given(Z), product(X.given(Z), Y.given(Z))),
    CrossEntropy(joint(X, Y), product(X, Y)),
    Independent(X, (Y, Z), given=W),
    Markov(X, Y, Z, W),
    FunctionOf(Z, X, Y),
]


@pytest.mark.parametrize("node", NODES, ids=str)
def test_nodes_obey_sympys_contract(node):
    assert node.func(*node.args) == node
    assert pickle.loads(pickle.dumps(node)) == node
    assert node.xreplace({}) == node
    assert latex(node)
    assert node.free_symbols == set()
    assert node.xreplace({X: variables("U")}) != node or X not in node.atoms(type(X))


def test_measures_of_variables_stay_inert():
    assert H(X, Y).doit() == H(X, Y)
    assert I(X, Y).doit() == I(X, Y)
    assert H(Y, X, X) == H(X, Y)
    assert H(X, base=2) == H(X) / log(2)


@pytest.mark.parametrize(
    ("error", "make"),
    [
        (UnknownLawError, lambda: variables("X Y!")),
        (UnknownLawError, lambda: I(X, 3)),
        (SpaceError, lambda: KLDivergence(joint(X, Y), product(X, Z))),
        (SpaceError, lambda: KLDivergence(joint(X, Y), abstract("p"))),
        (SpaceError, lambda: product(X, [Rational(1, 2), Rational(1, 2)])),
        (ParameterError, lambda: product(X.given(Y), Y.given(X))),
        (ParameterError, lambda: product(X, joint(X, Y))),
        (ParameterError, lambda: I(X, Y, Z)),
        (ClaimError, lambda: Markov(X, Y)),
        (ClaimError, lambda: prove(H(X) >= 0.5)),
    ],
)
def test_what_makes_no_sense_is_refused(error, make):
    with pytest.raises(error):
        make()


TRUE = [
    (Eq(I((X, Y), Z), I(X, Z) + I(Y, Z, given=X)), []),
    (Eq(I(X, Y), KLDivergence(joint(X, Y), product(X, Y))), []),
    (Eq(I(X, Y, given=Z), KLDivergence(joint(X, Y).given(Z), product(X.given(Z), Y.given(Z)))), []),
    (Eq(I(X, Y, given=Z), KLDivergence(joint(X, Y, Z), product(X.given(Z), Y.given(Z), Z))), []),
    (Eq(TotalCorrelation(X, Y, Z), KLDivergence(joint(X, Y, Z), product(X, Y, Z))), []),
    (
        Eq(
            DualTotalCorrelation(X, Y, Z),
            H(X, Y, Z) - sum(H(a, given=b) for a, b in ((X, (Y, Z)), (Y, (X, Z)), (Z, (X, Y)))),
        ),
        [],
    ),
    (Eq(InteractionInformation(X, Y, Z), I(X, Y) - I(X, Y, given=Z)), []),
    (H(X, given=Y) <= H(X), []),
    (H(Z) <= H(X), [FunctionOf(Z, X)]),
    (I(X, Z) <= I(X, Y), [Markov(X, Y, Z)]),
    (Eq(I(X, W, given=Y), 0), [Markov(X, Y, Z, W)]),
    (Markov(W, Z, Y, X), [Markov(X, Y, Z, W)]),
    (Eq(H(X, Y), H(X) + H(Y)), [Independent(X, Y)]),
    (H(X, Y) <= Rational(10**9 + 1, 10**9) * (H(X) + H(Y)), []),
    (H(X) <= log(3), [Eq(H(X), log(2))]),
    (H(X, Y) > 0, [H(X) > 0]),
    (VariationOfInformation(X, Z) <= VariationOfInformation(X, Y) + VariationOfInformation(Y, Z), []),
]


@pytest.mark.parametrize(("claim", "given"), TRUE, ids=str)
def test_shannon_type_claims_are_proved_and_replayed(claim, given):
    proof = prove(claim, given=given)
    assert (proof.status, proof.recheck()) == ("proved", True)
    assert proof.text()
    assert proof.latex()


TEXTS = [
    ("I(X,Y;Z) = I(X;Z) + I(Y;Z|X)", []),
    ("I(X;Z) <= I(X;Y)", ["X -> Y -> Z"]),
    ("A, B -> C -> D", ["I(A;D|C) = 0", "I(B;D|A,C) = 0"]),
    ("D(p||q) = H(p,q) - H(p)", []),
    ("D(P||Q) = H(P,Q) - H(P)", []),
    ("JSD(p,q) <= log(2)", []),
    ("I(X;Y) = D(joint(X,Y) || product(X,Y))", []),
    ("I(X;Y) = 0 <=> H(X,Y) = H(X) + H(Y)", []),
    ("X -> Y -> Z => I(X;Z) <= I(Y;Z)", []),
    ("0 <= I(X;Y|Z) <= H(X|Z)", []),
    ("Independent(X, Y | Z)", ["I(X;Y|Z) = 0"]),
    ("TC(X,Y,Z) = I(X;Y) + I(X,Y;Z)", []),
    ("H(E|Y) <= H(E)", []),
]


@pytest.mark.parametrize(("claim", "given"), TEXTS, ids=str)
def test_textbook_notation_is_read(claim, given):
    assert prove(claim, given=given).status == "proved"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("I(X;Y", 5),
        ("I(X;;Y) = 0", 4),
        ("H(X) >= 0)", 9),
        ("I(X,Y) = 0", 0),
        ("H(X|Y|Z) = 0", 0),
        ("D(X||Y) >= I(X;Y)", 13),
        ("D(p||q) >= H(p|q)", 13),
        ("H(X) = X", 7),
        ("H(E|X) = E", 9),
        ("F(X) >= 0", 0),
        ("X -> Y", 0),
        ("KL(p|q) >= 0", 0),
        ("H(X, p) = 0", 0),
        ("I >= 0", 0),
    ],
)
def test_errors_in_texts_say_where(text, position):
    with pytest.raises(ParseError) as caught:
        prove(text)
    assert caught.value.position == position


def test_what_is_given_may_contradict_itself():
    proof = prove("H(X) = 1", given=["H(X) > 0", "H(X) = 0"])
    assert proof.status == "open"
    assert "contradicts" in proof.reason


@pytest.mark.parametrize("n", [5, 6, 7])
def test_inequalities_for_many_variables(n):
    V = variables(" ".join(f"X{i}" for i in range(1, n + 1)))
    others = [[x for x in V if x != y] for y in V]
    for claim, given in [
        (sum(H(*o) for o in others) >= (n - 1) * H(*V), []),
        (sum(H(*pair) for pair in combinations(V, 2)) >= (n - 1) * H(*V), []),
        (I(V[0], V[1]) >= I(V[0], V[-1]), [Markov(*V)]),
        (H(*V[1:]) + H(*V[:-1]) >= H(*V) + H(*V[1:-1]), []),
        (Eq(H(*V), sum(H(x, given=V[:i]) for i, x in enumerate(V))), []),
    ]:
        proof = prove(claim, given=given)
        assert (proof.status, proof.recheck()) == ("proved", True)
