"""``python -m symbolic_info`` is ``symbolic-info``."""

from symbolic_info.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
