"""Numbers by chapter: Figure 3.1, formula (3.2), Exercise 3.4. A page on its own counts from 1; a book cannot."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from .contents import Entry

_COUNTED = re.compile(r"\((\d+)\)")
_SOUP = BeautifulSoup("", "html.parser")


def made(name: str, text: str = "", **attributes: str) -> Tag:
    """A new tag; `class_` stands for the attribute of that name, and an underscore for a hyphen."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    tag = _SOUP.new_tag(name, attrs=named)
    if text:
        tag.string = text
    return tag


def title(article: Tag, entry: Entry) -> str:
    """The page's title, which gets the chapter's number before it; the opening page goes without."""
    heading = article.find("h1")
    if heading is None:
        return entry.name
    words = heading.get_text().strip()
    if entry.number == "0":
        return words
    heading.insert(0, made("span", f"{entry.number} ", class_="print-number"))
    return f"{entry.number} {words}"


def figures(article: Tag, entry: Entry, live: str) -> list[str]:
    """Number the page's models; the caption is the model's title and sentence, and where it moves."""
    numbered = []
    for count, model in enumerate(article.select("section[data-model]"), 1):
        number = f"{entry.number}.{count}"
        model["id"] = f"model-{model['data-model']}"
        model["class"] = "kl print-figure"
        del model["data-state"]
        figure, sentence = model.select_one("figure.kl-figure"), model.select_one("p.kl-sentence")
        if figure is not None and sentence is not None:
            _name(figure)
            figure.append(_caption(number, str(model["aria-label"]), sentence, f"{live}#{model['data-model']}"))
            numbered.append(number)
    return numbered


def _name(figure: Tag) -> None:
    """Give the picture itself the name that its place has: of a printed page's pictures only those have one that do."""
    picture = figure.select_one("[role=img][aria-label]")
    svg = picture and picture.find("svg")
    if picture and isinstance(svg, Tag):
        figure["role"] = "group"
        svg["role"], svg["aria-label"] = picture["role"], picture["aria-label"]
        del picture["role"], picture["aria-label"], svg["aria-hidden"]


def _caption(number: str, name: str, sentence: Tag, address: str) -> Tag:
    caption = made("figcaption", class_="print-caption")
    caption.append(made("strong", f"Figure {number}."))
    caption.append(f" {name}. ")
    caption.extend(list(sentence.extract().contents))
    caption.append(" ")
    caption.append(made("a", "Move it.", href=address))
    return caption


def formulas(article: Tag, entry: Entry) -> None:
    """Number the page's formulas by chapter, and every reference to one alike."""
    for place in article.select('.eqno, a[href^="#equation-"]'):
        for text in place.find_all(string=_COUNTED):
            text.replace_with(_COUNTED.sub(rf"({entry.number}.\1)", text))


def exercises(article: Tag, entry: Entry) -> None:
    """Number the page's exercises and their solutions by chapter."""
    for place in article.select(".exercise > p.rubric, details.solution > summary"):
        for text in place.find_all(string=re.compile(r"(Exercise|Solution) \d+")):
            text.replace_with(re.sub(r"(Exercise|Solution) (\d+)", rf"\1 {entry.number}.\2", text))
