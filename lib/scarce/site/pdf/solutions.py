"""Answers at the end of the book: solutions of exercises, and the reasons to a question's options."""

from __future__ import annotations

from string import ascii_lowercase

from bs4 import Tag

from .contents import Entry
from .numbers import made


def taken(article: Tag, entry: Entry, title: str) -> Tag | None:
    """The page's answers as a section of their own, taken out of its article; None where it has none.

    What stays behind links to its answer, and the answer back. A solution is that of the exercise before it.
    """
    questions = [
        _question(question, f"{entry.number}.{number}", f"{entry.slug}--answer-{number}")
        for number, question in enumerate(article.select(".quiz"), 1)
    ]
    exercises = [
        _solution(solution, f"{entry.slug}--solution-{number}")
        for number, solution in enumerate(article.select("details.solution"), 1)
    ]
    if not questions and not exercises:
        return None
    section = made("section", class_="print-answers")
    section.append(made("h2", title, class_="print-h1"))
    section.extend([*questions, *exercises])
    return section


def _solution(solution: Tag, name: str) -> Tag:
    """A solution for the end of the book."""
    exercise = solution.find_previous(class_="exercise")
    summary = solution.find("summary")
    words = summary.extract().get_text().strip() if summary else "Solution"
    answer = made("div", class_="print-solution", id=name)
    if exercise is not None and exercise.get("id"):
        answer.append(_heading(words, str(exercise["id"])))
        exercise.append(made("p", class_="print-see"))
        exercise.select(".print-see")[-1].append(made("a", words, href=f"#{name}"))
    else:
        answer.append(_heading(words, ""))
    answer.extend(list(solution.contents))
    solution.decompose()
    return answer


def _heading(words: str, back: str) -> Tag:
    heading = made("p", class_="print-answer")
    heading.append(made("a", words, href=f"#{back}") if back else words)
    return heading


def _question(question: Tag, number: str, name: str) -> Tag:
    """The reasons to a question's options, for the end of the book; the options stay, as a list."""
    words = question.select_one(".quiz-question")
    if words is None:
        raise ValueError("a question must have its words in an element of class quiz-question")
    words.insert(0, made("span", f"Question {number} "))
    words["id"] = words.get("id") or f"{name}-asked"
    answer = made("div", class_="print-solution", id=name)
    answer.append(_heading(f"Question {number}", str(words["id"])))
    options, reasons = made("ol", class_="print-options", type="a"), made("dl", class_="print-reasons")
    for letter, option in zip(ascii_lowercase, question.select("details.option"), strict=False):
        options.append(_item(option))
        reasons.append(made("dt", f"{letter})"))
        reasons.append(_rest(option))
        option.decompose()
    see = made("p", class_="print-see")
    see.append(made("a", f"Answer {number}", href=f"#{name}"))
    question.extend([options, see])
    answer.append(reasons)
    return answer


def _item(option: Tag) -> Tag:
    item, summary = made("li"), option.find("summary")
    if summary is not None:
        item.extend(list(summary.extract().contents))
    return item


def _rest(option: Tag) -> Tag:
    reason = made("dd")
    reason.extend(list(option.contents))
    return reason
