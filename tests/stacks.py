"""Tries the wheel of kernelless in plain projects of its own: each theme on each Sphinx, and a stock Jupyter Book 1.

Not among the tests, as it makes an environment for each (about 400 MB): `make stacks`. Names on the command line, such
as `sphinx9`, choose.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import plain
from chromium import FLAGS, ensure
from playwright.sync_api import sync_playwright

#: What pip is asked for besides the wheel.
STACKS = {
    "sphinx7.4": ["sphinx==7.4.*", "myst-nb", "furo", "pydata-sphinx-theme", "sphinx-book-theme", "ipykernel"],
    "sphinx8": ["sphinx==8.*", "myst-nb", "furo", "pydata-sphinx-theme", "sphinx-book-theme", "ipykernel"],
    "sphinx9": ["sphinx==9.*", "myst-nb", "furo", "pydata-sphinx-theme", "sphinx-book-theme", "ipykernel"],
    "jupyterbook1": ["jupyter-book<2", "ipykernel"],
}
#: What a stock Jupyter Book says on every page of its own accord.
STOCK = ("THEBE_JS_URL", "Got invalid theme mode")


def environment(folder, wanted):
    """The folder of the programs of a new environment, in which the wheel and some packages are installed."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    programs = folder / "bin"
    command = [programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
    subprocess.run(command, check=True)
    return programs


def run(programs, folder, name, *arguments):
    """What went wrong with a program of an environment, with no others at hand."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [programs / name, *arguments], cwd=folder, env=variables | {"PATH": str(programs)}, text=True,
        capture_output=True,
    )  # fmt: skip
    return "" if done.returncode == 0 else done.stderr.strip()[-300:]


def sites(stack, programs, folder):
    """The sites of a stack: of each the name, what went wrong with its build, and its page."""
    if stack == "jupyterbook1":
        folder.mkdir()
        (folder / "_config.yml").write_text("title: Lines\nsphinx:\n  extra_extensions: [kernelless.sphinx]\n")
        (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n")
        (folder / "index.md").write_text(plain.PAGE)
        wrong = run(programs, folder, "jupyter-book", "build", ".", "-W")
        yield "stock", wrong, folder / "_build" / "html" / "index.html"
        return
    for theme in plain.THEMES:
        site = plain.write(folder / theme, theme)
        yield (
            theme,
            run(programs, site, "sphinx-build", "-W", "-q", "-b", "html", ".", "html"),
            site / "html" / "index.html",
        )


def looked(browser, address):
    """What is wrong with a page, or nothing."""
    page, said = browser.new_page(), []
    page.on("console", lambda message: message.type in ("error", "warning") and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        plain.moves(page, address)
    except Exception as error:
        said.append(f"{type(error).__name__}: {error}".splitlines()[0])
    page.close()
    return [text for text in said if not any(known in text for known in STOCK)]


def main():
    """Try each, and say what came of it; ends with an error if any site fails."""
    failed = False
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=FLAGS)
        made = plain.wheel(Path(folder))
        for stack in sys.argv[1:] or STACKS:
            home = Path(folder, stack)
            home.mkdir()
            programs = environment(home / "env", [*STACKS[stack], str(made)])
            for name, wrong, page in sites(stack, programs, home / "sites"):
                complaints = [wrong] if wrong else looked(browser, page.as_uri())
                failed |= bool(complaints)
                print(f"{stack:14} {name:22} {'; '.join(complaints) or 'lives'}", flush=True)
        browser.close()
    sys.exit(failed)


if __name__ == "__main__":
    main()
