"""Whether a built site has every chapter, each with the models that its source makes.

usage: python -m scarce.site.complete SITE
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import yaml

_CELL = re.compile(r"^```\{code-cell\}.*?^```", re.MULTILINE | re.DOTALL)
_MODEL = re.compile(r"\bexplore\(")


def chapters(contents: Path) -> list[str]:
    """The files that a table of contents names."""
    table = yaml.safe_load(contents.read_text(encoding="utf-8"))
    return [table["root"], *(chapter["file"] for part in table["parts"] for chapter in part["chapters"])]


def missing(site: Path, book: Path) -> list[str]:
    """What the site lacks of the book, a line each."""
    found = []
    for name in chapters(book / "_toc.yml"):
        page = site / f"{name}.html"
        if not page.is_file():
            found.append(f"{name}: the page is missing")
            continue
        code = "".join(_CELL.findall((book / f"{name}.md").read_text(encoding="utf-8")))
        wanted, there = len(_MODEL.findall(code)), page.read_text(encoding="utf-8").count("data-model=")
        if there < wanted:
            found.append(f"{name}: the source makes {wanted} models, the page has {there}")
    return found if (site / "index.html").is_file() else [*found, "index.html is missing"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Say which chapters of this folder's book a built site lacks.")
    parser.add_argument("site", type=Path)
    lacking = missing(parser.parse_args().site, Path())
    print("\n".join(lacking) or "Every chapter is there, with its models.")
    sys.exit(bool(lacking))
