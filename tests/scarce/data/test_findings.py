"""The findings: refused in words where a row is broken, sourced, and weighed by a rule that a reader can follow."""

import csv
import io
import itertools
import re
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from pybtex.database import parse_file
from scarce.data import DataError, findings, verdict
from scarce.data.findings import (
    COLUMNS,
    DEVIATIONS,
    FILE,
    NAMES,
    STEPS,
    STRENGTHS,
    VERDICT_DIRECTIONS,
    Verdict,
    by_key,
    by_rule,
    of_step,
    read,
    stands,
    weights,
)

BIBLIOGRAPHY = Path(__file__).parents[3] / "chapters" / "references.bib"
GOOD = {
    "key": "cui2026coding_output",
    "steps": "A1 B4",
    "measured": "tasks completed with an AI that completes code",
    "unit": "% change in output per worker",
    "estimate": "26.08",
    "low": "5.9",
    "high": "46.3",
    "n": "4867",
    "n_of": "developers",
    "setting": "three firms",
    "country": "",
    "period": "",
    "design": "trial",
    "payer": "",
    "read": "abstract",
    "direction": "A1:+ B4:-",
    "words": "26 % more",
    "source": "cui2026coding",
    "as_of": "2026-02",
}
#: What a reader who adds up the weights by hand arrives at.
EXPECTED = {
    "A1": "both, some",
    "A2": "for, some",
    "A2f": "for, some",
    "A3": "both, thin",
    "A4": "both, some",
    "A5": "against, some",
    "A6": "for, some",
    "A7": "both, some",
    "A8": "both, thin",
    "A9": "for, some",
    "A10": "for, some",
    "B1": "for, strong",
    "B2": "both, strong",
    "B3": "both, some",
    "B4": "both, strong",
    "B5": "for, some",
    "B6a": "both, some",
    "B6b": "both, strong",
    "B7": "for, strong",
    "B8": "both, strong",
    "B9": "both, some",
    "B10": "for, strong",
}


def table(*rows):
    """Rows as the file holds them."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *(row.values() for row in rows)])
    return text.getvalue()


def row(**changes):
    assert set(changes) <= set(GOOD)
    return GOOD | changes


def finding(source="study", direction="+", **changes):
    """A finding on step A1 that is firm unless something is changed."""
    plain = {
        "key": source,
        "source": source,
        "steps": "A1",
        "direction": direction,
        "estimate": "",
        "low": "",
        "high": "",
    }
    [found] = read(table(row(**(plain | {"unit": "", "words": "more"} | changes))))
    return found


PANELS = (finding("a", design="panel"), finding("b", design="panel"))


def test_a_row_is_read_into_its_parts():
    [found] = read(table(GOOD))
    assert (found.key, found.source, found.steps) == ("cui2026coding_output", "cui2026coding", ("A1", "B4"))
    assert (found.estimate, found.low, found.high, found.n) == (26.08, 5.9, 46.3, 4867)
    assert dict(found.directions) == {"A1": "+", "B4": "-"}
    assert dict(read(table(row(direction="0")))[0].directions) == {"A1": "0", "B4": "0"}
    assert read(table(row(steps="", direction="")))[0].steps == ()
    assert read(table(row(n="", n_of="")))[0].n is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"key": "output"}, ["column key", "cui2026coding_output", "'output'"]),
        ({"key": "cui2026codingoutput"}, ["column key", "with a word added", "'cui2026codingoutput'"]),
        ({"source": "Cui & others"}, ["column source", "cui2026coding", "'Cui & others'"]),
        ({"steps": "A1 A11"}, ["column steps", "B6a", "'A1 A11'"]),
        ({"steps": "A1 A1"}, ["column steps", "each once", "'A1 A1'"]),
        ({"steps": "B4 A1"}, ["column steps", "in this order", "'B4 A1'"]),
        ({"measured": ""}, ["column measured", "said", "''"]),
        ({"setting": ""}, ["column setting", "said", "''"]),
        ({"words": ""}, ["column words", "said", "''"]),
        ({"words": " 26 % more"}, ["column words", "without blanks", "' 26 % more'"]),
        ({"unit": ""}, ["column unit", "where there is a number", "''"]),
        ({"estimate": "", "low": "", "high": ""}, ["column unit", "only there", "'% change in output per worker'"]),
        ({"estimate": "26 %"}, ["column estimate", "a number such as 26.08", "'26 %'"]),
        ({"estimate": "nan"}, ["column estimate", "finite", "'nan'"]),
        ({"low": ""}, ["column high", "there if low is", "'46.3'"]),
        ({"high": ""}, ["column high", "there if low is", "''"]),
        ({"low": "27"}, ["column low", "at most the estimate, 26.08", "'27'"]),
        ({"high": "26"}, ["column high", "at least the estimate, 26.08", "'26'"]),
        ({"estimate": "", "low": "9", "high": "5", "words": "9 to 5 %"}, ["column high", "at least", "'5'"]),
        ({"low": "-5.9"}, ["column direction", "0, for the interval from -5.9 to 46.3", "'A1:+ B4:-'"]),
        ({"n": "4,867"}, ["column n", "whole number", "'4,867'"]),
        ({"n": "0"}, ["column n", "above 0", "'0'"]),
        ({"n_of": ""}, ["column n_of", "developers", "''"]),
        ({"design": "experiment"}, ["column design", "natural experiment", "'experiment'"]),
        ({"read": "seen"}, ["column read", "second-hand", "'seen'"]),
        ({"direction": "for"}, ["column direction", "'A1:+ B4:+'", "'for'"]),
        ({"direction": ""}, ["column direction", "+, 0 or -", "''"]),
        ({"direction": "A1:+"}, ["column direction", "one for each", "'A1:+'"]),
        ({"direction": "A1:+ B3:-"}, ["column direction", "one for each", "'A1:+ B3:-'"]),
        ({"direction": "A1:+ B4:- B4:+"}, ["column direction", "one for each", "'A1:+ B4:- B4:+'"]),
        ({"steps": ""}, ["column direction", "empty where there is no step", "'A1:+ B4:-'"]),
        ({"words": "27 % more"}, ["column words", "the number 26.08", "'27 % more'"]),
        ({"words": "26.1 % of 26.2"}, []),
        ({"words": "26.0 % more"}, ["column words", "rounded", "'26.0 % more'"]),
        ({"words": "−26 %"}, ["column words", "26.08", "'−26 %'"]),
        ({"words": "much more"}, ["column words", "26.08", "'much more'"]),
        ({"as_of": "May 2026"}, ["column as_of", "2026-05-08", "'May 2026'"]),
        ({"as_of": "2026-13"}, ["column as_of", "2026-05", "'2026-13'"]),
        ({"as_of": "2026-02-30"}, ["column as_of", "2026", "'2026-02-30'"]),
    ],
)
def test_a_broken_row_is_refused_by_row_column_rule_and_value(changes, words):
    if not words:
        assert read(table(row(**changes)))
        return
    with pytest.raises(DataError) as error:
        read(table(row(key="cui2026coding"), row(**changes)))
    for word in ["row 3", "must be", *words]:
        assert word in str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["row 1", "columns key, steps", "nothing"]),
        (table(GOOD).replace("key,", "", 1), ["row 1", "columns key", "got steps"]),
        (table(GOOD).rstrip() + ",1", ["row 2", "19 entries", "20"]),
        (table(GOOD, GOOD), ["row 3", "column key", "once", "'cui2026coding_output' again"]),
    ],
)
def test_a_broken_table_is_refused(text, words):
    with pytest.raises(DataError) as error:
        read(text)
    for word in words:
        assert word in str(error.value)


@pytest.mark.parametrize(
    ("unit", "estimate", "words", "agree"),
    [
        ("% change in output per worker", "109", "2.09 times", True),
        ("% change in output per worker", "2.09", "2.09 times", False),
        ("times", "2.09", "2.09 times", True),
        ("% of runs", "97.5", "39 of 40", True),
        ("% of runs", "95", "39 of 40", False),
        ("% of people", "66.7", "two thirds", True),
        ("% of people", "33.3", "about a third", True),
        ("% change in levels", "-25", "a quarter fewer", True),
        ("% of people", "25", "about a third", False),
        ("places", "1208", "1,208", True),
        ("percentage points", "-0.28", "0.28 points less", True),
        ("percentage points", "-0.28", "−0.28 points", True),
        ("percentage points", "0.28", "−0.28 points", False),
        ("percentage points", "-0.28", "+0.28 points", False),
        ("% change in jobs", "-5.8", "6 % fewer", True),
    ],
)
def test_prose_prints_the_number_of_the_row(unit, estimate, words, agree):
    text = table(row(unit=unit, estimate=estimate, low="", high="", words=words))
    if agree:
        assert read(text)
    else:
        with pytest.raises(DataError, match="column words"):
            read(text)


def test_a_range_without_an_estimate_prints_both_its_ends():
    ends = {"estimate": "", "low": "50", "high": "130"}
    assert read(table(row(**ends, words="50 to 130 % more")))
    with pytest.raises(DataError, match="the number 130"):
        read(table(row(**ends, words="50 % and more")))


def test_a_bound_around_no_change_may_speak_against_a_claim():
    bound = {"estimate": "", "low": "-2", "high": "2", "words": "none beyond 2 %", "direction": "-"}
    assert read(table(row(**bound)))[0].directions["A1"] == "-"


def test_every_source_has_its_entry_in_the_bibliography():
    entries = set(re.findall(r"^@\w+\{(\w+),$", BIBLIOGRAPHY.read_text(encoding="utf-8"), re.MULTILINE))
    assert {found.source for found in findings()} <= entries


def test_the_file_is_in_the_order_of_its_sources_with_each_key_once():
    keys = [(found.source, found.key) for found in findings()]
    assert keys == sorted(keys)
    assert len({key for _, key in keys}) == len(keys)
    assert FILE.read_text(encoding="utf-8").endswith("\n")


def test_a_row_says_by_itself_what_was_measured():
    """A page shows one row alone."""
    leaning = re.compile(r"(the same|that|those|their|its?|them)\b")
    assert [found.key for found in findings() if leaning.match(found.measured)] == []


def test_what_is_of_one_unit_is_written_alike():
    """Two spellings of a unit would be two axes."""
    units = {found.unit for found in findings()}
    assert len({re.sub(r"\W", "", unit).lower() for unit in units}) == len(units)
    shared = Counter(found.unit for found in findings())
    wanted = (
        "% change in output per worker",
        "% change in time on a task",
        "% change in jobs",
        "elasticity of substitution",
    )
    assert all(shared[unit] >= 6 for unit in wanted), shared


def test_every_step_has_findings_for_it_and_against_it():
    sides = {step: {found.directions[step] for found in of_step(step)} for step in STEPS}
    assert all(sides.values())
    assert [step for step, found in sides.items() if not {"+", "-"} <= found] == []


def test_a_finding_is_found_by_its_key_and_one_that_is_not_there_is_named_with_the_nearest():
    assert by_key("cui2026coding") in of_step("A1")
    with pytest.raises(ValueError, match="unknown finding 'cui2026codign'; the nearest names: cui2026coding"):
        by_key("cui2026codign")
    with pytest.raises(ValueError, match="none is near"):
        by_key("zzz")


def test_a_source_is_named_in_passing_as_the_bibliography_has_it():
    entries = parse_file(str(BIBLIOGRAPHY)).entries
    assert set(NAMES) <= {found.source for found in findings()}
    for found in findings():
        entry = entries[found.source]
        [first, *_] = entry.persons.get("author", []) or [None]
        author = " ".join([*first.prelast_names, *first.last_names]).strip("{}") if first else entry.fields["title"]
        assert plain(found.name) == plain(f"{author} {entry.fields['year']}"), found.key


def plain(text):
    """Without accents: a key has none."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def test_other_words_agree_with_a_finding_if_they_say_its_number():
    demirer = by_key("demirer2026_commits")
    assert demirer.agrees("by 180 %")
    assert not demirer.agrees("by 240 %")
    assert not by_key("waymo2026_march").agrees("170.7 million miles")


@pytest.mark.parametrize(
    "weights", list(itertools.product((0, 1, 2, 3, 4, 6), (0, 1, 2, 3, 4, 6), (0, 1, 2), (0, 1, 2)))
)
def test_what_stands_is_what_the_rule_says_in_words(weights):
    """Written again from the module's text, with `if`; and of arrays it is the same."""
    heavy, firm = (
        dict(zip(("for", "against"), weights[:2], strict=True)),
        dict(zip(("for", "against"), weights[2:], strict=True)),
    )
    if sum(heavy.values()) < 2:
        wanted = "none", "thin"
    elif leading := [side for side in heavy if heavy[side] >= 2 * (sum(heavy.values()) - heavy[side])]:
        [side] = leading
        alone = firm[side] == sum(firm.values())
        wanted = side, "strong" if firm[side] >= 2 and alone else "some" if heavy[side] >= 4 else "thin"
    else:
        wanted = "both", "strong" if min(firm.values()) >= 2 else "some" if min(heavy.values()) >= 4 else "thin"
    for given in (weights, [np.array([float(weight)]) for weight in weights]):
        direction, strength = (int(np.ravel(place)[0]) for place in stands(*given))
        assert (VERDICT_DIRECTIONS[direction], STRENGTHS[strength]) == wanted


@pytest.mark.parametrize("ask", [of_step, verdict])
def test_an_unknown_step_is_named_with_those_there_are(ask):
    with pytest.raises(ValueError, match="unknown step 'C1'; the steps are A1, A2, A2f"):
        ask("C1")


@pytest.mark.parametrize(
    ("changes", "weight"),
    [
        ({}, 3),
        ({"design": "natural experiment"}, 3),
        ({"design": "meta-analysis", "n": "28"}, 3),
        ({"design": "panel"}, 2),
        ({"design": "survey"}, 1),
        ({"design": "record", "n": "13"}, 1),
        ({"design": "benchmark"}, 1),
        ({"design": "model"}, 0),
        ({"n": "99"}, 2),
        ({"n": "100"}, 3),
        ({"n": "", "n_of": ""}, 3),
        ({"read": "second-hand"}, 2),
        ({"read": "full"}, 3),
        ({"payer": "seller: Faros AI"}, 2),
        ({"payer": "BetterUp, a seller of coaching"}, 3),
        ({"payer": "seller: Faros AI", "read": "second-hand", "n": "16"}, 0),
        ({"design": "survey", "read": "second-hand", "n": "16"}, 0),
    ],
)
def test_what_a_finding_weighs(changes, weight):
    assert finding(**changes).weight == weight


def test_a_study_counts_once_on_a_side_by_its_heaviest_finding():
    found = [finding(key="study_a", design="panel"), finding(key="study_b"), finding(key="study_c", direction="-")]
    assert dict(weights("A1", found, "+")) == dict(weights("A1", found, "-")) == {"study": 3}
    assert dict(weights("A1", [finding(design="model")], "+")) == {}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], "none, thin"),
        ([finding(design="survey")], "none, thin"),
        ([finding("a", "0"), finding("b", "0")], "none, thin"),
        ([finding("a", design="survey"), finding("b", design="survey")], "for, thin"),
        ([finding()], "for, thin"),
        ([finding("a"), finding("b", design="survey")], "for, some"),
        ([finding("a"), finding("b")], "for, strong"),
        ([finding("a", "-"), finding("b", "-")], "against, strong"),
        ([finding("a"), finding("b", read="second-hand")], "for, some"),
        ([finding("a"), finding("b"), finding("c", "-", design="panel")], "for, strong"),
        ([finding("a"), finding("b"), finding("c", "-")], "for, some"),
        ([finding("a"), finding("b", "-")], "both, thin"),
        ([finding("a"), finding("b", "-", design="panel")], "both, thin"),
        ([*PANELS, finding("c", "-"), finding("d", "-", design="survey")], "both, some"),
        ([finding("a"), finding("b"), finding("c", "-"), finding("d", "-")], "both, strong"),
    ],
)
def test_the_rule_on_cases_made_by_hand(found, words):
    assert str(by_rule("A1", found)) == words


@pytest.mark.parametrize("step", STEPS)
def test_the_verdict_of_each_step(step):
    assert str(by_rule(step, of_step(step))) == EXPECTED[step]
    assert verdict(step) == DEVIATIONS.get(step, by_rule(step, of_step(step)))


def test_where_the_authors_deviate_they_say_why_and_never_claim_more():
    order = ("thin", "some", "strong")
    for step, ours in DEVIATIONS.items():
        rule = by_rule(step, of_step(step))
        assert str(ours) != str(rule)
        assert order.index(ours.strength) <= order.index(rule.strength)
        assert len(ours.reason.split()) >= 10
    assert Verdict("for", "some") == by_rule("A6", of_step("A6"))
