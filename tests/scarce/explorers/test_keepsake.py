"""What the page is told of a keepsake; what it does with it is seen in the browser."""

import altair as alt
from kernelless import LiveChart, Parameter
from scarce.explorers.keepsake import ROOM, Keepsake

PARAMETER = Parameter("a", "A", 2, range=(0, 5), step=1)
CHART = alt.Chart(alt.InlineData(values=[{}])).mark_point()


def test_title_and_prompt_reach_the_page():
    live = LiveChart(CHART, [PARAMETER], extras=[Keepsake("My week", "What now?")])
    assert live.extras["keepsake"] == {"title": "My week", "prompt": "What now?", "room": ROOM}


def test_without_one_there_is_none():
    assert LiveChart(CHART, [PARAMETER]).extras == {}
