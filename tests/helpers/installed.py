"""Programs that the tests need and Python's packages do not bring: found, or on Debian as root installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def find(variable, names):
    """The path of a program: what the environment's `variable` says, or the first of `names` that is there."""
    named = os.environ.get(variable)
    return next((path for name in ([named] if named else names) if (path := shutil.which(name))), None)


def ensure_programs(what, programs, packages):
    """The paths of `programs`, a dict of an environment variable to names; one that is missing is installed.

    Where that cannot be done, the tests end with one line that says how.
    """
    paths = [find(*program) for program in programs.items()]
    if not all(paths) and Path("/etc/debian_version").exists() and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", *packages], check=True, stdout=subprocess.DEVNULL)
        paths = [find(*program) for program in programs.items()]
    if not all(paths):
        missing = [variable for variable, path in zip(programs, paths, strict=True) if not path]
        sys.exit(
            f"Browser tests need {what}: install it (Debian: apt-get install {' '.join(packages)}) "
            f"or set {' and '.join(missing)}."
        )
    return paths
