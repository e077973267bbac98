"""Each chapter as a notebook: plain Markdown and code that runs wherever the package can be had.

What only this book's pages understand (numbers that can be dragged, links that set a model, citations) becomes text,
and so does a cell that only writes a text. The pages offer these notebooks to take away, and the launch opens them:
``python -m scarce.notebooks chapters --into launch`` makes them without a builder of books.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import jupytext
import yaml
from kernelless import LiveChart
from kernelless.words import opening
from pybtex.database import BibliographyData, Entry, parse_file

from . import _addresses, _install
from .data import verdict
from .data.findings import CLAIMS, by_key

#: What makes a page a chapter with code.
_CELL = re.compile(r"^```\{code-cell\}", re.MULTILINE)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_BOX = re.compile(
    r"^(:{3,})\{(?:admonition|note|tip|hint|warning|important|seealso)\} ?([^\n]*)\n(?::[^\n]*\n)*\n*(.*?)^\1$",
    re.DOTALL | re.MULTILINE,
)
#: What a notebook cannot show: a role, a directive or an attribute.
_LEFT = re.compile(r"\{[a-z][\w:-]*\}`[^`]*`|^(?:```|:{3,})\{(?!code-cell)[^}]*\}|\]\{[.#][^}]*\}", re.MULTILINE)
_FORMULA = re.compile(r"```\{math\}\n(?::label: (\S+)\n)?\n?(.*?)```", re.DOTALL)
_EXERCISE = re.compile(r"^:::\{exercise\} (\w+)\n:label: \S+\n+(.*?)^:::$", re.DOTALL | re.MULTILINE)
_SOLUTION = re.compile(r"^:::\{solution\} \S+\n(?::class: dropdown\n)?\n*(.*?)^:::$", re.DOTALL | re.MULTILINE)
_QUESTION = re.compile(r"^::::\{admonition\} ([^\n]+)\n:class: quiz\n+(.*?)^::::$", re.DOTALL | re.MULTILINE)
_FINDING = re.compile(r"\{finding\}`(!?)(?:([^`<>]+?)\s*<(\w+)>|(\w+))`")
_VERDICT = re.compile(r"\{verdict\}`(\w+)`")
_STEP = re.compile(r"```\{evidence\} (\w+)\n((?::[^\n]*\n)+)\n*(.*?)```", re.DOTALL)
_FINDINGS = re.compile(r"```\{(?:findings|evidence-table)\}[^\n]*\n+```")
_OPTION = re.compile(r"^:::\{dropdown\} ([^\n]+)\n(.*?)^:::$", re.DOTALL | re.MULTILINE)


@cache
def _works(path: str) -> BibliographyData:
    return parse_file(path)


def authors(entry: Entry) -> str:
    """The authors of a work as a text names them, or the work's title where it has none."""
    people = entry.persons.get("author", [])
    names = [" ".join(map(str, [*person.prelast_names, *person.last_names])).strip("{}") for person in people]
    if not names:
        return str(entry.fields["title"]).replace("{", "").replace("}", "")
    return names[0] if len(names) == 1 else " and ".join(names) if len(names) == 2 else f"{names[0]} et al."


def folded(words: str, text: str) -> str:
    """Text under words that open it, in Markdown."""
    return f"<details>\n<summary>{words}</summary>\n\n{text.strip()}\n\n</details>"


def unquizzed(text: str) -> str:
    """Markdown with exercises, solutions and questions as text; exercises are numbered."""
    text = _QUESTION.sub(
        lambda found: "\n\n".join([f"**{found[1]}**", *(folded(*option) for option in _OPTION.findall(found[2]))]), text
    )
    text = _BOX.sub(lambda found: f"**{found[2] or 'Note'}**\n\n{found[3].strip()}", text)
    numbers = count(1)
    text = _EXERCISE.sub(lambda found: f"**Exercise {next(numbers)}** ({found[1]}). {found[2].strip()}", text)
    return _SOLUTION.sub(lambda found: folded("Solution", found[1]), text)


def sourced(text: str) -> str:
    """Markdown with the words of findings and verdicts in place of their keys; their lists stay with the pages."""

    def said(match: re.Match[str]) -> str:
        finding = by_key(match[3] or match[4])
        return (match[2] or finding.words) + ("" if match[1] else f" {{cite}}`{finding.source}`")

    def step(match: re.Match[str]) -> str:
        change = re.search(r"^:change: (.+)$", match[2], re.MULTILINE)
        head = f"### {match[1]} · {CLAIMS[match[1]]}: {verdict(match[1])}"
        return f"{head}\n\n{match[3].strip()}\n\n*What would change the verdict:* {change[1] if change else ''}"

    for pattern, replacement in ((_STEP, step), (_FINDINGS, ""), (_FINDING, said)):
        text = pattern.sub(replacement, text)
    return _VERDICT.sub(lambda match: f"**{verdict(match[1])}**", text)


def _cited(entry: Entry, listed: str) -> str:
    """A work by authors and year, as a link: to the work, or to where the book lists it."""
    doi = f"https://doi.org/{entry.fields['doi']}" if "doi" in entry.fields else ""
    return f"[{authors(entry)}, {entry.fields.get('year', 'undated')}]({entry.fields.get('url') or doi or listed})"


def plain(
    text: str,
    works: BibliographyData,
    models: dict[str, Any],
    links: dict[str, tuple[str, str]],
    addresses: dict[str, str],
) -> str:
    """Markdown that any notebook shows.

    `models` gives the state of each of the chapter's models, `links` the title and address of each of the book's pages,
    and `addresses` those that the book writes about itself. What would show raw is a `ValueError`.
    """
    text = sourced(unquizzed(text))
    labels = {label: i for i, (label, _) in enumerate(_FORMULA.findall(text), 1)}

    def formula(found: re.Match[str]) -> str:
        tag = f" \\tag{{{labels[found[1]]}}}" if found[1] else ""
        return f"$$\n{found[2].strip()}{tag}\n$$"

    def cited(found: re.Match[str]) -> str:
        return (
            "("
            + "; ".join(_cited(works.entries[key.strip()], links["references"][1]) for key in found[1].split(","))
            + ")"
        )

    def said(found: re.Match[str]) -> str:
        model, _, rest = found[1].partition(".")
        name, _, form = rest.partition(" ")
        return opening(models[model], model, name, form)

    def linked(found: re.Match[str]) -> str:
        title, address = links[found[2]]
        return f"[{found[1] or title}]({address}{found[3] or ''})"

    def named(found: re.Match[str]) -> str:
        words = re.fullmatch(r"(.+?)\s*<(\w+)>", found[1], re.DOTALL)
        return f"[{words[1]}]({addresses[words[2]]})" if words else f"<{addresses[found[1]]}>"

    for pattern, replacement in (
        (_FORMULA, formula),
        (re.compile(r"\{address\}`([^`]+)`"), named),
        (re.compile(r"\{eq\}`([^`]+)`"), lambda found: f"({labels[found[1]]})"),
        (re.compile(r"\{cite\}`([^`]+)`"), cited),
        (re.compile(r"\{(?:number|follow)\}`([^`]+)`"), said),
        (re.compile(r"\{to\}`([^`]+?)\s*<[^`]*>`"), r"*\1*"),
        (re.compile(r"\{(?:term|doc)\}`([^`<]+?)(?:\s*<[^`]*>)?`"), r"\1"),
        (re.compile(r"\[([^\]]*)\]\((\w+)\.md(#[^)\s]*)?\)"), linked),
        (re.compile(r"\[([^\]]*)\]\{\.\w+\}"), r"*\1*"),
    ):
        text = pattern.sub(replacement, text)
    if left := _LEFT.search(text):
        raise ValueError(f"a notebook has no words for {left[0]!r}: `plain` in scarce/notebooks.py must give some")
    return text


def _value(code: str, names: dict[str, Any]) -> Any:
    """Run a cell among `names`; returns what its last line gives, as a notebook does."""
    *body, last = ast.parse(code).body
    if not isinstance(last, ast.Expr):
        body, last = [*body, last], ast.Expr(ast.Constant(None))
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)


def _codes(source: str) -> list[str]:
    return [cell["source"] for cell in jupytext.reads(source, fmt="md:myst").cells if cell["cell_type"] == "code"]


def openings(source: str) -> dict[str, dict[str, Any]]:
    """The state of each model that a chapter's cells show, by its name; the cells are run."""
    names: dict[str, Any] = {}
    shown = [_value(code, names) for code in _codes(source)]
    return {live._kernelless["name"]: live.get_state() for live in shown if isinstance(live, LiveChart)}


def _written(codes: list[str]) -> Iterator[str | None]:
    """The text of each cell that ends in ``Markdown(…)``; None for other cells. Of those only the imports are run."""
    names: dict[str, Any] = {}
    for code in codes:
        tree = ast.parse(code)
        match tree.body[-1]:
            case ast.Expr(ast.Call(ast.Name("Markdown"))):
                yield _value(code, names).data
            case _:
                imports: list[ast.stmt] = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
                exec(compile(ast.Module(imports, []), "<cell>", "exec"), names)
                yield None


def notebook(source: str, **known: Any) -> dict[str, Any]:
    """A chapter's source as a notebook; `known` as for `plain`."""
    body = jupytext.reads(plain(source, **known), fmt="md:myst")
    texts = _written(_codes(source))
    install = {
        "cell_type": "code", "metadata": {},
        "source": _install.CELL.format(repository=known["addresses"]["repository"]),
    }  # fmt: skip
    cells = [dict(cell) for cell in (body.cells[0], install, *body.cells[1:])]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"  # those given are random, and two builds would differ
        text = next(texts) if cell["cell_type"] == "code" and cell is not cells[1] else None
        if text is not None:
            cells[number] = {
                "id": cell["id"], "cell_type": "markdown", "metadata": {}, "source": plain(text, **known),
            }  # fmt: skip
        elif cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    kernel = {"kernelspec": body.metadata["kernelspec"], "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


def encoded(made: dict[str, Any]) -> str:
    """A notebook as the text of its file."""
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def has_code(file: Path) -> bool:
    """Whether a page is a chapter with code, and so has a notebook."""
    return bool(_CELL.search(file.read_text(encoding="utf-8")))


def works(file: Path) -> BibliographyData:
    """The bibliography, read once."""
    return _works(str(file))


def write(sources: Path, config: Path, folder: Path) -> list[Path]:
    """The notebook of each chapter with code in a folder of the book; returns the files."""
    addresses = _addresses.known(yaml.safe_load(config.read_text(encoding="utf-8")))
    pages = {file.stem: file.read_text(encoding="utf-8") for file in sorted(sources.glob("*.md"))}
    links = {
        name: (found[1].strip(), _addresses.page(addresses["site"], f"{sources.name}/{name}"))
        for name, text in pages.items() if (found := _TITLE.search(text))
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name in (name for name in pages if has_code(sources / f"{name}.md")):
        known = {"works": works(sources / "references.bib"), "links": links, "addresses": addresses}
        made = notebook(pages[name], models=openings(pages[name]), **known)
        files.append(folder / f"{name}.ipynb")
        files[-1].write_text(encoded(made), encoding="utf-8")
    return files


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m scarce.notebooks", description="Write the chapters as notebooks.")
    parser.add_argument("sources", type=Path, help="the folder of the chapters")
    parser.add_argument("--into", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--config", type=Path, default=Path("_config.yml"), help="the book's settings")
    given = parser.parse_args()
    try:
        for file in write(given.sources, given.config, given.into):
            print(file)
    except (OSError, ValueError) as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
