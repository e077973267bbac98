"""Hand homework out: ``python -m scarce.homework chapters/homework/part1.md --into class-b --variant 7``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from . import checks
from .source import CONFTEST, addresses, notebook


def write(source: Path, config: Path, folder: Path, variant: int = 0, *, solutions: bool = True) -> list[Path]:
    """Both notebooks of a part and what checks them; returns the files."""
    part, text, known = source.stem, source.read_text(encoding="utf-8"), addresses(config)
    checking = Path(str(checks(part).__file__))
    files = {"conftest.py": CONFTEST, checking.name: checking.read_text(encoding="utf-8")}
    for solution in (False, True)[: 1 + solutions]:
        made = notebook(text, part, variant, known, solution=solution)
        name = f"{part}-instructor.ipynb" if solution else f"{part}.ipynb"
        files[name] = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name in files]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m scarce.homework", description="Write the notebooks of homework.")
    parser.add_argument("source", nargs="+", type=Path, help="chapters/homework/part1.md, for one")
    parser.add_argument("--into", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--variant", type=int, default=0, help="other numbers for another class; 0 are the book's")
    parser.add_argument("--no-solutions", action="store_true", help="only what students get")
    parser.add_argument("--config", type=Path, default=Path("_config.yml"), help="the book's settings")
    given = parser.parse_args()
    for source in given.source:
        for file in write(source, given.config, given.into, given.variant, solutions=not given.no_solutions):
            print(file)


if __name__ == "__main__":
    main()
