"""What pyproject.toml cannot say: the pages' scripts are built before they are packed, so that authors need no Node.

They are built wherever the packages of `frontend` are installed. Without those a wheel is good for notebooks alone, and
`kernelless.sphinx` says so.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).parent.resolve()
FRONTEND = HERE / "frontend"


def build_scripts() -> None:
    """Build the scripts anew from their sources; an archive of sources brings them built."""
    node, built = shutil.which("node"), FRONTEND / "built"
    if (HERE / "PKG-INFO").is_file():
        return
    shutil.rmtree(built, ignore_errors=True)
    if node and (FRONTEND / "node_modules").is_dir():
        subprocess.run([node, str(FRONTEND / "build.mjs"), str(built), str(built / "tools")], check=True)
    else:
        logging.warning("no scripts for pages in this wheel: they need Node, and `npm ci` in %s", FRONTEND)


class BuildPython(build_py):
    """Scripts first; an editable installation uses the sources."""

    def run(self) -> None:
        """Build."""
        if not self.editable_mode:
            build_scripts()
            shutil.rmtree(self.build_lib, ignore_errors=True)  # what an earlier build left would be packed too
            self.__dict__.pop("data_files", None)  # listed before the scripts were there
        super().run()

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        """Every module but this one, which is beside them and no part of the package."""
        return [each for each in super().find_package_modules(package, package_dir) if each[1] != "setup"]


class PackSources(sdist):
    """An archive of sources holds the built scripts too: whoever makes a wheel of it needs no Node."""

    def run(self) -> None:
        """Pack."""
        build_scripts()
        super().run()


setup(cmdclass={"build_py": BuildPython, "sdist": PackSources})
