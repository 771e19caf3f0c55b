"""Tables whose cells hang, whose workers die, and which are killed at any moment."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from sympy import Symbol, factorial, log

from symbolic_info.errors import SymbolicInfoError
from symbolic_info.tables import table
from symbolic_info.tables.worker import Helpers
from symbolic_info.worker import Worker, WorkerError

ENDLESS = log(factorial(Symbol("a")))  # at 10**9, SymPy multiplies for hours and cannot be interrupted
GRID = {"a": [5, 10**9, 6]}  # the killed helper is replaced


def test_a_cell_that_hangs_costs_only_itself():
    start = time.monotonic()
    cells = table(ENDLESS, GRID, digits=20, seconds=2).cells
    assert [bool(cell.digits) for cell in cells] == [True, False, True]
    assert cells[1].missing == "no answer within 2 seconds"
    assert cells[0].digits[:12] == "4.7874917427"
    assert time.monotonic() - start < 60


def test_a_helper_that_dies_costs_only_its_cell():
    helpers = Helpers()
    point = {"a": "1000000000"}

    def kill():
        while not helpers._busy or helpers._busy[0]._process is None:
            time.sleep(0.05)
        time.sleep(1)
        helpers.stop()

    thread = threading.Thread(target=kill)
    thread.start()
    cell = helpers.cell(ENDLESS, point, 10, 600.0)
    thread.join()
    assert "died" in cell.missing
    assert helpers.cell(ENDLESS, {"a": "5"}, 10, 60.0).digits == "4.787491743"


def test_a_helper_ends_with_its_own_deadline():
    """Nobody but the helper watches the time here: its parent may have been killed."""
    worker = Worker("symbolic_info.tables.worker", start_seconds=600.0)
    start = time.monotonic()
    with pytest.raises(WorkerError, match="no answer within 1 seconds"):
        worker.run("cell", (ENDLESS, {"a": "1000000000"}, 10, 600.0), 1.0)
    worker.stop()
    assert time.monotonic() - start < 60


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # loky's own threads complain of the kill
def test_a_worker_killed_in_the_executor_loses_no_cell():
    loky = pytest.importorskip("loky")
    grid = "a=1:30:30lin; b=2"
    expected = table("kl(Exponential(a), Exponential(b))", grid, 10).cells
    executor = loky.ProcessPoolExecutor(2)
    executor.submit(int).result()
    process = next(iter(executor._processes.values()))
    threading.Timer(1.0, process.kill).start()
    try:
        assert table("kl(Exponential(a), Exponential(b))", grid, 10, executor=executor).cells == expected
    finally:
        executor.shutdown(kill_workers=True)


@pytest.mark.parametrize("text", ["__import__('os').system('x')", "a.b", "kl(open('x'), Normal(0, 1))", "9**9**9"])
def test_no_text_is_evaluated(text, tmp_path):
    with pytest.raises(SymbolicInfoError):
        table(text, "a=1", 10)
    with pytest.raises(SymbolicInfoError):
        table("H(Exponential(a))", f"a={text}", 10)


def test_two_runs_do_not_share_a_journal(tmp_path):
    pytest.importorskip("fcntl")
    path = tmp_path / "t.csv"
    command = [sys.executable, "-m", "symbolic_info", "table", "log(factorial(a))", "--grid", "a=1000000000"]
    first = subprocess.Popen([*command, "-o", path], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        while not path.with_name("t.csv.part").exists() or not path.with_name("t.csv.part").read_bytes():
            time.sleep(0.1)
        second = subprocess.run([*command, "-o", path], capture_output=True, text=True, check=False)
        assert second.returncode == 2
        assert "another run" in second.stderr
    finally:
        first.kill()
        first.wait()


KILLS = 50
QUICK = "kl(Exponential(a), Exponential(b))", "a=1/2:40:25lin; b=1/3:7:25log"


@pytest.mark.slow
def test_kills_at_random_moments_lose_and_double_nothing(tmp_path):
    expected = table(*QUICK, digits=20).text("csv")
    chance, kills, tables = random.Random(1), 0, 0
    path = tmp_path / "0.csv"
    command = [sys.executable, "-m", "symbolic_info", "table", QUICK[0], "--grid", QUICK[1], "--digits", "20"]
    seen: list[int] = []
    while kills < KILLS or not path.exists():
        if path.exists():
            tables += 1
            path, seen = tmp_path / f"{tables}.csv", []
        run = subprocess.Popen([*command, "-o", path], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        if kills < KILLS:
            time.sleep(chance.uniform(0.2, 2.5))
            run.kill()
        killed = run.wait() == -signal.SIGKILL
        kills += killed
        if not path.exists():
            now = _recorded(path.with_name(path.name + ".part"))
            assert now[: len(seen)] == seen
            assert len(set(now)) == len(now)
            seen = now
        else:
            assert path.read_text() == expected
    assert path.read_text() == expected
    assert not path.with_name(path.name + ".tmp").exists()


def _recorded(journal):
    if not journal.exists():
        return []
    lines = [line for line in journal.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]
    return [json.loads(line)["cell"] for line in lines[1:]]
