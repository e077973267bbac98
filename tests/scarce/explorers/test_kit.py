"""What explorers are made of: settings with sources, places, marks, and what `explore` does and refuses."""

from dataclasses import replace

import altair as alt
import numpy as np
import pytest
from kernelless import Parameter
from kernelless.theme import INK, SURFACE
from scarce.explorers import kit

PARAMETERS = [
    Parameter("a", "A", 1.0, range=(0.0, 4.0), step=0.5),
    Parameter("b", "B", 10.0, stops=kit.stops(10, 1000)),
]
SCENARIOS = kit.Scenarios({"small": {"a": (0.5, "book2020")}, "large": {"a": 4, "b": 1000}})


def picture(ask, own):
    words = f"{'asked' if ask else 'not asked'}, {'own' if own else 'the model’s'}"
    return kit.layered(kit.text(kit.pixels(x=1, y=2), text=words), width=100, height=50, padding=(1, 2, 3, 4))


def toy(**options):
    return kit.Explorer(
        "toy", "A toy", PARAMETERS, SCENARIOS, picture, lambda p, out, own: f"It is {out['twice']:.0f}.",
        kit.Replaceable(lambda a: 2 * a, "twice(a)", [(1.0,), (3.0,)]),
        lambda p, formula: {"twice": formula(p["a"])},
        {"rows": ({"i": [0, 1]}, lambda p, row, formula: {"v": formula(p["a"]) + row["i"]})},
        **options,
    )  # fmt: skip


def test_a_value_without_a_source_is_assumed():
    assert SCENARIOS.sources == {"small": {"a": "book2020"}, "large": {"a": "assumed", "b": "assumed"}}
    assert SCENARIOS == {"small": {"a": 0.5}, "large": {"a": 4.0, "b": 1000.0}}
    assert SCENARIOS.opening == "small"


def test_it_opens_with_its_first_scenario_or_with_the_one_that_is_named():
    assert (toy().explore().a, toy().explore().twice) == (0.5, 1.0)
    assert (toy().explore(scenario="large").b, toy().explore(scenario="large").sentence) == (1000.0, "It is 8.")
    with pytest.raises(ValueError, match="known scenarios: small, large"):
        toy().explore(scenario="medium")


def test_a_formula_of_the_readers_own_is_computed_in_outputs_and_rows_and_known_as_such():
    live = toy().explore(lambda a: 3 * a)
    assert live.twice == 1.5
    assert live.evaluate(a=2, b=10).tables["rows"]["v"].tolist() == [6, 7]
    written = str(live._specification)
    assert "not asked, own" in written
    assert "not asked, the model’s" in str(toy().explore(lambda a: a + a)._specification)


def test_a_formula_where_there_is_none_to_replace_is_refused():
    plain = kit.Explorer("plain", "Plain", PARAMETERS, SCENARIOS, picture, lambda p, out, own: "It is.")
    with pytest.raises(TypeError, match="plain has no formula to replace"):
        plain.explore(lambda a: a)
    assert plain.explore().sentence == "It is."


def test_controls_behind_more_are_those_that_are_not_first():
    assert toy().explore()._kernelless["first"] == 2
    assert toy(first=["b"]).explore()._kernelless["first"] == 1
    assert toy(first=["b"]).explore(first=["a", "b"])._kernelless["controls"] == ["a", "b"]


def test_where_a_scenario_puts_things():
    explorer = toy()
    assert explorer.setting("small") == {"a": 0.5, "b": 10.0}
    assert explorer.stands({"a": 0.5, "b": 10.0}, "small")
    assert not explorer.stands({"a": 0.5, "b": 1000.0}, "small")
    assert explorer.stands({"a": 0.5, "b": 1000.0}, "small", "a")
    assert kit.every([np.array([True, True]), np.array([True, False])]).tolist() == [True, False]


def test_places_are_columns_expressions_or_pixels():
    plane = kit.Plane(alt.Scale(domain=[0, 1]), alt.Scale(domain=[0, 2]), None, alt.Axis(title="up"))
    chart = kit.rule(plane.of("from", "level", x2="until"), kit.rows("lines", "datum.shown"), color=INK).to_dict()
    assert chart["data"] == {"name": "lines"}
    assert chart["transform"] == [{"filter": "datum.shown"}]
    shown = {key: value.get("field") for key, value in chart["encoding"].items()}
    assert shown == {"x": "from", "y": "level", "x2": "until"}
    assert (chart["encoding"]["x"]["axis"], chart["encoding"]["y"]["axis"]) == (None, {"title": "up"})
    placed = kit.text(plane.at("best", 1.5) | kit.pixels(x2="width - 4"), text="=format(best, '.1f')").to_dict()
    assert placed["encoding"]["x"]["datum"] == {"expr": "best"}
    assert placed["encoding"]["y"]["datum"] == 1.5
    assert placed["encoding"]["x2"] == {"value": {"expr": "width - 4"}}
    assert placed["mark"]["text"] == {"expr": "format(best, '.1f')"}


def test_layers_share_their_scales_or_keep_them_apart():
    marks, size = [kit.text(kit.pixels(x=0, y=0), text="here")] * 2, {"width": 9, "height": 9, "padding": (0, 0, 0, 0)}
    assert "resolve" not in kit.layered(*marks, **size).to_dict()
    assert len(kit.layered(marks[0], [], marks[1:], **size).to_dict()["layer"]) == 2
    assert kit.layered(*marks, **size, apart=["x"]).to_dict()["resolve"] == {"scale": {"x": "independent"}}


def test_rimmed_words_are_drawn_twice_the_rim_first():
    rim, words = (one.to_dict() for one in kit.rimmed(kit.pixels(x=0, y=0), text="here", color=INK))
    assert (rim["mark"]["stroke"], rim["mark"].get("color")) == (SURFACE, None)
    assert (words["mark"].get("stroke"), words["mark"]["color"]) == (None, INK)


def test_a_model_can_open_with_another_scenario_than_the_first():
    settings = {"small": {"a": 0.5}, "large": {"a": 4}}
    assert (kit.Scenarios(settings).opening, kit.Scenarios(settings, "large").opening) == ("small", "large")


def test_tables_that_hold_words_are_told_whether_the_formula_is_the_readers_own():
    def tables(_, own):
        return {"words": ({"i": [0]}, lambda p, row, formula: {"says": "yours" if own else "the model’s"})}

    def said(formula=None):
        return replace(toy(), tables=tables).explore(formula).evaluate().tables["words"]["says"].tolist()

    assert (said(), said(lambda a: 3 * a)) == (["the model’s"], ["yours"])


def test_how_many_conditions_hold():
    assert kit.count([np.array([True, True]), np.array([True, False])]).tolist() == [2, 1]


def test_words_stand_beside_their_place():
    assert kit.beside("late", 4) == {"align": "=late ? 'right' : 'left'", "dx": "=late ? -4 : 4"}


def test_what_is_costly_to_make_is_made_when_a_model_is():
    made = []

    def index():
        made.append(True)
        return {"i": [0, 1, 2]}

    late = replace(toy(), tables={"rows": (index, lambda p, row, formula: {"v": row["i"] + p["a"]})})
    assert not made
    assert late.explore().evaluate(a=1, b=10).tables["rows"]["v"].tolist() == [1, 2, 3]


def test_choices_are_numbered_and_found_by_their_numbers():
    assert kit.choices(["by pay", "by layer"]) == {"by pay": 0.0, "by layer": 1.0}
    assert kit.entry(["by pay", "by layer"], 1.0) == "by layer"
    assert kit.entry([str(i) for i in range(100)], 99.0) == "99"


def goal(**options):
    return kit.Goal("Get to four.", lambda p, out: out["twice"] / 8, "small", "Done: four.", **options)


def progress(goal, **settings):
    [found] = toy(challenges=[goal]).explore().evaluate(**settings).progress
    return found


def test_progress_counts_while_what_a_goal_keeps_stands_where_its_scenario_puts_it_and_while_it_is_fair():
    assert progress(goal(), a=4, b=1000) == 1
    assert (progress(goal(keeps=["b"]), a=4, b=10), progress(goal(keeps=["b"]), a=4, b=1000)) == (1, 0)
    fair = {"fair": lambda p, out: out["twice"] < 7}
    assert (progress(goal(**fair), a=3, b=1000), progress(goal(**fair), a=4, b=1000)) == (0.75, 0)
    assert progress(goal(keeps=["b"], **fair), a=3, b=1000) == 0


def test_a_goal_met_by_a_formula_of_the_readers_own_draws_no_conclusion():
    def done(formula=None):
        [found] = toy(challenges=[goal()]).explore(formula)._kernelless["extras"]["challenges"]
        return found["done"]

    assert (done(), done(lambda a: 3 * a)) == ("Done: four.", "Done, by your own formula.")


def test_of_a_readers_formula_that_gives_no_number_no_more_is_said():
    live = toy().explore(lambda a: np.where(a > 1, np.nan, a))
    assert live.untraced == ""
    assert (live.evaluate(a=1, b=10).sentence, live.evaluate(a=2, b=10).sentence) == (
        "It is 1.", "At this setting your formula gives no number.",
    )  # fmt: skip


def test_what_is_worked_out_beforehand_is_made_of_the_formula_once():
    made = []

    def prepare(formula):
        made.append(formula(1.0))
        return lambda a: made[-1] * a

    formula = replace(toy().formula, prepare=prepare)
    assert replace(toy(), formula=formula).explore().evaluate(a=3, b=10).sentence == "It is 6."
    assert replace(toy(), formula=formula).explore(lambda a: 5 * a).evaluate(a=3, b=10).sentence == "It is 15."
    assert made == [2, 5]


def test_a_guess_is_a_dashed_mark_and_its_name_where_one_is_asked_for():
    assert kit.guessed(False, "tick", kit.pixels(x=1, y=2)) == []
    tick, name = (
        one.to_dict() for one in kit.guessed(True, "tick", kit.pixels(x=1, y=2), look={"size": 40}, align="right")
    )
    assert (tick["mark"]["type"], tick["mark"]["size"], tick["mark"]["strokeDash"]) == ("tick", 40, [3, 2])
    assert (name["mark"]["text"], name["mark"]["align"]) == ("your guess", "right")
    assert tick["transform"] == name["transform"] == [{"filter": "isValid(guess)"}]
    line, apart = (
        one.to_dict() for one in kit.guessed(True, "rule", kit.pixels(x=1), kit.rows("row"), kit.pixels(x=3), text="?")
    )
    assert (line["data"], apart["data"]) == ({"name": "row"}, {"name": "row"})
    assert (line["encoding"]["x"]["value"], apart["encoding"]["x"]["value"], apart["mark"]["text"]) == (1, 3, "?")
