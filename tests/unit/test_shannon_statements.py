"""Statements of Shannon type from textbooks, true and false, and what becomes of them."""

import pytest

from symbolic_info import prove

TRUE = [
    ("H(X,Y) = H(X) + H(Y|X)", []),
    ("I(X,Y;Z) = I(X;Z) + I(Y;Z|X)", []),
    ("H(X|Y) <= H(X)", []),
    ("H(X,Y) <= H(X) + H(Y)", []),
    ("H(Z) <= H(X)", ["H(Z|X)=0"]),
    ("H(X|Z) <= H(X|Y) + H(Y|Z)", []),
    ("I(X;Y) - I(X;Y|Z) = I(X;Z) - I(X;Z|Y)", []),
    ("I(X;Y) + I(Y;Z) <= H(Y) + I(X;Z)", []),
    ("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)", ["H(U|A)=0", "H(U|B)=0", "I(A;B|U)=0"]),
    ("H(X,Y) <= 1000000001/1000000000*H(X) + 1000000001/1000000000*H(Y)", []),
    (
        "5*H(X1,X2,X3,X4,X5,X6) <= H(X2,X3,X4,X5,X6) + H(X1,X3,X4,X5,X6) + H(X1,X2,X4,X5,X6) + H(X1,X2,X3,X5,X6)"
        " + H(X1,X2,X3,X4,X6) + H(X1,X2,X3,X4,X5)",
        [],
    ),
    ("H(X|Z) >= H(X|Y)", ["I(X;Z|Y)=0"]),
    ("I(X;Z) + I(Y;Z) <= H(Z)", ["I(X;Y)=0"]),
    # the same kinds, not in any list
    ("2*H(X1,X2,X3,X4,X5) <= H(X1,X2) + H(X2,X3) + H(X3,X4) + H(X4,X5) + H(X5,X1)", []),
    ("I(X1;X4) <= I(X2;X3)", ["X1 -> X2 -> X3 -> X4"]),
    ("I(X1;X4) + I(X2;X3) >= I(X1;X3) + I(X2;X4)", ["X1 -> X2 -> X3 -> X4"]),
    (
        "I(X1,X2,X3;Y1,Y2,Y3) <= I(X1;Y1) + I(X2;Y2) + I(X3;Y3)",
        [
            "I(Y1;X2,X3,Y2,Y3|X1)=0",
            "I(Y2;X1,X3,Y1,Y3|X2)=0",
            "I(Y3;X1,X2,Y1,Y2|X3)=0",
        ],
    ),
    ("I(X1,X2,X3;Y1,Y2,Y3) >= I(X1;Y1) + I(X2;Y2) + I(X3;Y3)", ["Independent(X1, X2, X3)"]),
    ("H(K) >= H(M)", ["I(M;C)=0", "H(M|C,K)=0"]),
    ("I(W;V) <= I(X;Y)", ["W -> X -> Y -> V"]),
    ("H(X|Y) = 0", ["H(X|Z)=0", "H(Z|Y)=0"]),
    ("I(X;Y,Z) = 0", ["I(X;Y)=0", "I(X;Z|Y)=0"]),
    ("I(X;Y|Z,W) = 0", ["I(X;Y,W|Z)=0"]),
    ("I(X;Y,W|Z) = 0", ["I(X;Y|Z)=0", "I(X;W|Z,Y)=0"]),
    ("TotalCorrelation(X,Y,Z) + DualTotalCorrelation(X,Y,Z) = I(X;Y,Z) + I(Y;X,Z) + I(Z;X,Y)", []),
    ("VI(X;Z) <= VI(X;Y) + VI(Y;Z)", []),
    ("I(X;Y;Z) <= I(X;Y)", []),
    ("I(X;Y;Z) >= -I(X;Y|Z)", []),
    ("2*H(X,Y,Z) <= H(X,Y) + H(Y,Z) + H(X,Z) - I(X;Y|Z)", []),
    ("H(X,Y) > 0", ["H(X) > 0"]),
    ("H(X,Y) = log(6)", ["H(X) = log(2)", "H(Y) = log(3)", "I(X;Y) = 0"]),
]
FALSE = [
    ("I(X,Y;Z) = I(X;Z) + I(Y;Z)", []),
    ("H(X,Y) = H(X) + H(Y)", []),
    ("I(X;Y|Z) <= I(X;Y)", []),
    ("3*H(X1,X2,X3,X4,X5) <= H(X1,X2) + H(X2,X3) + H(X3,X4) + H(X4,X5) + H(X5,X1)", []),
    ("H(X|Z) = H(X|Y) + H(Y|Z)", []),
    ("H(X) + H(Y) + H(Z) - H(X,Y) - H(X,Z) - H(Y,Z) + H(X,Y,Z) >= 0", []),
    ("H(K) <= H(M)", ["I(M;C)=0", "H(M|C,K)=0"]),
    ("I(X1;X3) + I(X2;X4) >= I(X1;X4) + I(X2;X3)", ["I(X1;X3|X2)=0", "I(X1,X2;X4|X3)=0"]),
    ("I(X;Y) + I(Y;Z) <= H(Y)", []),
    ("I(X;Y) >= 1/1000000000*H(X)", []),
    # the same kinds, not in any list
    ("I(X;Y|Z) >= I(X;Y)", []),
    ("H(X,Y,Z) = H(X) + H(Y) + H(Z)", ["I(X;Y)=0", "I(X;Z)=0", "I(Y;Z)=0"]),
    ("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)", []),
    ("I(X;Z) >= I(X;Y)", ["X -> Y -> Z"]),
    ("I(X;Y) = 0", ["I(X;Y|Z)=0"]),
    ("I(X;Y|Z) = 0", ["I(X;Y)=0"]),
    ("I(X;Y,Z) = 0", ["I(X;Y)=0", "I(X;Z)=0"]),
    ("H(X|Y) > 0", []),
    ("H(X|Y) = H(Y|X)", []),
    ("H(X) <= log(5)", []),
    ("X -> Y -> Z", ["I(X;Z)=0"]),
    ("X -> Z -> Y", ["X -> Y -> Z"]),
    ("Independent(X, Y, Z)", ["Independent(X, Y)", "Independent(Y, Z)", "Independent(X, Z)"]),
    ("I(X1,X2;Y1,Y2) <= I(X1;Y1) + I(X2;Y2)", ["Independent(X1, X2)"]),
    ("2*H(X,Y,Z) <= H(X,Y) + H(Y,Z) + H(X,Z) - 1000001/1000000*I(X;Y|Z)", []),
    ("H(X,Y) <= 999999999/1000000000*H(X) + H(Y)", []),
    ("I(X;Y) > 0", ["H(X) > 0", "H(Y) > 0"]),
    ("H(X|Y) <= 1/2*H(X)", ["I(X;Y) > 0"]),
]
NOT_SHANNON = [
    ("2*I(C;D) <= I(A;B) + I(A;C,D) + 3*I(C;D|A) + I(C;D|B)", []),
    ("I(C;D) <= I(C;D|A) + I(C;D|B) + I(A;B)", ["I(A;B|C)=0", "I(B;D|C)=0"]),
]


@pytest.mark.parametrize(("claim", "given"), TRUE, ids=str)
def test_true_statements_are_proved(claim, given):
    proof = prove(claim, given=given)
    assert (proof.status, proof.recheck()) == ("proved", True)


@pytest.mark.parametrize(("claim", "given"), FALSE, ids=str)
def test_false_statements_are_refuted(claim, given):
    proof = prove(claim, given=given)
    assert (proof.status, proof.recheck()) == ("refuted", True)


@pytest.mark.parametrize(("claim", "given"), NOT_SHANNON, ids=str)
def test_what_is_true_but_not_of_shannon_type_stays_open(claim, given):
    proof = prove(claim, given=given, budget=2)
    assert proof.status == "open"
    assert "Shannon" in proof.reason
