"""Stepping stones: searching a maze for the goal, for novelty, or at random.

A walker follows a list of moves from the start and stops where it stands at the end, or on the goal. A search keeps
a population of such lists, scores each by its end point, keeps the better half and refills the other with changed
copies of it. What differs is the score alone [1]_: how near the end point lies to the goal (`objective`), how far
from the end points seen before (`novelty`), or nothing but luck (`chance`). In a deceptive maze the way to the goal
leads away from it at first.

References
----------
.. [1] J. Lehman and K. O. Stanley, "Abandoning objectives: evolution through the search for novelty alone",
   Evolutionary Computation 19 (2011). Their walkers are neural networks and their mazes continuous.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _checks as check
from .trust import wilson_lower, wilson_upper

# A score of end points, from those seen before and the goal.
Score = Callable[[Any, Any, tuple[int, int]], Any]
#: What a search can go by.
SEARCHES = ("objective", "novelty", "chance")
#: Moves in a list, cells that one move goes at most, lists in a population, and the chance that a copy changes a move.
MOVES, STRIDE, POPULATION, MUTATION = 16, 5, 20, 0.15
#: Novelty is the mean distance to so many of the nearest end points.
NEAREST = 10
#: Right, down, left, up, as steps in row and column.
_STEPS = np.array([[0, 1], [1, 0], [0, -1], [-1, 0]])


@dataclass(frozen=True)
class Maze:
    """Walls as an array of truth values by row and column, and two cells."""

    walls: Any
    start: tuple[int, int]
    goal: tuple[int, int]


@dataclass(frozen=True)
class Runs:
    """What several runs of one search tried: end points in order, by run, trial, and row and column.

    And for each run the number of trials up to the first that ended on the goal; 0 if none did.
    """

    ends: Any
    arrived: Any


def read_maze(text: str) -> Maze:
    r"""A maze from its map.

    Parameters
    ----------
    text : str
        One line a row, all of one length: ``#`` a wall, ``.`` floor, one ``S`` and one ``G``; walls all around.

    Returns
    -------
    Maze
        Rows and columns counted from the upper left corner.

    Raises
    ------
    ValueError
        Naming row and column of what breaks the rule.

    Examples
    --------
    >>> maze = read_maze("#####\n#S.G#\n#####")
    >>> maze.start, maze.goal, int(maze.walls.sum())
    ((1, 1), (1, 3), 12)
    """
    rows = text.strip("\n").split("\n")
    width = len(rows[0])
    for number, row in enumerate(rows):
        if len(row) != width:
            raise ValueError(f"row {number} of the maze must have {width} cells, as the first has; got {len(row)}")
        wrong = [column for column, cell in enumerate(row) if cell not in "#.SG"]
        if wrong:
            raise ValueError(f"row {number}, column {wrong[0]} of the maze must be one of #.SG; got {row[wrong[0]]!r}")
    cells = np.array([list(row) for row in rows])
    places = {}
    for letter in "SG":
        found = np.argwhere(cells == letter)
        if len(found) != 1:
            raise ValueError(f"the maze must have one {letter}; got {len(found)}")
        places[letter] = (int(found[0][0]), int(found[0][1]))
    walls = cells == "#"
    edge = np.concatenate([walls[0], walls[-1], walls[:, 0], walls[:, -1]])
    if not edge.all():
        raise ValueError("the maze must have walls all around; one cell of its edge is open")
    return Maze(walls, places["S"], places["G"])


def unenclosed(maze: Maze, margin: int = 40) -> Maze:
    r"""The same maze with its outer walls taken away, in a field so wide that a walk seldom meets its end.

    Parameters
    ----------
    maze : Maze
        With walls all around.
    margin : int
        Cells of floor on each side, 1 or more.

    Returns
    -------
    Maze
        Larger by the margin on each side.

    Raises
    ------
    ValueError
        If the margin is below 1.

    Examples
    --------
    >>> wide = unenclosed(read_maze("#####\n#S.G#\n#####"), margin=2)
    >>> wide.walls.shape, wide.start, bool(wide.walls[2, 2])
    ((7, 9), (3, 3), False)
    """
    margin = check.count("margin", margin)
    height, width = maze.walls.shape
    walls = np.ones((height + 2 * margin, width + 2 * margin), dtype=bool)
    walls[1:-1, 1:-1] = False
    walls[margin + 1 : margin + height - 1, margin + 1 : margin + width - 1] = maze.walls[1:-1, 1:-1]
    start, goal = ((row + margin, column + margin) for row, column in (maze.start, maze.goal))
    return Maze(walls, start, goal)


def without_inner_walls(maze: Maze) -> Maze:
    r"""The same maze as one room.

    Parameters
    ----------
    maze : Maze
        With walls all around.

    Returns
    -------
    Maze
        Only the outer walls are left.

    Examples
    --------
    >>> int(without_inner_walls(read_maze("#####\n#S#G#\n#####")).walls.sum())
    12
    """
    walls = np.ones_like(maze.walls)
    walls[1:-1, 1:-1] = False
    return Maze(walls, maze.start, maze.goal)


def end_points(maze: Maze, directions: Any, strides: Any) -> Any:
    r"""Where walks end: each move goes on until its stride is done or a wall is met; a walk stops on the goal.

    Parameters
    ----------
    maze : Maze
        Where to walk, from its start.
    directions : array of int
        One direction a move along the last axis: 0 right, 1 down, 2 left, 3 up.
    strides : array of int
        Cells that each move goes at most, 0 or more; the same shape.

    Returns
    -------
    ndarray of int
        Row and column along a new last axis, in place of the moves.

    Raises
    ------
    ValueError
        If the shapes differ, a direction is not 0 to 3, or a stride is below 0.

    Examples
    --------
    >>> maze = read_maze("#####\n#S..#\n###G#\n#####")
    >>> end_points(maze, [[0, 1, 2], [0, 2, 2]], [[4, 4, 4], [1, 1, 1]]).tolist()
    [[2, 3], [1, 1]]
    """
    directions, strides = _whole("directions", directions), _whole("strides", strides)
    if directions.shape != strides.shape:
        raise ValueError(f"strides must have the shape of directions; got {strides.shape} and {directions.shape}")
    if directions.size and (directions.min() < 0 or directions.max() > 3):
        raise ValueError(f"directions must be 0 to 3; got {directions.min()} to {directions.max()}")
    if strides.size and strides.min() < 0:
        raise ValueError(f"strides must be at least 0; got {strides.min()}")
    jumps = _jumps(maze, int(strides.max(initial=0)))
    at = np.full(directions.shape[:-1], np.ravel_multi_index(maze.start, maze.walls.shape))
    for move in range(directions.shape[-1]):
        at = jumps[strides[..., move], directions[..., move], at]
    return np.stack(np.unravel_index(at, maze.walls.shape), axis=-1)


def _whole(name: str, values: Any) -> Any:
    """Whole numbers, in at least one axis."""
    array = np.asarray(values)
    whole = array.dtype.kind in "iu" or (array.dtype.kind == "f" and np.all(array == np.floor(array)))
    if array.ndim == 0 or not whole:
        raise ValueError(f"{name} must be whole numbers, one a move; got {values!r}")
    return array.astype(int)


def _jumps(maze: Maze, longest: int) -> Any:
    """Where a move ends: by stride, direction and the number of the cell it starts from."""
    cells = np.arange(maze.walls.size)
    step = _STEPS @ (maze.walls.shape[1], 1)
    # The edge is walls, so a step from it, to wherever this may lead, is never taken.
    ahead = (cells + step[:, None]) % cells.size
    stays = maze.walls.ravel()[ahead] | (cells == np.ravel_multi_index(maze.goal, maze.walls.shape))
    one = np.where(stays, cells, ahead)
    jumps = [np.tile(cells, (len(_STEPS), 1))]
    for _ in range(longest):
        jumps.append(np.take_along_axis(one, jumps[-1], axis=1))
    return np.stack(jumps)


def novelty(points: Any, others: Any, nearest: int = NEAREST) -> Any:
    """How new each point is: its mean distance to the nearest of the others.

    Parameters
    ----------
    points, others : array
        Row and column along the last axis, points along the one before; further axes broadcast. A point that
        is among the others is passed over there, once: it is not another than itself.
    nearest : int
        How many of the others, 1 or more; all, where there are fewer.

    Returns
    -------
    ndarray of float
        In cells, 0 or more; 0 where there is no other.

    Raises
    ------
    ValueError
        If `nearest` is below 1, or points and others are not finite points of two coordinates that go together.

    Examples
    --------
    >>> novelty([[0, 0], [0, 9]], [[0, 0], [0, 1], [0, 2], [0, 9]], nearest=2).tolist()
    [1.5, 7.5]
    """
    nearest = check.count("nearest", nearest)
    points, others = _points("points", points), _points("others", others)
    check.broadcastable(points=points[..., 0, 0], others=others[..., 0, 0])
    down, right = (points[..., :, None, i] - others[..., None, :, i] for i in (0, 1))
    apart = down * down + right * right
    last = min(nearest, apart.shape[-1] - 1)
    closest = np.sqrt(np.partition(apart, last, axis=-1)[..., : last + 1])
    # Of one more than are asked for, drop the point itself, or else the farthest.
    itself = closest.min(axis=-1) == 0
    too_many = np.where(itself | (last < nearest), 0.0, closest.max(axis=-1))
    counted = np.where(itself, last, min(nearest, last + 1))
    return (closest.sum(axis=-1) - too_many) / np.maximum(counted, 1)


def _points(name: str, values: Any) -> Any:
    """Finite points, row and column along the last axis and points along the one before."""
    array = check.finite(name, values)
    if np.ndim(array) < 2 or np.shape(array)[-1] != 2:
        raise ValueError(f"{name} must be points of two coordinates, row and column; got the shape {np.shape(array)}")
    return array


def search(maze: Maze, by: str | Score, runs: int = 100, generations: int = 250, seed: int = 0) -> Runs:
    r"""Runs of a search, side by side.

    Parameters
    ----------
    maze : Maze
        Where to search.
    by : {"objective", "novelty", "chance"} or callable
        What the lists are kept for: one of these, or ``by(ends, seen, goal)``, which scores end points from those
        seen before (an archive and the population itself) and the goal; the higher, the better.
    runs, generations : int
        How many runs, and how often each refills half its population, 1 or more.
    seed : int
        Starts the random numbers: the same seed gives the same runs.

    Returns
    -------
    Runs
        `POPULATION` trials to begin with, and half as many in each generation.

    Raises
    ------
    ValueError
        For an unknown search (the known ones are listed), or a count below 1.

    Examples
    --------
    >>> room = read_maze("######\n#S..G#\n######")
    >>> found = search(room, "objective", runs=3, generations=5)
    >>> found.ends.shape, bool((found.arrived > 0).all())
    ((3, 70, 2), True)
    """
    if not callable(by) and by not in SEARCHES:
        raise ValueError(f"by must be one of {', '.join(SEARCHES)}, or a function; got {by!r}")
    runs, generations = check.count("runs", runs), check.count("generations", generations)
    random, half, every = np.random.default_rng(seed), POPULATION // 2, np.arange(runs)[:, None]
    directions, strides = _moves(random, (runs, POPULATION, MOVES))
    ends = end_points(maze, directions, strides)
    tried, archive = [ends], ends[:, :0]
    for _ in range(generations):
        score = _score(maze, by, ends, archive, random)
        archive = np.concatenate([archive, ends[every, random.integers(0, POPULATION, (runs, 1))]], axis=1)
        kept = np.argsort(-score, axis=1)[:, :half]
        parents = np.take_along_axis(kept, random.integers(0, half, (runs, POPULATION - half)), axis=1)
        new = [
            np.where(random.random(fresh.shape) < MUTATION, fresh, old[every, parents])
            for fresh, old in zip(_moves(random, (*parents.shape, MOVES)), (directions, strides), strict=True)
        ]
        tried.append(end_points(maze, *new))
        directions, strides, ends = (
            np.concatenate([old[every, kept], more], axis=1)
            for old, more in zip((directions, strides, ends), (*new, tried[-1]), strict=True)
        )
    trials = np.concatenate(tried, axis=1)
    there = (trials == maze.goal).all(axis=-1)
    return Runs(trials, np.where(there.any(axis=1), there.argmax(axis=1) + 1, 0))


def _moves(random: np.random.Generator, shape: tuple[int, ...]) -> tuple[Any, Any]:
    """Directions and strides at random."""
    return random.integers(0, 4, shape), random.integers(1, STRIDE + 1, shape)


def nearness(ends: Any, goal: tuple[int, int]) -> Any:
    """How near points lie to the goal, as the crow flies.

    Parameters
    ----------
    ends : array
        Row and column along the last axis.
    goal : tuple of int
        Row and column.

    Returns
    -------
    ndarray of float
        0 on the goal, the distance in cells below 0 elsewhere.

    Examples
    --------
    >>> nearness([[3, 4], [0, 0]], (0, 0)).tolist()
    [-5.0, -0.0]
    """
    return -np.hypot(*np.moveaxis(np.asarray(ends, dtype=float) - goal, -1, 0))


def _score(maze: Maze, by: str | Score, ends: Any, archive: Any, random: np.random.Generator) -> Any:
    """What each list is kept for; ties go by lot."""
    lot = random.random(ends.shape[:-1])
    if by == "chance":
        return lot
    if by == "objective":
        return nearness(ends, maze.goal) + 1e-9 * lot
    seen = np.concatenate([archive, ends], axis=1)
    score = np.asarray(by(ends, seen, maze.goal) if callable(by) else novelty(ends, seen))
    if score.shape != lot.shape:
        raise ValueError(f"by must give one score a list, in the shape {lot.shape}; got {score.shape}")
    return score + 1e-9 * lot


def first_trials(ends: Any) -> tuple[Any, Any]:
    """The cells on which a run ended, and in which trial it first ended on each.

    Parameters
    ----------
    ends : array of shape (trials, 2)
        Row and column of each end point, in the order of the trials.

    Returns
    -------
    cells : array of shape (cells, 2)
        Each cell once, by row and column.
    trials : array of shape (cells,)
        The number of a trial, 1 for the first.

    Raises
    ------
    ValueError
        Naming what breaks the rule.

    Examples
    --------
    >>> cells, trials = first_trials([[3, 1], [2, 2], [3, 1], [2, 0]])
    >>> cells.tolist(), trials.tolist()
    ([[2, 0], [2, 2], [3, 1]], [4, 2, 1])
    """
    cells, first = np.unique(_points("ends", ends), axis=0, return_index=True)
    return cells.astype(int), first + 1


def success_interval(successes: Any, runs: Any, z: Any = 1.96) -> tuple[Any, Any]:
    r"""The success rates that are compatible with what was seen: Wilson's score interval.

    Parameters
    ----------
    successes, runs : float or array
        How many of how many arrived.
    z : float or array
        How careful to be, in standard deviations, above 0; 1.96 gives the usual 95 % interval.

    Returns
    -------
    low, high : float or array
        0 to 1; see `scarce.models.trust.wilson_lower` and `wilson_upper` there.

    Raises
    ------
    ValueError
        Naming the argument, the rule and the value.

    Notes
    -----
    .. math::

        \bigl[ W(s, n), \; 1 - W(n - s, n) \bigr]

    Examples
    --------
    The hard maze of Lehman and Stanley: novelty arrived in 39 runs of 40, the objective in 3.

    >>> [tuple(round(float(end), 3) for end in success_interval(s, 40)) for s in (39, 3)]
    [(0.871, 0.996), (0.026, 0.199)]
    """
    return wilson_lower(successes, runs, z), wilson_upper(successes, runs, z)
