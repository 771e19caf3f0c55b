"""Where the engine announces itself to the layers below it.

The nodes of ``measures`` must evaluate themselves (``doit``, ``evalf``) without importing the
engine above them, so the engine leaves its entry points here when it is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

_services: dict[str, Callable[..., Any]] = {}
_places: dict[str, str] = {}


def provide(name: str, service: Callable[..., Any]) -> None:
    """Announce ``service`` under ``name``; announcing another one under the same name is an error.

    >>> from symbolic_info.registry import provide, service
    >>> provide("example", len)
    >>> service("example")("abc")
    3
    """
    if _services.setdefault(name, service) is not service:
        raise ValueError(f"service {name!r} is provided twice")


def announce(name: str, place: str) -> None:
    """Announce a service at ``place`` ('module:function'), whose module is loaded when it is asked for."""
    _places[name] = place


def service(name: str) -> Callable[..., Any]:
    """The service announced under ``name``; KeyError when its layer has not been imported."""
    if name not in _services and name in _places:
        module, _, function = _places[name].partition(":")
        provide(name, getattr(import_module(module), function))
    return _services[name]
