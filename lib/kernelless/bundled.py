"""A script with Vega in it, bundled once for all kernels of a user, as each would take more than a second for it."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from importlib.metadata import version
from pathlib import Path

import platformdirs
import vl_convert

#: How many scripts are kept: one for each version and wording that is in use, and some to spare.
KEPT = 8


def folder() -> Path:
    """Where the scripts are kept: in the user's folder for what can be made anew."""
    return platformdirs.user_cache_path("kernelless")


def bundled(source: str, vl_version: str) -> str:
    """A module as one script with the packages that it imports, those of this Vega-Lite.

    It is kept under the digest of all that went into it; where nothing can be kept, it is made each time.
    """
    parts = (source, vl_version, version("vl-convert-python"))
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    file = folder() / f"{digest}.js"
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        script: str = vl_convert.javascript_bundle(source, vl_version=vl_version)
    with contextlib.suppress(OSError):
        _keep(file, script)
    return script


def _keep(file: Path, script: str) -> None:
    """Write a script whole or not at all, as other kernels may look for it now; the oldest ones go."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, encoding="utf-8", delete=False) as begun:
        begun.write(script)
    Path(begun.name).replace(file)
    newest = sorted(file.parent.glob("*.js"), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in newest[KEPT:]:
        old.unlink(missing_ok=True)
