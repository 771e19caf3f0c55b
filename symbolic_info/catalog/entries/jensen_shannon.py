"""Jensen-Shannon divergences and inequalities of several laws."""

from __future__ import annotations

from typing import Final

from symbolic_info.catalog.entry import Entry

ENTRIES: Final = (
    Entry(
        "LIN-5-entropies",
        "section V",
        "JSD of three laws as an entropy difference",
        "JSD(p,q,r) = H((p+q+r)/3) - (H(p) + H(q) + H(r))/3",
        false=("JSD(p,q,r) = H((p+q+r)/3) - (H(p) + H(q) + H(r))/2",),
    ),
    Entry(
        "LIN-5-bound",
        "section V",
        "JSD of three laws is at most log 3",
        "JSD(p,q,r) <= log(3)",
        false=("JSD(p,q,r) <= log(2)",),
    ),
    Entry(
        "LIN-5-pairs",
        "section V",
        "JSD of three laws is at most the mean of their divergences",
        "JSD(p,q,r) <= (D(p||q) + D(q||p) + D(p||r) + D(r||p) + D(q||r) + D(r||q))/9",
    ),
    Entry(
        "LIN-4-weights",
        "section IV",
        "weighted JSD through divergences from the mixture",
        "JSD(p, q, weights=[t, 1-t]) = t*D(p||t*p+(1-t)*q) + (1-t)*D(q||t*p+(1-t)*q)",
        "0 < t < 1",
    ),
    Entry(
        "LIN-4-selector",
        "section IV",
        "weighted JSD is at most the entropy of the selector",
        "JSD(p, q, weights=[t, 1-t]) <= -t*log(t) - (1-t)*log(1-t)",
        "0 < t < 1",
        false=("JSD(p, q, weights=[t, 1-t]) <= -t*log(t)",),
    ),
    Entry(
        "LIN-4-jeffreys",
        "section IV",
        "weighted JSD is at most the weighted Jeffreys divergence",
        "JSD(p, q, weights=[t, 1-t]) <= t*(1-t)*(D(p||q) + D(q||p))",
        "0 < t < 1",
    ),
    Entry(
        "LIN-3-four",
        "section III",
        "Jeffreys divergence is at least four times JSD",
        "D(p||q) + D(q||p) >= 4*JSD(p,q)",
        false=("D(p||q) + D(q||p) <= 4*JSD(p,q)",),
    ),
    Entry(
        "LIN-3-skew",
        "section III",
        "a mixture with the first law diverges less",
        "D(p||(1-t)*p+t*q) <= t*D(p||q)",
        "0 < t < 1",
        false=("D(p||(1-t)*p+t*q) >= t*D(p||q)",),
    ),
    Entry(
        "LIN-3-skew-first",
        "section III",
        "a mixture with the second law diverges less",
        "D((1-t)*p+t*q||p) <= t*D(q||p)",
        "0 < t < 1",
    ),
    Entry(
        "CK-concave-3",
        "chapter 3",
        "entropy of the mean of three laws",
        "H((p+q+r)/3) >= (H(p) + H(q) + H(r))/3",
        false=("H((p+q+r)/3) >= H(p)",),
    ),
    Entry(
        "CK-mixture-upper",
        "chapter 3",
        "a fair mixture has at most one bit more",
        "H((p+q)/2) <= H(p)/2 + H(q)/2 + log(2)",
        false=("H((p+q)/2) <= H(p)/2 + H(q)/2 + log(2)/2",),
    ),
    Entry(
        "CK-mixture-lower",
        "chapter 3",
        "a fair mixture diverges at most one bit less",
        "D((p+q)/2||r) >= D(p||r)/2 + D(q||r)/2 - log(2)",
        false=("D((p+q)/2||r) >= D(p||r)/2 + D(q||r)/2",),
    ),
    Entry(
        "CK-pairs",
        "chapter 3",
        "divergence of means",
        "D((p+q)/2||(r+s)/2) <= D(p||r)/2 + D(q||s)/2",
        false=("D((p+q)/2||(r+s)/2) = D(p||r)/2 + D(q||s)/2",),
    ),
    Entry(
        "CK-cross-symmetric",
        "chapter 3",
        "two cross-entropies exceed the entropies",
        "H(p,q) + H(q,p) >= H(p) + H(q)",
        false=("H(p,q) + H(q,p) >= 2*H(p)",),
    ),
    Entry(
        "CSI-three-points",
        "section 3",
        "three points of information geometry",
        "D(p||r) - D(p||q) - D(q||r) = H(p,r) - H(p,q) - H(q,r) + H(q)",
        false=("D(p||r) - D(p||q) - D(q||r) = H(p,r) - H(p,q) - H(q,r) + H(p)",),
    ),
    Entry(
        "CT-P2.27",
        "problem 2.27",
        "grouping rule for entropy",
        "H([a, b, 1-a-b]) = H([a+b, 1-a-b]) + (a+b)*H([a/(a+b), b/(a+b)])",
        false=("H([a, b, 1-a-b]) = H([a+b, 1-a-b]) + H([a/(a+b), b/(a+b)])",),
    ),
    Entry(
        "CT-P2.28",
        "problem 2.28",
        "mixing two probabilities raises the entropy",
        "H([a, b, 1-a-b]) <= H([(a+b)/2, (a+b)/2, 1-a-b])",
        false=("H([a, b, 1-a-b]) >= H([(a+b)/2, (a+b)/2, 1-a-b])",),
    ),
    Entry(
        "CT-E2.94-two",
        "equation (2.94)",
        "divergence from the uniform law: two outcomes",
        "D([a, 1-a]||[1/2, 1/2]) = log(2) - H([a, 1-a])",
        false=("D([1/2, 1/2]||[a, 1-a]) = log(2) - H([a, 1-a])",),
    ),
    Entry(
        "CT-E2.94-three",
        "equation (2.94)",
        "divergence from the uniform law: three outcomes",
        "D([a, b, 1-a-b]||[1/3, 1/3, 1/3]) = log(3) - H([a, b, 1-a-b])",
        false=("D([a, b, 1-a-b]||[1/3, 1/3, 1/3]) = H([a, b, 1-a-b]) - log(3)",),
    ),
    Entry(
        "CT-P2.35",
        "problem 2.35",
        "divergence of two laws on three outcomes",
        "D([1/2, 1/4, 1/4]||[1/3, 1/3, 1/3]) = log(3) - 3/2*log(2)",
        false=("D([1/2, 1/4, 1/4]||[1/3, 1/3, 1/3]) = D([1/3, 1/3, 1/3]||[1/2, 1/4, 1/4])",),
    ),
    Entry(
        "CT-5.4.3",
        "theorem 5.4.3",
        "excess length of a code for q used on p",
        "H(p,q) = H(p) + D(p||q)",
        false=(
            "H(p,q) = H(p) + D(q||p)",
            "H(p,q) = H(q) + D(p||q)",
        ),
    ),
    Entry(
        "CT-5.3.1",
        "theorem 5.3.1",
        "no complete code is shorter than the entropy",
        "H(p,q) >= H(p)",
        false=("H(p,q) >= H(q)",),
    ),
)
