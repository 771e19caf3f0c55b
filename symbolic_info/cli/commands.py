"""The subcommands: from options to an answer."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from sympy import Basic, Expr, Integer, S
from sympy.core.relational import Relational

import symbolic_info as info
from symbolic_info.audit import audit, lines, subjects, write
from symbolic_info.cli.render import Answer
from symbolic_info.cli.report import Report, verified
from symbolic_info.errors import ParameterError
from symbolic_info.facts import Facts
from symbolic_info.interop.reading import CONCRETE, LAWS, MEASURES, Reading, read
from symbolic_info.interop.statements import read_claims
from symbolic_info.interop.text import Assumptions, parse_law, parse_measure, parse_weights
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base
from symbolic_info.notation import latex
from symbolic_info.progress import Progress
from symbolic_info.tables import table

REFUTED, OPEN = 1, 3


def run(options: Namespace) -> Answer | Report:
    """Run the subcommand that the options name.

    >>> from symbolic_info.cli.arguments import parser
    >>> run(parser().parse_args(["verify", "CT-2.6.3"])).code
    0
    """
    return _COMMANDS[options.command](options)


def _entropy(options: Namespace) -> Answer:
    reading = read(lambda known: info.Entropy(parse_law(options.law, CONCRETE, known)), options.assume)
    return _derive(options, reading)


def _pair(measure: Callable[..., Expr]) -> Callable[[Namespace], Answer]:
    def command(options: Namespace) -> Answer:
        def parse(known: Assumptions) -> Expr:
            return measure(*(parse_law(text, CONCRETE, known) for text in (options.p, options.q)))

        return _derive(options, read(parse, options.assume))

    return command


def _jsd(options: Namespace) -> Answer:
    def parse(known: Assumptions) -> Expr:
        weights = parse_weights(options.weights, known) if options.weights is not None else None
        laws = (parse_law(text, CONCRETE, known) for text in (options.p, *options.q))
        return info.JSDivergence(*laws, weights=weights)

    return _derive(options, read(parse, options.assume))


def _derive(options: Namespace, reading: Reading[Expr]) -> Answer:
    node = reading.content
    derivation = info.derive(node, budget=options.budget)
    conditions = tuple(dict.fromkeys((*reading.conditions, *derivation.conditions)))
    result = in_base(_under(derivation.result, conditions), _base(options))
    return Answer(
        input=str(node),
        result=str(result),
        latex=latex(result),
        conditions=_texts(conditions),
        steps=_steps(derivation),
        explanation=derivation.latex() if options.latex else derivation.text(),
        value=_value(in_base(node, _base(options)), options.digits, required=False),
        notes=("unevaluated: no closed form was found",) if _inert(result) else (),
    )


def _evaluate(options: Namespace) -> Answer:
    reading = read(lambda known: parse_measure(options.expression, MEASURES, LAWS, known), options.assume)
    expr = in_base(reading.content, _base(options))
    value = _value(expr, options.digits or 15, required=True)
    text = value["digits"] if value else str(expr)
    return Answer(str(expr), text, latex(expr), _texts(reading.conditions), value=value)


def _prove(options: Namespace) -> Answer:
    reading = read_claims([options.claim, *options.given], options.assume)
    claim, *given = reading.content
    proof = info.prove(claim, given=[*given, *reading.bounds], budget=options.budget, copies=options.copies)
    return Answer(
        input=str(claim),
        result=proof.status,
        latex=proof.latex(),
        conditions=_texts(tuple(dict.fromkeys((*reading.conditions, *proof.conditions)))),
        steps=_steps(proof),
        explanation=proof.latex() if options.latex else proof.text(),
        witness=None if proof.witness is None else str(proof.witness),
        notes=(f"open: {proof.reason}",) if proof.status == "open" else (),
        code={"refuted": REFUTED, "open": OPEN}.get(proof.status, 0),
    )


def _table(options: Namespace) -> Answer:
    """What is missing is left open; the table itself goes to the file or to the answer."""
    path, bar = options.output, sys.stderr if options.output else None
    found = table(
        options.expression,
        options.grid,
        options.digits,
        path,
        format=options.format,
        jobs=options.jobs,
        seconds=options.seconds,
        progress=bar,
        force=options.force,
    )
    text = f"{path}: {len(found.cells)} cells" if path else found.text(options.format or "csv").rstrip("\n")
    missing = len(found.missing)
    notes = (f"{missing} of {len(found.cells)} cells have no number; each says why",) if missing else ()
    return Answer(options.expression, text, "", notes=notes, code=OPEN if missing else 0)


def _audit(options: Namespace) -> Answer:
    if find_spec(options.library) is None:
        raise ParameterError(f"{options.library} is not installed here, so that there is nothing to audit")
    chosen = [s for s in subjects(options.library) if not options.names or set(s.names) & set(options.names)]
    findings, folder = [], Path(options.output)
    bar = Progress(sys.stderr, len(chosen))
    for done, finding in enumerate(audit(chosen, options.jobs, options.seconds), 1):
        findings.append(finding)
        bar.update(done, finding.subject.name)
    write(findings, options.library, folder)
    text = "\n".join("  ".join(row) for row in lines(findings))
    return Answer(options.library, f"{text}\n{folder / 'report.md'}", "")


def _base(options: Namespace) -> Integer | None:
    return None if options.base == "e" else Integer(options.base)


def _under(result: Expr, conditions: tuple[Basic, ...]) -> Expr:
    """The result where the conditions decide its case distinctions."""
    facts = Facts(conditions)
    decided = {atom: facts.decide(atom) for atom in result.atoms(Relational)}
    return result.xreplace({atom: S(answer) for atom, answer in decided.items() if answer is not None})


def _inert(result: Basic) -> bool:
    return bool(result.has(Measure))


def _value(expr: Expr, digits: int | None, *, required: bool) -> dict[str, str] | None:
    """The digits; an expression with parameters has none."""
    if digits is None or (expr.free_symbols and not required):
        return None
    number = info.value(expr, digits=digits)
    return {"digits": str(number), "kind": number.kind, "method": number.method}


def _steps(derivation: Any) -> list[dict[str, str]]:
    return [
        {
            "rule": str(step.rule),
            "before": str(step.before),
            "after": str(step.after),
            "condition": "" if step.condition == S.true else str(step.condition),
            "source": str(step.source),
        }
        for step in derivation.steps
    ]


def _texts(conditions: tuple[Basic, ...]) -> list[str]:
    return [str(condition) for condition in conditions]


_COMMANDS: Final[Mapping[str, Callable[[Namespace], Answer | Report]]] = {
    "entropy": _entropy,
    "cross-entropy": _pair(info.CrossEntropy),
    "kl": _pair(info.KLDivergence),
    "jsd": _jsd,
    "prove": _prove,
    "value": _evaluate,
    "verify": verified,
    "table": _table,
    "audit": _audit,
}
