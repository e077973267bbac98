"""Each chapter with a model has a lesson plan that can be taught as it stands, and the courses keep their time."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).parents[3]
CHAPTERS = ROOT / "chapters"
PARTS = ["Aims", "Timing", "To project", "Questions", "Usual misreadings", "On the board", "If time is short"]
MINUTES = r"^\s*(?:: )?- \*\*(\d+) min\*\* \S"


def text(name):
    return (CHAPTERS / f"{name}.md").read_text(encoding="utf-8")


def listed():
    """The pages of the table of contents, in order."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [Path(item["file"]).name for part in toc["parts"] for item in part["chapters"]]


def sections(page, level=2):
    """A page's sections of one level, by their headings."""
    pieces = re.split(rf"^{'#' * level} (.+)$", page, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def title(chapter):
    return re.search(r"^# (.+)$", text(chapter), re.MULTILINE)[1]


def parts(plan):
    """A plan's parts by their names, with what stands behind the colon of a name."""
    pieces = re.split(r"^(\S[^:\n]*)(?:: (.+))?\n(?=: )", plan, flags=re.MULTILINE)
    return {name: (more, body) for name, more, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)}


def items(body, mark=r"-"):
    return re.findall(rf"^(?:: |  ){mark} ", body, re.MULTILINE)


def cited(page):
    return {key.strip() for keys in re.findall(r"\{cite\}`([^`]+)`", page) for key in keys.split(",")}


#: The chapters that carry a step of the argument; each has a model.
MODEL_CHAPTERS = [name for name in listed() if re.search(r"^steps: ", text(name), re.MULTILINE)]
PLANS = {heading: plan for page in ("lessons", "lessons2") for heading, plan in sections(text(page)).items()}


def test_every_chapter_with_a_model_has_a_plan_in_its_order():
    assert len(MODEL_CHAPTERS) == 12
    assert list(PLANS) == [title(chapter) for chapter in MODEL_CHAPTERS]


@pytest.mark.parametrize("chapter", MODEL_CHAPTERS)
class TestPlan:
    @pytest.fixture
    def plan(self, chapter):
        return PLANS[title(chapter)]

    @pytest.fixture
    def part(self, plan):
        return parts(plan)

    def test_leads_to_its_chapter_and_has_every_part(self, chapter, plan, part):
        assert f"[The chapter]({chapter}.md)" in plan
        assert list(part) == PARTS
        assert all(len(body.split()) >= 15 for _, body in part.values())

    def test_numbers_of_aims_questions_and_misreadings(self, part):
        assert 2 <= len(items(part["Aims"][1])) <= 3
        assert 3 <= len(items(part["Questions"][1], r"\d\.")) <= 5
        assert len(items(part["Usual misreadings"][1])) >= 2

    def test_minutes_add_up(self, part):
        stated, body = part["Timing"]
        minutes = [int(number) for number in re.findall(MINUTES, body, re.MULTILINE)]
        assert len(minutes) == len(items(body))
        assert f"{sum(minutes)} minutes" == stated

    def test_projects_the_chapters_own_model(self, chapter, plan, part):
        assert "question <" in part["To project"][1]  # the guess
        assert set(re.findall(r"\{to\}`[^`<]+<(\w+)#", plan)) == {chapter}

    def test_each_question_rests_on_a_reading_of_the_chapter(self, chapter, plan, part):
        for question in re.split(r"^(?:: |  )\d\. ", part["Questions"][1], flags=re.MULTILINE)[1:]:
            assert cited(question), question
        assert cited(plan) <= cited(text(chapter))

    def test_has_a_board_that_can_be_told(self, part):
        board = part["On the board"][1]
        [(file, words)] = re.findall(r"\{image\} (\S+)\n\s+:alt: (.+)\n", board)
        assert len(words.split()) > 15
        drawing = ElementTree.parse(CHAPTERS / file).getroot()
        assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
        assert not any("style" in element.attrib for element in drawing.iter())


@pytest.mark.parametrize(("course", "minutes"), [("One class", 50), ("One seminar", 90)])
def test_a_course_of_one_session_keeps_its_time(course, minutes):
    body = sections(text("teaching"))[f"{course}: {minutes} minutes"]
    assert sum(int(number) for number in re.findall(MINUTES, body, re.MULTILINE)) == minutes
    assert body.count("{to}`") >= 6


def test_four_weeks_cover_every_chapter_in_sessions_of_ninety_minutes():
    body = sections(text("teaching"))["One course: four weeks"]
    weeks = sections(body, level=3)
    assert [heading[:6] for heading in weeks] == ["Week 1", "Week 2", "Week 3", "Week 4"]
    for week in weeks.values():
        assert sum(int(number) for number in re.findall(MINUTES, week, re.MULTILINE)) == 90
        assert all(f"*{part}:*" in week for part in ("Read", "Class", "Home"))
    assert set(MODEL_CHAPTERS) <= set(re.findall(r"\]\((\w+)\.md\)", body))
