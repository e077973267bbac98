"""A picture with a colour scheme or a map has them in the page too; others come with the smaller script."""

import re

import pytest
from book import HEAD, build

START = (
    HEAD
    + """
import altair as alt
from kernelless import Parameter, Table, explorer

a = Parameter("a", "Height", 2, range=(1, 5), step=1)
bars = Table({"x": [0.0, 1.0, 2.0]}, lambda p, row: {"y": p["a"] * (row["x"] + 1)})

def model(chart):
    return explorer(chart, [a], outputs=lambda p: {"twice": 2 * p["a"]}, tables={"bars": bars}, name="kind")

bar = alt.Chart(alt.NamedData("bars")).mark_bar().encode(x="x:O", y="y:Q")
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]]]}
"""
)
KINDS = {
    "usual": 'bar.encode(color=alt.Color("x:N", scale=alt.Scale(scheme="tableau10")))',
    "scheme": 'bar.encode(color=alt.Color("x:N", scale=alt.Scale(scheme="category10")))',
    "map": (
        'alt.layer(bar, alt.Chart(alt.Data(values=[{"type": "Feature", "geometry": SQUARE}]))'
        '.mark_geoshape(fill="#123456").project("mercator"))'
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pages = {kind: f"{START}model({chart})\n```\n" for kind, chart in KINDS.items()}
    done, html = build(tmp_path_factory.mktemp("books") / "kinds", **pages)
    assert done.returncode == 0, done.stderr
    return html


def colours(picture):
    """What the shapes of a picture are filled with."""
    return sorted(re.findall(r'<path [^>]*?fill="(#\w+)"', picture))


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_draws_what_was_drawn_when_it_was_built(site, visit, kind):
    text = (site / f"{kind}.html").read_text()
    assert ("chart-whole.js" in text) == (kind != "usual")
    assert ("kernelless/chart.js" in text) == (kind == "usual")
    seen = visit()
    seen.page.goto((site / f"{kind}.html").as_uri())
    seen.page.locator("[data-live]").wait_for()
    assert (seen.complaints, seen.foreign) == ([], [])
    [still] = re.findall(r"<svg [^>]*kl-wide.*?</svg>", text, re.DOTALL)
    assert colours(still)
    view = seen.page.locator(".kl-view svg").first.evaluate("svg => svg.outerHTML")
    assert colours(view) == colours(still)
