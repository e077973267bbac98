"""What each model's picture shows and where, in a few lines of text: `make pictures` writes them anew.

A line says of a text its place, and of a group of marks how many there are and the box around them, in whole pixels.
"""

import difflib
import json
import re
from pathlib import Path
from xml.etree import ElementTree

from corners import NAMES, module
from kernelless.live_chart import drawn_at, resolved, to_json

FOLDER = Path(__file__).parents[1] / "scarce" / "explorers" / "pictures"
#: As wide as on a desk and on a phone.
WIDTHS = (640, 328)
_NUMBER = r"-?\d*\.?\d+(?:e-?\d+)?"
_SVG = "{http://www.w3.org/2000/svg}"


def digest(name):
    """A model's picture at each scenario and width: a heading, then a line for each text and each group of marks."""
    live = module(name).explore()
    pictures = {}
    for scenario, values in live._scenarios.items():
        given = live._model.defaults | values
        signals = [
            {**signal, "value": to_json(float(given[signal["name"]]))} if signal["name"] in given else signal
            for signal in live._specification["signals"]
        ]
        specification = json.loads(resolved(json.dumps(live._specification | {"signals": signals}), live._style))
        for width in WIDTHS:
            pictures[f"{scenario}, {width} px"] = lines(drawn_at(specification, width))
    return pictures


def lines(svg):
    """What an SVG shows, each as its numbers and its words."""
    return list(_shown(ElementTree.fromstring(svg), 0, 0))


def _shown(element, x, y):
    """What stands in an element whose origin is at x, y."""
    for child in element:
        if child.tag.removeprefix(_SVG) not in ("g", "text", "path", "line", "rect", "image"):
            continue
        across, down = _moved(child, x, y)
        words = "".join(child.itertext()).strip()
        kind = re.match(r"mark-(?!group|text)\S+ role-\S+", child.get("class", ""))
        if child.tag == f"{_SVG}text":
            if words and _visible(child):
                yield (round(across), round(down)), f"{_colour(child)} {words}"
        elif kind and (boxes := [box for mark in child if (box := _box(mark, across, down))]):
            left, top, right, bottom = zip(*boxes, strict=True)
            corners = (min(left), min(top), max(right), max(bottom))
            colours = " ".join(dict.fromkeys(_colour(mark) for mark in child if _box(mark, across, down)))
            yield tuple(map(round, corners)), f"{len(boxes)} × {kind[0]} {colours}"
        else:
            yield from _shown(child, across, down)


def _visible(element):
    return "0" not in (element.get("opacity"), element.get("fill-opacity"), element.get("font-size", "").rstrip("px"))


def _colour(element):
    return " ".join(filter(None, (element.get("fill"), element.get("stroke"))))


def _moved(element, x, y):
    found = re.search(rf"translate\(({_NUMBER})[, ]+({_NUMBER})\)", element.get("transform", ""))
    return (x + float(found[1]), y + float(found[2])) if found else (x, y)


def _box(mark, x, y):
    """Left, top, right and bottom of what a mark draws, if it draws anything."""
    if not _visible(mark):
        return None
    x, y = _moved(mark, x, y)
    if mark.tag == f"{_SVG}line":
        points = [(0.0, 0.0), (float(mark.get("x2", 0)), float(mark.get("y2", 0)))]
    elif mark.tag == f"{_SVG}path":
        points = list(_points(mark.get("d") or ""))
    else:
        left, top, wide, high = (float(mark.get(name, 0)) for name in ("x", "y", "width", "height"))
        points = [(left, top), (left + wide, top + high)]
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return x + min(across), y + min(down), x + max(across), y + max(down)


def _points(path):
    """Where the pieces of a path end; of curves their handles too."""
    x = y = 0.0
    for command, text in re.findall(r"([A-Za-z])([^A-Za-z]*(?:e-?\d+[^A-Za-z]*)*)", path):
        numbers = [float(number) for number in re.findall(_NUMBER, text)]
        size = {"H": 1, "V": 1, "A": 7, "Z": 0}.get(command.upper(), 2)
        for i in range(0, len(numbers) if size else 0, size or 1):
            piece = numbers[i : i + size]
            by_x, by_y = (x, y) if command.islower() else (0.0, 0.0)
            x = x if command in "vV" else by_x + piece[-1 if command in "hH" else -2]
            y = y if command in "hH" else by_y + piece[-1]
            yield x, y


def written(pictures):
    """Pictures as the text of a file."""
    return "".join(
        f"# {heading}\n" + "".join(f"{' '.join(map(str, numbers))} | {words}\n" for numbers, words in shown)
        for heading, shown in pictures.items()
    )


def read(name):
    """Pictures from a model's file."""
    pictures = {}
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            shown = pictures[line.removeprefix("# ")] = []
        else:
            numbers, _, words = line.partition(" | ")
            shown.append((tuple(map(int, numbers.split())), words))
    return pictures


def moves(kept, shown):
    """What differs between two pictures, in words; a pixel is no difference."""
    names = [[words for _, words in lines] for lines in (kept, shown)]
    for kind, a, b, c, d in difflib.SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        if kind == "equal":
            for (was, words), (now, _) in zip(kept[a:b], shown[c:d], strict=True):
                if max(abs(one - other) for one, other in zip(was, now, strict=True)) > 1:
                    yield f"{words}: was at {was}, is at {now}"
        else:
            yield from (f"{words}: was at {was}, is gone" for was, words in kept[a:b])
            yield from (f"{words}: is new at {now}" for now, words in shown[c:d])


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        (FOLDER / f"{name}.txt").write_text(written(digest(name)), encoding="utf-8")
    print(f"Pictures are written to {FOLDER}: look at what `git diff` says of them")
