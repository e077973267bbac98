"""Stepping stones: the walk, the scores and the searches, against independent ways to compute them."""

import numpy as np
import pytest
from scarce.data import maze
from scarce.models.tasks import (
    SEARCHES,
    end_points,
    first_trials,
    novelty,
    read_maze,
    search,
    success_interval,
    unenclosed,
    without_inner_walls,
)
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial.distance import cdist
from scipy.stats import binomtest

DECEPTIVE, PLAIN = maze("deceptive"), maze("plain")


def steps_to_goal(found):
    """The length of the shortest way to the goal from each cell, by Dijkstra's algorithm; infinite inside walls."""
    number = np.arange(found.walls.size).reshape(found.walls.shape)
    pairs = [(number[:, :-1], number[:, 1:]), (number[:-1], number[1:])]
    free = ~found.walls.ravel()
    a, b = (np.concatenate([pair[i].ravel() for pair in pairs]) for i in (0, 1))
    open_ = free[a] & free[b]
    graph = coo_array((np.ones(open_.sum()), (a[open_], b[open_])), shape=(number.size, number.size)).tocsr()
    return dijkstra(graph, directed=False, indices=number[found.goal]).reshape(found.walls.shape)


def walk(found, directions, strides):
    """One walk, cell by cell."""
    row, column = found.start
    for direction, stride in zip(directions, strides, strict=True):
        for _ in range(stride):
            if (row, column) == found.goal:
                return [row, column]
            down, right = {0: (0, 1), 1: (1, 0), 2: (0, -1), 3: (-1, 0)}[direction]
            if not found.walls[row + down, column + right]:
                row, column = row + down, column + right
    return [row, column]


def arrived(found, by, **options):
    return int((search(found, by, **options).arrived > 0).sum())


@pytest.fixture(scope="module")
def found():
    return {
        (name, by): search(place, by) for name, place in (("deceptive", DECEPTIVE), ("plain", PLAIN)) for by in SEARCHES
    }


def test_in_the_deceptive_maze_the_cell_nearest_to_the_goal_lies_far_from_it_on_foot():
    steps = steps_to_goal(DECEPTIVE)
    pocket = (DECEPTIVE.goal[0], DECEPTIVE.goal[1] - 2)  # behind the wall, two cells from the goal
    assert not DECEPTIVE.walls[pocket]
    assert steps[pocket] > steps[DECEPTIVE.start] > 30
    nearest = np.where(DECEPTIVE.walls, np.inf, np.hypot(*(np.indices(DECEPTIVE.walls.shape).T - DECEPTIVE.goal).T))
    beside = nearest[pocket]
    assert beside == 2


def test_in_the_plain_one_the_way_is_little_longer_than_the_flight():
    (row, column), (to_row, to_column) = PLAIN.start, PLAIN.goal
    assert steps_to_goal(PLAIN)[PLAIN.start] <= 1.6 * (abs(to_row - row) + abs(to_column - column))


@pytest.mark.parametrize("place", [DECEPTIVE, PLAIN, unenclosed(DECEPTIVE, 5)])
def test_a_walk_goes_cell_by_cell(place):
    random = np.random.default_rng(1)
    directions, strides = random.integers(0, 4, (200, 16)), random.integers(0, 6, (200, 16))
    ends = end_points(place, directions, strides)
    assert ends.tolist() == [walk(place, *moves) for moves in zip(directions, strides, strict=True)]
    assert not place.walls[ends[:, 0], ends[:, 1]].any()


def test_novelty_is_the_mean_distance_to_the_nearest():
    random = np.random.default_rng(2)
    points, archive = random.integers(0, 20, (2, 7, 2)), random.integers(0, 20, (2, 30, 2))
    others = np.concatenate([archive, points], axis=1)
    for run in range(2):
        apart = np.sort(cdist(points[run], others[run]), axis=1)[:, 1:6].mean(axis=1)
        assert novelty(points, others, nearest=5)[run] == pytest.approx(apart)
    assert novelty([[0, 0]], [[0, 0], [3, 4]], nearest=10).tolist() == [5]  # fewer than asked for


@pytest.mark.parametrize(("successes", "runs"), [(0, 100), (3, 40), (39, 40), (20, 100), (100, 100)])
def test_the_interval_is_wilsons(successes, runs):
    known = binomtest(successes, runs).proportion_ci(method="wilson")
    assert success_interval(successes, runs) == pytest.approx((known.low, known.high), abs=1e-5)


def test_novelty_arrives_where_the_goal_misleads(found):
    """The published pattern (39, 3 and 4 of 40): novelty far above the objective, which is little above chance."""
    rates = {by: success_interval((found["deceptive", by].arrived > 0).sum(), 100) for by in SEARCHES}
    assert rates["novelty"][0] > 0.5 > rates["objective"][1]
    assert rates["objective"][0] < 2 * rates["chance"][1]


def test_the_objective_arrives_sooner_where_the_goal_leads(found):
    runs = {by: found["plain", by].arrived for by in SEARCHES}
    assert (runs["objective"] > 0).all()
    assert (runs["novelty"] > 0).all()
    assert 1.2 * np.median(runs["objective"]) < np.median(runs["novelty"])
    wide = unenclosed(PLAIN)
    assert arrived(wide, "objective") == 100 > arrived(wide, "novelty")


def test_it_holds_for_other_seeds():
    novel, straight = (sum(arrived(DECEPTIVE, by, runs=30, seed=seed) for seed in (1, 2, 3)) for by in SEARCHES[1::-1])
    assert success_interval(novel, 90)[0] > success_interval(straight, 90)[1]


def test_a_seed_gives_the_same_runs_and_arrival_is_the_first_trial_on_the_goal():
    one, again, other = (search(DECEPTIVE, "novelty", runs=5, generations=40, seed=seed) for seed in (7, 7, 8))
    assert (one.ends == again.ends).all()
    assert (one.ends != other.ends).any()
    for ends, first in zip(one.ends.tolist(), one.arrived, strict=True):
        assert ((ends.index(list(DECEPTIVE.goal)) + 1) if list(DECEPTIVE.goal) in ends else 0) == first


def test_a_score_of_ones_own_is_used():
    own = search(DECEPTIVE, lambda ends, seen, goal: novelty(ends, seen), runs=5, generations=40, seed=7)
    assert (own.ends == search(DECEPTIVE, "novelty", runs=5, generations=40, seed=7).ends).all()


def test_one_room_has_no_inner_walls():
    room = without_inner_walls(DECEPTIVE)
    assert not room.walls[1:-1, 1:-1].any()
    assert room.walls[0].all()
    assert steps_to_goal(room)[room.start] == np.abs(np.subtract(room.start, room.goal)).sum()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("####\n#S#\n####", "row 1 of the maze must have 4 cells"),
        ("####\n#Sx#\n####", "row 1, column 2 of the maze must be one of #.SG; got 'x'"),
        ("####\n#S.#\n####", "must have one G; got 0"),
        ("#####\n#SGG#\n#####", "must have one G; got 2"),
        ("####\n#SG.\n####", "walls all around"),
    ],
)
def test_a_map_that_is_none_is_refused(text, words):
    with pytest.raises(ValueError, match=words):
        read_maze(text)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: search(PLAIN, "luck"), "by must be one of objective, novelty, chance, or a function; got 'luck'"),
        (lambda: search(PLAIN, "chance", runs=0), "runs"),
        (lambda: end_points(PLAIN, [[4]], [[1]]), "directions must be 0 to 3"),
        (lambda: end_points(PLAIN, [[0]], [[-1]]), "strides must be at least 0"),
        (lambda: end_points(PLAIN, [[0, 1]], [[1]]), "shape"),
        (lambda: unenclosed(PLAIN, 0), "margin"),
        (lambda: novelty([[0, 0]], [[0, 0]], nearest=0), "nearest"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_each_cell_is_found_with_the_trial_that_first_ended_on_it():
    ends = np.random.default_rng(2).integers(0, 7, size=(200, 2))
    wanted = {}
    for trial, cell in enumerate(map(tuple, ends.tolist()), start=1):
        wanted.setdefault(cell, trial)
    cells, trials = first_trials(ends)
    assert dict(zip(map(tuple, cells.tolist()), trials.tolist(), strict=True)) == wanted
    with pytest.raises(
        ValueError, match=r"ends must be points of two coordinates, row and column; got the shape \(3,\)"
    ):
        first_trials([1, 2, 3])
