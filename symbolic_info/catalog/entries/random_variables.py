"""Entropy and mutual information of random variables."""

from __future__ import annotations

from typing import Final

from symbolic_info.catalog.entry import Entry, Statement

ENTRIES: Final = (
    Entry("CT-L2.1.1", "lemma 2.1.1", "entropy is not negative", "H(X) >= 0", false=("H(X) > 0",)),
    Entry(
        "CT-2.2.1",
        "theorem 2.2.1",
        "chain rule",
        "H(X,Y) = H(X) + H(Y|X)",
        false=(
            "H(X,Y) = H(X) + H(Y)",
            "H(X,Y) = H(X) + H(X|Y)",
        ),
    ),
    Entry(
        "CT-E2.21",
        "equation (2.21)",
        "conditional chain rule",
        "H(X,Y|Z) = H(X|Z) + H(Y|X,Z)",
        false=("H(X,Y|Z) = H(X|Z) + H(Y|Z)",),
    ),
    Entry(
        "CT-2.2-difference",
        "section 2.2",
        "the two conditional entropies differ as the entropies",
        "H(X) - H(X|Y) = H(Y) - H(Y|X)",
        false=("H(X|Y) = H(Y|X)",),
    ),
    Entry(
        "CT-E2.28",
        "equation (2.28)",
        "mutual information as a divergence",
        "I(X;Y) = D(joint(X,Y)||product(X,Y))",
        false=("D(joint(X,Y)||product(X,Y)) = H(X,Y)",),
    ),
    Entry(
        "CT-E2.43",
        "equation (2.43)",
        "mutual information as a loss of uncertainty",
        "I(X;Y) = H(X) - H(X|Y)",
        false=("I(X;Y) = H(X) - H(Y|X)",),
    ),
    Entry("CT-E2.44", "equation (2.44)", "mutual information, the other way round", "I(X;Y) = H(Y) - H(Y|X)"),
    Entry(
        "CT-E2.45",
        "equation (2.45)",
        "mutual information through entropies",
        "I(X;Y) = H(X) + H(Y) - H(X,Y)",
        false=(
            "I(X;Y) = H(X,Y) - H(X) - H(Y)",
            "I(X;Y) = H(X,Y) - H(X|Y)",
        ),
    ),
    Entry("CT-E2.46", "equation (2.46)", "mutual information is symmetric", "I(X;Y) = I(Y;X)"),
    Entry("CT-E2.47", "equation (2.47)", "self-information", "I(X;X) = H(X)", false=("I(X;X) = 2*H(X)",)),
    Entry(
        "CT-2.5.1",
        "theorem 2.5.1",
        "chain rule for entropy",
        "H(X1,X2,X3) = H(X1) + H(X2|X1) + H(X3|X1,X2)",
        false=("H(X1,X2,X3) = H(X1) + H(X2|X1) + H(X3|X2)",),
    ),
    Entry(
        "CT-2.5.1-four",
        "theorem 2.5.1",
        "chain rule for the entropy of four variables",
        "H(X1,X2,X3,X4) = H(X1) + H(X2|X1) + H(X3|X1,X2) + H(X4|X1,X2,X3)",
    ),
    Entry(
        "CT-E2.60",
        "equation (2.60)",
        "conditional mutual information",
        "I(X;Y|Z) = H(X|Z) - H(X|Y,Z)",
        false=("I(X;Y|Z) = H(X) - H(X|Y,Z)",),
    ),
    Entry(
        "CT-2.5.2",
        "theorem 2.5.2",
        "chain rule for information",
        "I(X1,X2;Y) = I(X1;Y) + I(X2;Y|X1)",
        false=("I(X1,X2;Y) = I(X1;Y) + I(X2;Y)",),
    ),
    Entry(
        "CT-2.5.2-three",
        "theorem 2.5.2",
        "chain rule for the information of three variables",
        "I(X1,X2,X3;Y) = I(X1;Y) + I(X2;Y|X1) + I(X3;Y|X1,X2)",
    ),
    Entry(
        "CT-E2.90",
        "equation (2.90)",
        "mutual information is not negative",
        "I(X;Y) >= 0",
        false=(
            "I(X;Y) > 0",
            "I(X;Y) >= 1/1000000000*H(X)",
        ),
    ),
    Entry(
        "CT-E2.90-equality",
        "equation (2.90)",
        "no information between independent variables, and only then",
        "I(X;Y) = 0 <=> Independent(X,Y)",
    ),
    Entry(
        "CT-E2.92",
        "equation (2.92)",
        "conditional mutual information is not negative",
        "I(X;Y|Z) >= 0",
        false=(
            "I(X;Y|Z) >= I(X;Y)",
            "I(X;Y|Z) <= I(X;Y)",
        ),
    ),
    Entry(
        "CT-2.6.5",
        "theorem 2.6.5",
        "conditioning reduces entropy",
        "H(X|Y) <= H(X)",
        false=(
            "H(X|Y) < H(X)",
            "H(X|Y) >= H(X)",
        ),
    ),
    Entry(
        "CT-2.6.5-equality",
        "theorem 2.6.5",
        "conditioning reduces no entropy of independent variables, and only then",
        "H(X|Y) = H(X) <=> Independent(X,Y)",
    ),
    Entry(
        "CT-2.6.6",
        "theorem 2.6.6",
        "independence bound on entropy",
        "H(X1,X2,X3) <= H(X1) + H(X2) + H(X3)",
        false=("H(X1,X2,X3) = H(X1) + H(X2) + H(X3)",),
    ),
    Entry(
        "CT-2.6.6-equality",
        "theorem 2.6.6",
        "entropies of independent variables add",
        "H(X1,X2,X3) = H(X1) + H(X2) + H(X3)",
        given=("Independent(X1,X2,X3)",),
        false=(
            Statement(
                "H(X1,X2,X3) = H(X1) + H(X2) + H(X3)",
                given=("I(X1;X2)=0", "I(X1;X3)=0", "I(X2;X3)=0"),
            ),
        ),
    ),
    Entry(
        "CT-2.10.1",
        "theorem 2.10.1",
        "Fano's inequality: U tells an error of probability a, and n - 1 values of X are left where there is one",
        "H(X|Y) <= H(Bernoulli(a)) + a*log(n - 1)",
        "0 < a < 1, n >= 3",
        given=("FunctionOf(U,X,Y)", "H(U) <= H(Bernoulli(a))", "H(X|U,Y) <= a*log(n - 1)"),
    ),
    Entry(
        "CT-2.10.1-weaker",
        "corollary to theorem 2.10.1",
        "Fano's inequality with one bit for the error",
        "H(X|Y) <= log(2) + a*log(n - 1)",
        "0 < a < 1, n >= 3",
        given=("FunctionOf(U,X,Y)", "H(U) <= log(2)", "H(X|U,Y) <= a*log(n - 1)"),
    ),
    Entry("CT-2.8-least", "section 2.4", "information is at most the lesser entropy", "I(X;Y) <= Min(H(X), H(Y))"),
)
