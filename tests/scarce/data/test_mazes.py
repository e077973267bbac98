"""The mazes are there, and one that is not is named."""

import pytest
from scarce.data import maze


def test_both_are_mazes_of_their_own():
    deceptive, plain = maze("deceptive"), maze("plain")
    assert deceptive.walls.shape == (14, 22)
    assert plain.walls.shape == (11, 30)


def test_an_unknown_one_is_named_with_those_there_are():
    with pytest.raises(ValueError, match="unknown maze 'hard'; known mazes: deceptive, plain"):
        maze("hard")
