"""Prose that follows a model, in a small book: opening values in the page, and mistakes that stop the build."""

import re
from contextlib import suppress
from html import unescape

import pytest
from book import HEAD, build
from docutils import nodes
from kernelless.sphinx import passes, prose
from sphinx.errors import ExtensionError

MODEL = """
import altair as alt, numpy as np
from kernelless import Parameter, explorer
parameters = [
    Parameter("growth", "Growth", 0.25, range=(-1, 1), step=0.05, format="+.0%"),
    Parameter("years", "Years", 2, range=(0, 50), step=1, format="d"),
    Parameter("limit", "Limit", np.inf, stops={"low": 2, "none at all": np.inf}),
]
chart = alt.Chart(alt.InlineData(values=[{}])).mark_point()
explorer(chart, parameters, outputs=lambda p: {"size": 1600 * (1 + p["growth"]) ** p["years"]},
         sentence=lambda p, out: f"It is {out['size']:.0f}.", name="city", scenario="shrinking",
         scenarios={"shrinking": {"growth": -0.5}, "bounded & long": {"years": 30, "limit": 2}})
```

"""


def page(text):
    return HEAD + MODEL + text + "\n"


PROSE = """
Growing by {number}`city.growth` for {number}`city.years` years, without {number}`city.limit` limit, the city has
{follow}`city.size ,.1f` people, {follow}`city.growth .1f` a year.
Look at {to}`the *long* run <city: bounded & long>`, {to}`what it was <city: shrinking>`,
or {to}`a boom <city: growth=0.5, years = 40,limit=Infinity>`
or {to}`a small place <city: limit=low>`.
"""


AFAR = "# Afar\n\nIt {to}`grew <city#city: bounded & long>`, then {to}`shrank <city#city: growth=-0.1>`.\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    done, html = build(tmp_path_factory.mktemp("prose") / "book", city=page(PROSE), afar=AFAR)
    assert done.returncode == 0, done.stderr
    return {name: (html / f"{name}.html").read_text() for name in ("city", "afar")}


@pytest.fixture(scope="module")
def text(pages):
    return pages["city"]


def test_numbers_and_followers_hold_the_opening_values(text):
    """The opening is a quarter of 1600, half lost each of two years."""
    found = re.findall(r'<span class="kl-follows"[^>]*data-shows="(\w+)"[^>]*>([^<]*)</span>', text)
    assert found == [
        ("growth", "−50%"), ("years", "2"), ("limit", "none at all"), ("size", "400.0"), ("growth", "−50%")
    ]  # fmt: skip
    assert 'data-follows="city" data-shows="size" data-format=",.1f"' in text


def test_links_are_addresses_of_states(text):
    links = re.findall(r'<a class="kl-to" href="([^"]*)">([^<]*)</a>', text)
    assert [(unescape(address), words) for address, words in links] == [
        ("#city?v=1&growth=0.25&years=30&limit=2", "the *long* run"),
        ("#city?v=1", "what it was"),
        ("#city?v=1&growth=0.5&years=40", "a boom"),
        ("#city?v=1&limit=2.0", "a small place"),
    ]


def test_a_link_leads_to_the_model_of_another_chapter(pages):
    links = re.findall(r'<a class="kl-to" href="([^"]*)">([^<]*)</a>', pages["afar"])
    assert [(unescape(address), words) for address, words in links] == [
        ("city.html#city?v=1&growth=0.25&years=30&limit=2", "grew"),
        ("city.html#city?v=1&growth=-0.1", "shrank"),
    ]


MISTAKES = {
    "{number}`town.growth`": ["model 'town'", "models: city"],
    "{number}`city.size`": ["city.size", "known: growth, years, limit"],
    "{follow}`city.sizes .1f`": ["city.sizes", "known: growth, years, limit, size"],
    "{follow}`city.size .3g`": ["city.size", "a format must read", "'.3g'"],
    "{follow}`city.size`": ["role follow must read `model.output format`", "`city.size`"],
    "{number}`growth`": ["role number must read `model.parameter`", "`growth`"],
    "{number}`city.growth .1f`": ["role number must read `model.parameter`", "`city.growth .1f`"],
    "{to}`there <city>`": ["role to must read `words <model: scenario>`", "`there <city>`"],
    "{to}`there <town: shrinking>`": ["model 'town'", "models: city"],
    "{to}`there <city: growing>`": ["'city: growing'", "scenarios: shrinking, bounded & long"],
    "{to}`there <city: height=2>`": ["'city: height=2'", "city has no 'height': growth, years, limit"],
    "{to}`there <city: years=2, growth>`": ["'city: years=2, growth'", "growth must be a number, got ''"],
    "{to}`there <away#city: shrinking>`": ["'away'", "no page"],
    "{to}`there <city: years=soon>`": ["years must be a number, got 'soon'"],
}


class Roles:
    """The roles as Sphinx calls them, and what they put into a page, without a build for each."""

    def __init__(self):
        self.roles, self.visitors, self.body, self.problems = {}, {}, [], []
        self.reporter = self
        prose.setup(self)

    def add_role(self, name, role):
        self.roles[name] = role

    def connect(self, *_, **__):
        """Nothing: no page is written here."""

    def add_node(self, node, html, **_):
        self.visitors[node] = html[0]

    def error(self, message, line):
        self.problems.append(f"line {line}: {message}")

    def problematic(self, *_):
        return None

    def markup(self, role):
        kind, text = re.fullmatch(r"\{(\w+)\}`(.*)`", role).groups()
        [[node], _] = self.roles[kind](kind, role, text, 3, self)
        if node is not None:
            with suppress(nodes.SkipNode):
                self.visitors[type(node)](self, node)
        return "".join(self.body)


@pytest.fixture(scope="module")
def models():
    names = {}
    exec(MODEL.split("```")[0].replace("\nexplorer(", "\nlive = explorer("), names)
    return {"city": names["live"].get_state()}


def nowhere(other):
    raise ExtensionError(f"page here links to {other!r}, which is no page")


@pytest.mark.parametrize(("role", "words"), MISTAKES.items(), ids=MISTAKES)
def test_a_mistake_is_refused_and_says_what_is_known(models, role, words):
    roles = Roles()
    markup = roles.markup(role)
    if not roles.problems:
        with pytest.raises(ExtensionError, match="page here") as error:
            prose.fill(passes.fragment(markup), models, "here", nowhere)
        roles.problems.append(str(error.value))
    for word in words:
        assert word in roles.problems[0]


@pytest.mark.parametrize(
    "role", ["{follow}`city.sizes .1f`", "{to}`there <city>`", "{to}`there <away#city: shrinking>`"]
)
def test_a_mistake_stops_the_build(tmp_path, role):
    done, _ = build(tmp_path / "book", chapter=page(role))
    assert done.returncode != 0
    for word in ["chapter", *MISTAKES[role]]:
        assert word in done.stderr


def test_a_page_without_a_model_cannot_follow_one(tmp_path):
    done, _ = build(tmp_path / "book", plain="# Plain\n\nIt grows by {number}`city.growth`.\n")
    assert done.returncode != 0
    assert "page plain follows model 'city', which is not on the page; models: none" in done.stderr
