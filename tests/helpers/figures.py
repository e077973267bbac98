"""The figures in a chapter's running text that nobody vouches for.

A figure is a number in digits, with its sign and its unit. It is vouched for if it stands in a finding, or is one of
the numbers of a finding's row in the same sentence (its size, its interval); if it follows a model, or a claim that
`tests/chapters/test_figures.py` computes again; or if its sentence says *assumed*.

By their form, and not by a list, these are no figures: years and spans of years, codes of steps, numbers of list items,
nought and one as the ends of a scale, settings of a model (a symbol and its value, or what a link sets), formulas, code
and addresses. Questions, exercises and solutions have a test of their own (test_exercises.py).
"""

import re

from scarce.data.findings import by_key

_LINES = re.DOTALL | re.MULTILINE
#: Directives that hold running text.
_TEXT = re.compile(
    r"^(?P<open>(?P<fence>`{3,})\{(?:evidence|epigraph|note)\}[^\n]*)\n(?P<body>.*?)^(?P=fence)$", _LINES
)
#: What is no running text: front matter, code and directives that hold none, questions, exercises and solutions.
_ASIDE = (
    r"\A---\n.*?^---$",
    r"^(?P<fence>`{3,})[^\n]*\n.*?^(?P=fence)$",
    r"^::::\{admonition\} [^\n]*\n:class: quiz\n.*?^::::$",
    r"^:::\{(?:exercise|solution)\}.*?^:::$",
    r"^## (?:Sources|Exercises)\n.*?(?=^## |\Z)",
    r"^:{3,}[^\n]*$",
    r"^:(?!n:|change:)[\w-]+:[^\n]*$",  # an option; of a step's options two are read
)
_YEAR = r"(?:1[5-9]|20)\d\d"
#: What stands in the text and is no figure, by its form.
_NONE = (
    r"\{(?!finding)[\w:]+\}`[^`]*`",
    r"\$\$.*?\$\$",
    r"\$[^$\n]*\$",
    r"(?<!\})`[^`]*`",
    r"\]\([^)]*\)",
    r"\bhttps?://\S+",
    r"\b[AB]\d{1,2}[a-f]?\b",
    r"^\s*(?:: )?\d+\. ",
    rf"(?<![\w.,–-]){_YEAR}(?:(?:–|-| to | and )(?:{_YEAR}|\d\d))?(?:/\d\d)?s?(?![\w%]|[.,]\d| [%×])",
    r"(?<![^\W\d_])[^\W\d_](?:_\w+)?\*? (?:=|at|is|below|above|from|to|near) [−+]?(?:\d+(?:\.\d+)?|\.\d+)(?! ?%)",
    r"(?<![\w.,])[−+]?[01](?![\w%]|[.,]\d| ?%| (?:million|billion|thousand|hundred)| of \d)",
    r"\b(?:GPT|NET|Claude|Part|part)[ -]?\d[\d.]*",
)
_FIGURE = re.compile(r"[−+]?(?:\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)(?:\s?%)?")
_FINDING = re.compile(r"\{finding\}`!?(?:[^`<>]+?\s*<(\w+)>|(\w+))`")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z*({\[“\"-])|\n\s*\n|\n(?=\s*[-*|#>] )")
_ASSUMED = re.compile(r"\bassumed?\b", re.IGNORECASE)


def _blank(text, pattern):
    return re.sub(pattern, lambda found: re.sub(r"\S", " ", found[0]), text, flags=_LINES)


def claimed(text, templates):
    """The text without the figures of claims that are computed again; a claim's gaps hold one figure each."""
    for template in templates:
        pieces = (r"\s+".join(map(re.escape, piece.split(" "))) for piece in template.split("{}"))
        text = re.sub(r"([^\s,;)]+)".join(pieces), lambda found: re.sub(r"\d", " ", found[0]), text, flags=re.MULTILINE)
    return text


def number(figure):
    """A figure's digits, without sign and unit."""
    return float(re.sub(r"[^\d.]", "", figure))


def of_rows(keys):
    """Every number that the rows of these findings hold."""
    known = set()
    for finding in map(by_key, keys):
        for entry in (finding.measured, finding.words, finding.n_of, finding.setting, finding.period):
            known |= {number(found) for found in _FIGURE.findall(entry)}
        known |= {abs(value) for value in (finding.n, finding.estimate, finding.low, finding.high) if value is not None}
    return known


def unvouched(text, templates=()):
    """The figures for which neither a finding nor a computation nor an assumption stands, each with its sentence."""
    text = _TEXT.sub(lambda found: f"{' ' * len(found['open'])}\n{found['body']}", text)
    for pattern in _ASIDE:
        text = _blank(text, pattern)
    text = claimed(text, templates)
    text = re.sub(r"\{to\}`([^`<]*)<[^`]*>`", r"\1", text)
    for pattern in _NONE:
        text = _blank(text, pattern)
    left = []
    for sentence in _SENTENCE.split(text):
        if not _ASSUMED.search(sentence):
            known = of_rows(filter(None, (key for pair in _FINDING.findall(sentence) for key in pair)))
            figures = _FIGURE.findall(_FINDING.sub(" ", sentence))
            left += [(each, " ".join(sentence.split())) for each in figures if number(each) not in known]
    return left
