"""Runs Sphinx as often as it is asked to, each time in a process that has imported everything already.

A line of JSON on the standard input holds Sphinx's arguments and two files for what it says; its exit code is the
answer. Each build is a fork: what one changes in memory no other sees. The scripts of pages are bundled once.
"""

import functools
import json
import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

import jupyter_cache.executors
import myst_nb.sphinx_
import nbclient
import pydata_sphinx_theme
import sphinx.builders.html
from kernelless import built
from kernelless.sphinx import embed, pages, prose
from sphinx.cmd.build import main

#: Imported for the builds.
READY = (jupyter_cache.executors, myst_nb.sphinx_, nbclient, pydata_sphinx_theme, sphinx.builders.html)
READY += (embed, pages, prose)


def bundled(fill, scripts, folder):
    """The scripts and styles of pages, copied from where they were bundled first."""
    if not scripts.is_dir():
        fill(scripts)
    shutil.copytree(scripts, folder, dirs_exist_ok=True)


def build(arguments, out, err):
    """Sphinx's exit code; a message that ends a program is an error."""
    for number, file in ((1, out), (2, err)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    try:
        code = main(arguments)
    except SystemExit as ended:
        code = ended.code
        if isinstance(code, str):
            print(code, file=sys.stderr)
            code = 1
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code or 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        built._fill = functools.partial(bundled, built._fill, Path(folder) / "scripts")
        built._fill(Path(folder) / "first")
        for line in sys.stdin:
            child = os.fork()
            if not child:
                os._exit(build(*json.loads(line)))
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
