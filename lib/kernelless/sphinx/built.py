"""The scripts of pages as Sphinx asks for them: what is wrong stops the build with one line."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from sphinx.errors import ExtensionError

from .. import built
from ..built import COMPILED, COMPILED_WHOLE, WHOLE, ScriptsError, node, withdraw

__all__ = ["COMPILED", "COMPILED_WHOLE", "WHOLE", "add", "node", "provide", "run", "withdraw"]

_P = ParamSpec("_P")
_R = TypeVar("_R")


def _told(function: Callable[_P, _R]) -> Callable[_P, _R]:
    @functools.wraps(function)
    def telling(*args: _P.args, **options: _P.kwargs) -> _R:
        try:
            return function(*args, **options)
        except ScriptsError as error:
            raise ExtensionError(str(error)) from error

    return telling


run, provide, add = _told(built.run), _told(built.provide), _told(built.add)
