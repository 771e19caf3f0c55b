"""The command line: answers, exit codes, and errors in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from sympy import Symbol, symbols, sympify

import symbolic_info
from symbolic_info.cli import main
from symbolic_info.cli.arguments import COMMANDS

IDENTITY = "[[1, 0], [0, 1]]"


def run(capsys, *arguments):
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_formula_stands_alone_on_the_first_line(capsys):
    code, out, err = run(capsys, "kl", "Normal(0, 1)", "Normal(1, 1)")
    assert (code, out, err) == (0, "1/2\n", "")


def test_parameters_in_positive_slots_are_taken_positive_and_said_so(capsys):
    code, out, _ = run(capsys, "entropy", "Gamma(k, theta)")
    formula, assuming = out.splitlines()
    assert code == 0
    assert assuming == "assuming k > 0, theta > 0"
    k, theta = symbols("k theta")
    expected = symbolic_info.entropy(symbolic_info.laws.Gamma(k, theta))
    at = {"k": 3, "theta": 5}
    assert sympify(formula).subs(at).evalf(20) == expected.subs(at).evalf(20)


def test_a_location_is_not_taken_positive(capsys):
    _, out, _ = run(capsys, "entropy", "Normal(mu, sigma)")
    assert out.splitlines()[1] == "assuming sigma > 0"


def test_stated_assumptions_need_no_mention(capsys):
    _, out, _ = run(capsys, "entropy", "Normal(mu, sigma)", "--assume", "sigma > 0, mu real")
    assert len(out.splitlines()) == 1


def test_stated_conditions_decide_cases(capsys):
    uniforms = ("kl", "Uniform(0, a)", "Uniform(0, b)")
    _, open_case, _ = run(capsys, *uniforms)
    _, inside, _ = run(capsys, *uniforms, "--assume", "0 < a < b")
    _, outside, _ = run(capsys, *uniforms, "--assume", "0 < b < a")
    assert "Piecewise" in open_case.splitlines()[0]
    assert "Piecewise" not in inside.splitlines()[0]
    assert outside.splitlines()[0] == "oo"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["entropy", "[1/2, 1/4, 1/4]", "--base", "2"], "3/2"),
        (["cross-entropy", "[1/2, 1/2]", "[1/4, 3/4]", "--base", "2"], "(log(4) + log(4/3))/log(4)"),
        (["jsd", "[1, 0]", "[0, 1]", "--base", "2"], "1"),
        (["jsd", "[1, 0, 0]", "[0, 1, 0]", "[0, 0, 1]", "--weights", "1/2, 1/4, 1/4", "--base", "2"], "3/2"),
        (["kl", "2*Normal(0, 1) + 1", "Normal(1, 2)"], "0"),
        (["kl", "exp(Normal(0, 1))", "LogNormal(1, 1)"], "1/2"),
        (["kl", "Normal(0, 1)", "Exponential(1)"], "oo"),
        (["kl", f"MultivariateNormal([0, 0], {IDENTITY})", f"MultivariateNormal([1, 0], {IDENTITY})"], "1/2"),
    ],
)
def test_commands(capsys, arguments, expected):
    code, out, err = run(capsys, *arguments)
    assert (code, err) == (0, "")
    assert sympify(out.splitlines()[0]).equals(sympify(expected))


def test_digits_of_a_closed_form(capsys):
    _, out, _ = run(capsys, "entropy", "Normal(0, 1)", "--digits", "30")
    assert out.splitlines()[1] == "1.41893853320467274178032973641"


def test_value_of_an_expression_of_measures(capsys):
    code, out, _ = run(capsys, "value", "2*KL(Normal(0, 1), Normal(1, 2)) + 1", "--digits", "30")
    expected = 2 * (sympify("log(2)") - sympify("1/4")) + 1
    assert code == 0
    assert out.splitlines()[0][:28] == str(expected.evalf(40))[:28]
    assert out.splitlines()[1].startswith("(")


def test_json_has_the_documented_keys(capsys):
    code, out, _ = run(capsys, "entropy", "Exponential(rate)", "--json", "--latex")
    answer = json.loads(out)
    assert code == 0
    assert set(answer) == {"input", "result", "latex", "conditions", "steps", "value", "witness"}
    assert answer["conditions"] == ["rate > 0"]
    assert answer["result"] == "1 - log(rate)"
    assert answer["steps"]
    assert set(answer["steps"][0]) == {"rule", "before", "after", "condition", "source"}


def test_latex_and_steps(capsys):
    _, out, _ = run(capsys, "entropy", "Normal(0, 1)", "--latex", "--steps")
    assert "\\" in out.splitlines()[0]
    assert len(out.splitlines()) > 2


@pytest.mark.parametrize(
    ("claim", "code", "status"),
    [
        ("KL(p, q) = H(p, q) - H(p)", 0, "proved"),
        ("D(p || q) >= 0", 0, "proved"),
        ("JSD(p, q) <= log(2)", 0, "proved"),
        ("KL(p, q) = KL(q, p)", 1, "refuted"),
    ],
)
def test_claims(capsys, claim, code, status):
    got, out, _ = run(capsys, "prove", claim)
    assert (got, out.splitlines()[0]) == (code, status)


@pytest.mark.parametrize(
    ("status", "code"),
    [("proved", 0), ("certified", 0), ("checked", 0), ("cited", 0), ("refuted", 1), ("open", 3)],
)
def test_exit_codes_of_statuses(monkeypatch, capsys, status, code):
    proof = SimpleNamespace(
        status=status,
        steps=(),
        witness=Symbol("w"),
        conditions=(Symbol("x") > 0,),
        reason="out of reach",
        text=lambda: "the proof",
        latex=lambda: "",
    )
    monkeypatch.setattr(symbolic_info, "prove", lambda claim, given, budget, copies: proof, raising=False)
    got, out, err = run(capsys, "prove", "KL(p, q) >= 0", "--steps")
    assert got == code
    assert ("out of reach" in err) == (status == "open")
    assert out.splitlines() == [status, "assuming x > 0", "witness: w", "the proof"]


def test_unevaluated_is_an_answer_with_a_note(capsys):
    code, out, err = run(capsys, "jsd", "Normal(0, 1)", "Normal(1, 2)", "--budget", "1")
    assert code == 0
    assert out.startswith("JSDivergence(")
    assert err == "symbolic-info: unevaluated: no closed form was found\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["entropy", "__import__('os').system('x')"],
        ["entropy", "Normal(0, 9**9**9)"],
        ["entropy", "Normall(0, 1)"],
        ["entropy", "Normal(0, 1, 2)"],
        ["entropy", "Normal(0, -1)"],
        ["entropy", "Normal([0], 1)"],
        ["entropy", "[1/2, 1/3]"],
        ["entropy", "{0: -1, 1: 2}"],
        ["entropy", "p"],
        ["entropy", "Gamma(k, 1)", "--assume", "k < 0"],
        ["kl", "Normal(0, 1)", "Poisson(2)"],
        ["kl", "Normal(0, 1)", "MultivariateNormal([0, 0], [[1, 0], [0, 1]])"],
        ["jsd", "[1, 0]", "[0, 1]", "--weights", "1/2, 1/3"],
        ["prove", "KL(p, q)"],
        ["prove", "lambda: 0"],
        ["value", "x.y"],
        ["value", "KL(Normal(0, 1)"],
        ["entropy", "Normal(0, 1)", "--assume", "k"],
    ],
)
def test_errors_are_one_line_and_code_2(capsys, arguments):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("symbolic-info: error: ")
    assert err.count("\n") == 1


def test_parse_errors_name_the_position(capsys):
    _, _, err = run(capsys, "kl", "Normal(0, 1)", "Normal(0, x.y)")
    assert err == "symbolic-info: error: attribute access is not allowed (at position 11)\n"


def test_nothing_is_executed(tmp_path, capsys):
    target = tmp_path / "made"
    run(capsys, "entropy", f"open('{target}', 'w')")
    run(capsys, "value", f"__import__('pathlib').Path('{target}').touch()")
    assert not target.exists()


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["kl", "p"], ["entropy", "p", "--digits", "0"]])
def test_misuse_is_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_help_names_commands_and_exit_codes(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    text = capsys.readouterr().out
    assert caught.value.code == 0
    assert all(command in text for command in COMMANDS)
    assert "1 claim refuted, 2 error, 3 claim left open" in text


def test_interrupt_is_quiet(monkeypatch, capsys):
    def interrupted(options):
        raise KeyboardInterrupt

    monkeypatch.setattr("symbolic_info.cli.run", interrupted)
    code, _, err = run(capsys, "entropy", "Normal(0, 1)")
    assert (code, err) == (130, "symbolic-info: error: interrupted\n")


def test_closed_pipe_is_quiet():
    command = [sys.executable, "-m", "symbolic_info", "entropy", "Normal(0, 1)"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 0


def test_sympy_stats_is_not_imported():
    script = (
        "import sys; from symbolic_info.cli import main; main(['kl', 'Normal(0, 1)', 'x.y']); "
        "sys.exit('sympy.stats' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0
