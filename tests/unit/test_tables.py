"""Tables of reference values: grids, formats that compile and run, resumption, executors."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import shutil
import subprocess
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from fractions import Fraction

import mpmath
import pytest
from sympy import Rational, Symbol, symbols

from symbolic_info import KLDivergence
from symbolic_info.cli import main
from symbolic_info.errors import InexactError, ParameterError, ParseError
from symbolic_info.laws import Exponential, Gamma
from symbolic_info.tables import run, table
from symbolic_info.tables.cell import Cell
from symbolic_info.tables.grid import axes, points

KL, GRID = "kl(Exponential(a), Exponential(b))", "a=1/2,3; b=1e-3:1e3:3log"


def truth(a, b):
    """KL of two exponential laws to 50 digits, by quadrature of the definition (in units of 1/a)."""
    with mpmath.workdps(60):
        a, b = (mpmath.mpf(x.numerator) / x.denominator for x in (Fraction(a), Fraction(b)))
        return mpmath.quad(
            lambda x: mpmath.exp(-x) * (mpmath.log(a / b) - x * (1 - b / a)), mpmath.linspace(0, 200, 21)
        )


@pytest.fixture(scope="module")
def exponential():
    return table(KL, GRID, digits=40)


def test_every_point_once_and_every_digit_right(exponential):
    assert [cell.point for cell in exponential.cells] == [(a, b) for a in ("1/2", "3") for b in ("1/1000", "1", "1000")]
    for cell in exponential.cells:
        with mpmath.workdps(60):
            exact = truth(*cell.point)
            printed = mpmath.mpf(cell.digits)
            assert abs(printed - exact) <= mpmath.mpf(cell.error) + abs(exact) * mpmath.mpf(10) ** -45
            assert abs(printed - exact) <= mpmath.mpf(10) ** (mpmath.floor(mpmath.log10(exact)) - 39) / 2
            assert mpmath.mpf(float.fromhex(cell.double)) == mpmath.mpf(float(mpmath.nstr(exact, 40)))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a=1e-3", [Rational(1, 1000)]),
        ("a=1e-3:1e3:7log", [Rational(10) ** k for k in range(-3, 4)]),
        ("a=1/4:4:5log", [Rational(1, 4), Rational(1, 2), 1, 2, 4]),
        ("a=0:1:4lin", [0, Rational(1, 3), Rational(2, 3), 1]),
        ("a=-1,0.1, 2/4,1/2", [-1, Rational(1, 10), Rational(1, 2)]),
        ("a=1e-300:1e300:3log", [Rational(10) ** -300, 1, Rational(10) ** 300]),
    ],
)
def test_grid_values_are_exact(text, values):
    [axis] = axes(text)
    assert list(axis.values) == values
    assert "rounded" not in axis.origin


def test_irrational_grid_values_are_short_and_said_to_be_rounded():
    [axis] = axes("a=1:2:3log")
    assert axis.values == (1, Rational(141421, 100000), 2)
    assert "rounded to 6 digits" in axis.origin


def test_the_last_parameter_changes_fastest():
    assert list(points(axes("a=1,2; b=3,4"))) == [(1, 3), (1, 4), (2, 3), (2, 4)]


@pytest.mark.parametrize(
    ("grid", "error"),
    [
        ("a=1", ParameterError),
        ("a=1; b=2; c=3", ParameterError),
        ("a=1; b", ParameterError),
        ("a=1; b=sqrt(2)", ParameterError),
        ("a=1; b=2:1:3log", ParameterError),
        ("a=1; b=0:1:3log", ParameterError),
        ("a=1; b=1:2:1lin", ParameterError),
        ("a=1; b=", ParseError),
        ("a=1; b=__import__('os')", ParseError),
        ("a=0:1:9999lin; b=0:1:9999lin", ParameterError),
        ({"a": [1], "b": [0.5]}, InexactError),
        ({"a": [1], "b": []}, ParameterError),
        ("", ParameterError),
    ],
)
def test_grids_that_do_not_fit(grid, error):
    with pytest.raises(error):
        table(KL, grid)


def test_sympy_expressions_and_symbols(exponential):
    a, b = symbols("a b")
    grid = {a: [Rational(1, 2), 3], b: "1e-3:1e3:3log"}
    assert table(KLDivergence(Exponential(a), Exponential(b)), grid, digits=40).cells == exponential.cells


def test_what_has_no_number_says_why():
    cells = table("kl(Gamma(a, 1), Gamma(2, b))", "a=1,-1; b=1", digits=10).cells
    assert cells[0].digits
    assert "parameters outside their domain" in cells[1].missing
    assert not cells[1].digits


def test_infinity_is_a_value(tmp_path):
    infinite = table("kl(Uniform(0, a), Uniform(0, b))", "a=1,2; b=1", digits=10)
    assert [(cell.digits, cell.double, cell.error) for cell in infinite.cells][1] == ("oo", "inf", "0")
    assert "INFINITY" in infinite.text("c")
    assert not infinite.missing


def test_csv_and_json_carry_the_same_cells(exponential):
    lines = [line for line in exponential.text("csv").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    loaded = json.loads(exponential.text("json"))
    assert [row["digits"] for row in rows] == [cell["digits"] for cell in loaded["cells"]]
    assert [cell["point"]["b"] for cell in loaded["cells"]] == [row["b"] for row in rows]
    assert loaded["header"]["versions"]["sympy"]
    assert loaded["header"]["formula"]


def test_python_runs(exponential, tmp_path):
    path = tmp_path / "reference.py"
    path.write_text(exponential.text("python"))
    spec = importlib.util.spec_from_file_location("reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PARAMETERS == ("a", "b")
    for (at, x, digits, double, *_), cell in zip(module.CELLS, exponential.cells, strict=True):
        assert (at, digits, double) == (cell.point, cell.digits, float.fromhex(cell.double))
        assert x == tuple(float(Fraction(number)) for number in at)


MAIN = r"""
int main(void) {
    for (int i = 0; i < (int)(sizeof reference_cells / sizeof *reference_cells); i++)
        printf("%s %s %a %a %s\n", reference_cells[i].at[0], reference_cells[i].at[1], reference_cells[i].x[1],
               reference_cells[i].value, reference_cells[i].digits);
    return 0;
}
"""


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_c_compiles_and_runs(exponential, tmp_path):
    source, program = tmp_path / "reference.c", tmp_path / "reference"
    source.write_text(exponential.text("c") + "#include <stdio.h>\n" + MAIN)
    subprocess.run(
        ["cc", "-std=c99", "-Wall", "-pedantic", "-Werror", "-o", program, source], check=True, capture_output=True
    )
    printed = subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines()
    for line, cell in zip(printed, exponential.cells, strict=True):
        a, b, x, value, digits = line.split()
        assert (a, b, digits) == (*cell.point, cell.digits)
        assert float.fromhex(value) == float.fromhex(cell.double)
        assert float.fromhex(x) == float(Fraction(b))


@pytest.mark.skipif(shutil.which("julia") is None, reason="no Julia")
def test_julia_runs(exponential, tmp_path):
    path = tmp_path / "reference.jl"
    path.write_text(exponential.text("julia") + "for c in reference_cells println(c.digits) end\n")
    printed = subprocess.run(["julia", path], check=True, capture_output=True, text=True).stdout.split()
    assert printed == [cell.digits for cell in exponential.cells]


class Counting(Executor):
    """Runs at once and counts."""

    def __init__(self):
        self.calls = 0

    def submit(self, function, /, *args, **kwargs):
        self.calls += 1
        future = Future()
        future.set_result(function(*args, **kwargs))
        return future


def test_finished_cells_are_not_computed_again(monkeypatch, tmp_path):
    path, count = tmp_path / "t.csv", Counting()
    table(KL, GRID, 40, path)
    whole = path.read_text()
    journal = path.with_name("t.csv.part")
    assert not journal.exists()
    table(KL, GRID, 40, path, executor=count)
    assert count.calls == 6

    class Stops(Counting):
        def submit(self, function, /, *args, **kwargs):
            if self.calls == 4:
                raise KeyboardInterrupt
            return super().submit(function, *args, **kwargs)

    path.unlink()
    monkeypatch.setattr(run, "WINDOW", 1)  # each cell is recorded before the next is asked for
    with pytest.raises(KeyboardInterrupt):
        table(KL, GRID, 40, path, executor=Stops())
    assert not path.exists()
    assert len(journal.read_bytes().splitlines()) == 1 + 4
    count = Counting()
    table(KL, GRID, 40, path, executor=count)
    assert count.calls == 2
    assert path.read_text() == whole


def test_cells_without_a_number_are_tried_again(monkeypatch, tmp_path):
    """A time-out or a killed helper is no property of the cell; the last try counts."""
    path, journal = tmp_path / "t.csv", tmp_path / "t.csv.part"
    table(KL, GRID, 40, path)
    whole = path.read_text()
    path.unlink()

    class Fails(Counting):
        def submit(self, function, /, *args, **kwargs):
            if self.calls == 4:
                raise KeyboardInterrupt
            future = super().submit(function, *args, **kwargs)
            if self.calls % 2 == 0:
                return future
            failed = Future()
            failed.set_result(Cell(tuple(args[1].values()), missing="the helper was killed"))
            return failed

    monkeypatch.setattr(run, "WINDOW", 1)
    with pytest.raises(KeyboardInterrupt):
        table(KL, GRID, 40, path, executor=Fails())
    count = Counting()
    table(KL, GRID, 40, path, executor=count)
    assert count.calls == 4
    assert path.read_text() == whole
    assert not journal.exists()


@pytest.mark.parametrize("cut", [1, 7, 40])
def test_a_line_cut_short_is_dropped(cut, tmp_path):
    path, journal = tmp_path / "t.json", tmp_path / "t.json.part"
    table(KL, GRID, 40, path)
    whole = path.read_text()
    loaded = json.loads(whole)
    cells = ({"cell": i, **cell, "point": [*cell["point"].values()]} for i, cell in enumerate(loaded["cells"]))
    del loaded["header"]["title"]
    lines = [loaded["header"], *cells]
    text = "".join(json.dumps(line) + "\n" for line in lines[:5])
    journal.write_text(text[:-cut])
    path.unlink()
    count = Counting()
    table(KL, GRID, 40, path, executor=count)
    assert count.calls == 3
    assert path.read_text() == whole


def test_other_files_are_not_overwritten(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("my own")
    with pytest.raises(ParameterError):
        table(KL, "a=1; b=2", 10, path)
    assert path.read_text() == "my own"
    table(KL, "a=1; b=2", 10, path, force=True)
    assert "0.3068528194" in path.read_text()
    path.with_name("t.csv.part").write_text('{"key": "another"}\n')
    with pytest.raises(ParameterError):
        table(KL, "a=1; b=2", 10, path)


def test_threads_of_the_user(exponential):
    with ThreadPoolExecutor(2) as threads:
        assert table(KL, GRID, 40, executor=threads).cells == exponential.cells


@pytest.mark.slow
def test_loky(exponential):
    loky = pytest.importorskip("loky")
    with loky.ProcessPoolExecutor(2) as executor:
        assert table(KL, GRID, 40, executor=executor).cells == exponential.cells


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_dask_on_a_real_local_cluster(exponential):
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert table(KL, GRID, 40, executor=client.get_executor()).cells == exponential.cells


def test_command(capsys, tmp_path):
    path = tmp_path / "t.json"
    assert main(["table", KL, "--grid", "a=1,2; b=1", "--digits", "10", "-o", str(path), "--jobs", "1"]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"{path}: 2 cells\n"
    assert "2/2" in captured.err
    assert [cell["digits"] for cell in json.loads(path.read_text())["cells"]] == ["0", "0.1931471806"]
    assert main(["table", "kl(Exponential(a), Exponential(1))", "--grid", "a=0,1", "--digits", "10"]) == 3
    captured = capsys.readouterr()
    assert "1 of 2 cells have no number" in captured.err
    assert captured.out.splitlines()[-1].startswith("1,0,")


def test_gamma_shapes_from_the_text(capsys):
    k = Symbol("k")
    one = table("kl(Gamma(k, 1), Gamma(2, 1))", "k=1/2", 30).cells[0].digits
    assert one == table(KLDivergence(Gamma(k, 1), Gamma(2, 1)), {k: ["1/2"]}, 30).cells[0].digits
