"""What the layout promises: a light import, small files, one declaration per family."""

import subprocess
import sys
from pathlib import Path

from sympy import log, symbols

import symbolic_info
from symbolic_info import entropy, kl_divergence
from symbolic_info.laws import Exponential, Gamma
from symbolic_info.laws.domain import POSITIVE
from symbolic_info.laws.families.gamma import standard_exponential
from symbolic_info.laws.image import affine, power
from symbolic_info.laws.law import Family, Parametric

ROOT = Path(symbolic_info.__file__).parent


def test_the_core_loads_no_heavy_module():
    code = (
        "import sys, sympy; before = set(sys.modules); import symbolic_info; new = set(sys.modules) - before;"
        "print([m for m in ('sympy.stats', 'numpy', 'flint', 'highspy') if m in new])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_files_stay_small():
    long = {str(p.relative_to(ROOT)): n for p in ROOT.rglob("*.py") if (n := len(p.read_text().splitlines())) > 300}
    assert not long


def test_a_new_family_is_one_declaration():
    class Stretched(Family):
        """The law of l times the cube of an exponential variable."""

        parameters = {"l": POSITIVE}

        def model(self):
            return affine(power(standard_exponential(), 3), self.args[0])

    try:
        a, b, c = symbols("a b c", positive=True)
        assert entropy(Stretched(a)).has(log)
        assert kl_divergence(Stretched(a), Gamma(b, c)).free_symbols == {a, b, c}
        assert kl_divergence(Stretched(a), Stretched(b)).free_symbols == {a, b}
        assert kl_divergence(Exponential(a), Stretched(b)).free_symbols == {a, b}
    finally:
        del Parametric.registry["Stretched"]
