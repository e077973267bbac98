"""The occupation data: unchanged, complete, read only, and refused in words where a row is broken."""

import hashlib
import re
from importlib import resources

import numpy as np
import pytest
from scarce.data import DataError, occupations
from scarce.data.occupations import read

SHA256 = "ba0ba81f895a4eb460dba74b6160b14cc6a660a699acfbee73fe56e8e4de49cf"
HEADER = (
    "soc,title,employment,median_wage,exposure_gpt4,exposure_human,applicability_microsoft,exposure_anthropic,"
    "physical_share,caring_share,judgment_skill,social_skill,job_zone"
)
NURSES = "29-1141,Registered Nurses,3379720,97550,0.38,0.33,0.122,0.06,0.06,0.14,4,3.77,4.2"


def row(**changes):
    """The nurses' row with some cells replaced."""
    return ",".join((dict(zip(HEADER.split(","), NURSES.split(","), strict=True)) | changes).values())


def test_the_file_is_the_one_compiled_from_the_sources():
    text = resources.files("scarce.data").joinpath("occupations.csv").read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == SHA256


def test_264_occupations_most_jobs_first():
    jobs = occupations()
    assert list(jobs) == HEADER.split(",")
    assert {len(column) for column in jobs.values()} == {264}
    assert (np.diff(jobs["employment"]) <= 0).all()
    assert len(set(jobs["title"])) == 264


def test_the_readme_names_the_merged_codes_and_its_definitions():
    """A merged code stands in the table and those it is merged from do not; nothing is both physical and caring."""
    readme = resources.files("scarce.data").joinpath("README.md").read_text(encoding="utf-8")
    merged = dict(re.findall(r"^\| (\d\d-\d{4}) \| (.+) \|$", readme, re.MULTILINE))
    jobs = occupations()
    assert len(merged) == 9
    assert set(merged) <= set(jobs["soc"])
    assert not {code for parts in merged.values() for code in parts.split(", ")} & set(jobs["soc"])
    nurses = jobs["soc"] == "29-1141"
    shares = " and ".join(f"{jobs[name][nurses][0]:.2f}"[1:] for name in ("physical_share", "caring_share"))
    assert f"registered nurses have {shares}." in readme
    assert (jobs["physical_share"] + jobs["caring_share"] <= 1).all()


def test_known_rows():
    jobs = occupations()
    lawyers = np.flatnonzero(jobs["title"] == "Lawyers")[0]
    assert jobs["soc"][lawyers] == "23-1011"
    assert [jobs[name][lawyers] for name in ("employment", "median_wage", "exposure_gpt4")] == [754500, 159670, 0.42]
    assert jobs["title"][jobs["soc"] == "43-9061"].tolist() == ["Office Clerks, General"]


def test_missing_figures_are_nan():
    jobs = occupations()
    missing = {name: int(np.isnan(column).sum()) for name, column in jobs.items() if name not in ("soc", "title")}
    assert {name: count for name, count in missing.items() if count} == {
        "exposure_anthropic": 12, "judgment_skill": 12, "social_skill": 12
    }  # fmt: skip
    assert np.isnan(jobs["judgment_skill"][jobs["title"] == "Software Developers"]).all()


def test_columns_are_shared_and_cannot_be_changed():
    assert occupations() is occupations()
    with pytest.raises(ValueError, match="read-only"):
        occupations()["median_wage"][0] = 1
    with pytest.raises(TypeError):
        occupations()["median_wage"] = np.zeros(264)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([HEADER, NURSES, row(soc="29-114")], ["row 3", "column soc", "29-1141", "'29-114'"]),
        ([HEADER, row(title="")], ["row 2", "column title", "''"]),
        ([HEADER, row(employment="99999")], ["column employment", "at least 100000", "got 99999"]),
        ([HEADER, row(employment="100000.5")], ["column employment", "whole number", "got 100000.5"]),
        ([HEADER, row(employment="inf")], ["column employment", "whole number", "got inf"]),
        ([HEADER, row(median_wage="-1")], ["column median_wage", "from 10000", "got -1"]),
        ([HEADER, row(median_wage="")], ["column median_wage", "from 10000", "''"]),
        ([HEADER, row(exposure_gpt4="1.2")], ["column exposure_gpt4", "0 to 1", "got 1.2"]),
        ([HEADER, row(exposure_human="nan")], ["column exposure_human", "0 to 1", "got nan"]),
        ([HEADER, row(exposure_anthropic="-0.1")], ["column exposure_anthropic", "or empty", "got -0.1"]),
        ([HEADER, row(physical_share="much")], ["column physical_share", "'much'"]),
        ([HEADER, row(judgment_skill="7.5")], ["column judgment_skill", "0 to 7", "got 7.5"]),
        ([HEADER, row(job_zone="6")], ["column job_zone", "1 to 5", "got 6"]),
        ([HEADER, NURSES + ",1"], ["row 2", "13 entries", "14"]),
        ([HEADER, NURSES, NURSES], ["row 3", "column soc", "each once", "29-1141"]),
        ([HEADER.replace("soc,", ""), NURSES], ["row 1", "columns soc", "got title"]),
        ([], ["row 1", "columns soc", "nothing"]),
    ],
)
def test_a_broken_row_is_refused_by_row_column_rule_and_value(lines, words):
    with pytest.raises(DataError) as error:
        read("\n".join(lines))
    for word in words:
        assert word in str(error.value)


def test_an_empty_cell_is_nan_where_it_may_be():
    assert np.isnan(read("\n".join([HEADER, row(judgment_skill="")]))["judgment_skill"]).all()
