"""Where the engine announces itself to the layers below it.

The nodes of ``measures`` must evaluate themselves (``doit``, ``evalf``) without importing the
engine above them, so the engine leaves its entry points here when it is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_services: dict[str, Callable[..., Any]] = {}


def provide(name: str, service: Callable[..., Any]) -> None:
    """Announce ``service`` under ``name``; announcing another one under the same name is an error.

    >>> from symbolic_info.registry import provide, service
    >>> provide("example", len)
    >>> service("example")("abc")
    3
    """
    if _services.setdefault(name, service) is not service:
        raise ValueError(f"service {name!r} is provided twice")


def service(name: str) -> Callable[..., Any]:
    """The service announced under ``name``; KeyError when its layer has not been imported."""
    return _services[name]
