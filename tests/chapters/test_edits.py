"""What a student writes into a chapter's formula: it works, fast or slower, or a sentence says what to do."""

import ast
import linecache
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from kernelless import FormulaError, LiveChart, Model, TraceError
from scarce import explorers
from scarce.explorers import kit

CHAPTERS = Path(__file__).parents[2] / "chapters"
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INVITATION = "Change this line, run the cell, and"

#: Bodies of the formula: `{n}` is its first number, `{all}` a list of all its numbers or its first list.
FAST = """
return {n}
return np.minimum({n}, 3) + np.where({n} > 1, np.sqrt(abs({n})), np.sin({n}))
for _ in range(3): {n} = {n} / 2
return sum({all}) / len({all})
"""
SLOWER = """
return math.sqrt(abs({n}))
return math.floor({n}) + math.exp(-abs({n}))
return sum(1 for _ in range(int(min({n}, 50))))
return round({n}, 1)
return max({all})
return min({all})
return sorted({all})[len({all}) // 2]
return np.median({all})
return np.mean({all})
return np.cumsum({all})[-1]
return np.linalg.norm({all})
return np.cbrt({n})
return np.interp({n}, [0, 1, 2], [1, 2, 1])
return np.array([{n}])[0]
return {n} if {n} > 1 else 1.0
return {n} > 1 or 2
return np.float32(float({n}))
return np.max({n})
return random.random()
return abs({n}) / 9 + np.random.default_rng().random()
if {n} > 1: return {n}
return 1.0
x = 1.0
while x < abs({n}) and x < 100: x *= 2
return x
best = 0
for one in {all}:
    if one > best: best = one
return best
return 1 / (int({n}) - int({n}))
return math.nan + int({n})
"""
#: Edits that cannot work, and words that the reader is told.
REFUSED = {
    "pass": "returns nothing: end it with a line `return …`",
    "x = {n} * 2": "returns nothing: add the line `return x` at its end",
    "{n} * 2": "returns nothing: write `return {n} * 2` in its last line",
    "if {n} > 1e99: return 1.0": "every way through it must end in a `return …`",
    "return": "returns nothing",
    "return 'much'": "the text 'much'",
    "return [[1], [2]]": "must return",
    "return {{'a': 1}}": "must return",
    "return nump.sqrt(2)": "name 'nump' is not defined",
    "return statistics.mean({all})": "Add the line `import statistics` above it.",
    "return np.cbert(2)": "Did you mean cbrt?",
    "return range({n})[0]": "Write int(…) around the number",
    "return {n}.real_part": "has no attribute 'real_part'",
    "return {all}[99]": "out of range",
    "raise RuntimeError('not today')": "RuntimeError: not today",
    "assert {n} > 1e99, 'too small'": "AssertionError: too small",
    "return math.sqrt('two')": "must be real number, not str",
}


def bodies(text):
    """One body an entry; a line that does not return goes on in the next."""
    found, body = [], []
    for line in text.strip().splitlines():
        body.append(line)
        if line.startswith("return"):
            found.append("\n".join(body))
            body = []
    return found


def formulas():
    """The cell with the formula of each chapter that has one: its text and the function in it."""
    found = {}
    for file in sorted(CHAPTERS.glob("*.md")):
        for cell in CELL.findall(file.read_text(encoding="utf-8")):
            if INVITATION in cell and file.stem != "tasks":  # there a search goes by it, see test_tasks.py
                code = re.sub(r"^:.*\n", "", cell, flags=re.MULTILINE)
                functions = [node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]
                found[file.stem] = (code, functions[0])
    return found


FORMULAS = formulas()
LISTS = {"levels", "prices"}


def edited(chapter, body, clip=True):
    """The chapter's cell with another body of its formula."""
    code, function = FORMULAS[chapter]
    names = [argument.arg for argument in function.args.args]
    several = next((name for name in names if name in LISTS), "")
    number = f"{several}[0]" if several else names[0]
    text = body.format(n=number, all=several or f"[{', '.join(names)}]")
    if chapter in ("moats", "purpose"):  # a share
        text = re.sub(r"return (.+)$", r"return np.clip(\1, 0, 1)", text, flags=re.MULTILINE) if clip else text
    if chapter == "scarcity":  # four numbers
        text = re.sub(r"return (?!None$)(.+)$", r"return [\1, \1, \1, \1]", text, flags=re.MULTILINE)
    lines = code.splitlines()
    start, end = function.body[1].lineno - 1, function.body[-1].end_lineno
    return "\n".join([*lines[:start], *("    " + line for line in text.splitlines()), *lines[end:]])


def shown(code):
    """What the cell shows; its lines can be looked up, as Jupyter makes sure that they can."""
    code, names = f"import random\n{code}", {}
    linecache.cache["cell.py"] = (len(code), None, code.splitlines(keepends=True), "cell.py")
    *body, last = ast.parse(code).body
    exec(compile(ast.Module(body, []), "cell.py", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell.py", "eval"), names)


class Undrawn(LiveChart):
    """A model as `explorer` would make it, without the picture and the controls, which take most of the time."""

    def __init__(self, _, parameters, *, scenario="", first=None, **options):
        settings = options.get("scenarios", {}).get(scenario, {})
        names = ("outputs", "tables", "lists", "sentence")
        extras = [options["handle"]] if options.get("handle") else []
        goals = [challenge.progress for challenge in options.get("challenges", [])]
        given = {name: options[name] for name in names if name in options}
        self._model = Model(parameters, goals=goals, extras=extras, **given)
        try:
            self.untraced = ""
            self._model.trace()
        except TraceError as error:
            self.untraced = str(error)
        self.state = self._model.evaluate(self._model.defaults | settings)


def no_picture(*_):
    """In place of a chart."""


@pytest.fixture(scope="module", autouse=True)
def _undrawn():
    every = [import_module(f"{explorers.__name__}.{found.name}") for found in iter_modules(explorers.__path__)]
    with pytest.MonkeyPatch.context() as patch:
        for module in every:
            if hasattr(module, "EXPLORER"):
                patch.setitem(vars(module.EXPLORER), "picture", no_picture)
        patch.setattr(kit, "explorer", Undrawn)
        yield


def test_every_chapter_with_an_editable_formula_is_here_and_edits_are_many():
    assert len(FORMULAS) == 12
    assert len(bodies(FAST)) + len(bodies(SLOWER)) + len(REFUSED) > 40


@pytest.mark.parametrize("chapter", FORMULAS)
def test_np_and_math_are_there(chapter):
    code, _ = FORMULAS[chapter]
    assert {"import math", "import numpy as np"} <= set(code.splitlines())


@pytest.mark.parametrize("chapter", FORMULAS)
@pytest.mark.parametrize("body", bodies(FAST))
def test_what_numpy_can_say_stays_fast(chapter, body):
    live = shown(edited(chapter, body))
    assert (live.untraced, live.slower) == ("", "")


def in_turn(several):
    """Each edit in every third chapter, so that all of them do not take minutes."""
    return [
        (chapter, body) for i, chapter in enumerate(FORMULAS) for j, body in enumerate(several) if (i + j) % 3 == 0
    ]


#: Formulas that Python could call, with values that the model then can do nothing with, and which: all occupations paid
#: alike have no ranks, no number is no rate, and no work a unit makes no end of output.
BEYOND = {
    ("hierarchy", "return np.median({all})"): "rho must be a correlation from -1 to 1; got nan",
    ("moats", "return math.nan + int({n})"): "successes must be a finite number of at least 0; got nan",
    ("purpose", "return sum(1 for _ in range(int(min({n}, 50))))"): "amount must be a finite number above 0; got inf",
    ("purpose", "return 1 / (int({n}) - int({n}))"): "leading_share must be a share from 0 to 1; got nan",
}


@pytest.mark.parametrize(("chapter", "body"), BEYOND)
def test_values_that_the_model_can_do_nothing_with_are_named(chapter, body):
    with pytest.raises(FormulaError) as error:
        shown(edited(chapter, body))
    assert str(error.value).startswith("the model can make nothing of what ")
    assert str(error.value).endswith(f" returns: {BEYOND[chapter, body]}")


@pytest.mark.parametrize(("chapter", "body"), [edit for edit in in_turn(bodies(SLOWER)) if edit not in BEYOND])
def test_any_other_function_of_numbers_works_and_is_announced_as_slower(chapter, body):
    live = shown(edited(chapter, body))
    assert "number by number" in live.slower
    assert ("draws at random" in live.slower) == ("random" in body)


@pytest.mark.parametrize(("chapter", "body"), in_turn(REFUSED))
def test_what_cannot_work_says_what_to_do(chapter, body):
    with pytest.raises(FormulaError) as error:
        shown(edited(chapter, body, clip=False))
    said = str(error.value)
    if not (chapter == "scarcity" and "must return" in said):
        assert REFUSED[body].partition("{n}")[0] in said
    assert "\n" not in said
    assert "symbol" not in said
