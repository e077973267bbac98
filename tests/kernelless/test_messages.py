"""A site says what a reader sees or hears in its own words, and a word that cannot stand there is refused."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import altair as alt
import pytest
from kernelless import Parameter, explorer, exported, messages
from kernelless.sphinx import messages as setting
from sphinx.errors import ExtensionError

PACKAGE = Path(messages.__file__).parent
FORMS = {"one": "Eine Seite.", "other": "{pages} Seiten."}


@pytest.fixture(autouse=True)
def own_words_end():
    yield
    messages.use({})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"guess.shwo": "Zeigen"}, "there is no 'guess.shwo': did you mean 'guess.show'?"),
        ({"guess.said": "Sie: {guess}"}, "'guess.said' must hold {answer} and {guess}, as 'You guessed {guess}; the"),
        (
            {"guess.show": "Zeigen {it}"},
            "'guess.show' must hold no place, as 'Show the answer' does; got 'Zeigen {it}'",
        ),
        ({"guess.show": 3}, "'guess.show' must be a text; got 3"),
        ({"guess.show": {"other": "Zeigen"}}, "'guess.show' must be a text; got {'other': 'Zeigen'}"),
        ({"inherit.used": "Seiten"}, "'inherit.used' must have a text for 'other'"),
        ({"inherit.used": {"one": "Eine"}}, "'inherit.used' must have a text for 'other'"),
        ({"inherit.used": FORMS | {"all": "Alle"}}, "of zero, one, two, few, many; got"),
        ({"inherit.used": {"other": "Seiten"}}, "'inherit.used' must hold {pages}"),
        ({"inherit.used": FORMS | {"few": "{n}"}}, "'inherit.used' must hold {pages}"),
    ],
)
def test_a_text_that_cannot_stand_there_is_refused_with_what_would_be_right(given, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        messages.use(given)


def test_right_texts_are_said_from_then_on_and_the_others_as_before():
    messages.use({"inherit.used": FORMS, "visit.where": "Hier: {address} & da"})
    assert messages.table()["inherit.used"] == FORMS
    assert messages.say_html("visit.where", address="<b>x</b>") == "Hier: <b>x</b> &amp; da"
    assert messages.say("words.yes") == "yes"


def test_a_file_holds_texts_by_name(tmp_path):
    file = tmp_path / "de.json"
    file.write_text('{"words.yes": "ja"}', encoding="utf-8")
    messages.use(file)
    assert messages.say("words.yes") == "ja"
    for text, said in (("[]", "must be texts by name"), ("{", "must be JSON")):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=said):
            messages.use(file)
    with pytest.raises(ValueError, match="must be in a file that is there"):
        messages.use(tmp_path / "fr.json")


def test_a_page_is_given_only_what_its_scripts_say_in_other_words():
    messages.use({"still.late": "Spät", "guess.show": "</script>"})
    found = re.fullmatch(rf'<script type="{re.escape(messages.TYPE)}">(.*)</script>', messages.script())
    assert "</" not in found[1]
    assert json.loads(found[1]) == {"guess.show": "</script>"}
    messages.use({"still.late": "Spät"})
    assert messages.script() == ""


def test_an_exported_model_takes_them_along():
    a = Parameter("a", "A", 2, range=(0, 5), step=1)
    live = explorer(alt.Chart(alt.NamedData("none")).mark_point(), [a], outputs=lambda p: {"twice": 2 * p["a"]})
    assert '"messages":' not in exported.module(live)
    messages.use({"widget.undo": "Zurück", "still.late": "Spät"})
    assert json.dumps({"messages": {"widget.undo": "Zurück"}}, separators=(",", ":"))[1:] in exported.module(live)


def test_a_kernel_says_what_the_site_says_that_starts_it():
    code = "from kernelless.messages import say; print(say('words.yes'))"
    environment = os.environ | {messages.VARIABLE: '{"words.yes": "ja"}'}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.stdout == "ja\n"


def test_the_settings_of_a_site_are_heard_or_refused(tmp_path, monkeypatch):
    monkeypatch.setenv(messages.VARIABLE, "{}")

    class Given:
        confdir, kernelless_messages = str(tmp_path), {"words.yes": "ja"}

    setting._use(Given, Given)
    assert (messages.say("words.yes"), os.environ[messages.VARIABLE]) == ("ja", '{"words.yes": "ja"}')
    (tmp_path / "fr.json").write_text('{"words.yes": "oui"}', encoding="utf-8")
    Given.kernelless_messages = "fr.json"
    setting._use(Given, Given)
    assert (messages.say("words.yes"), Given.kernelless_messages) == ("oui", {"words.yes": "oui"})
    Given.kernelless_messages = {"words.maybe": "peut-être"}
    with pytest.raises(ExtensionError, match=re.escape("kernelless_messages: a message must have a name of the table")):
        setting._use(Given, Given)


def test_jupyter_s_script_has_the_words_and_a_name_of_its_own_by_them():
    from kernelless.live_chart import engine_script, kernel_script

    usual = kernel_script()
    messages.use({"jupyter.stopped": "Der Kernel steht."})
    assert "Der Kernel steht." in engine_script()
    assert kernel_script() != usual


#: Words between tags, or in an attribute that is read aloud.
WORDS = re.compile(r">[^<>{}=]*[A-Za-z]{2}[^<>{}=]*<|(?:aria-label|title|placeholder|alt)=\"[^\"{}]*[A-Za-z]{2}")


def written(node):
    """What a string says by itself, with a mark for what is put into it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return re.sub("<script>.*?</script>", "", text, flags=re.DOTALL)


#: Quotes what themes write.
OTHERS = {"access.py"}
WRITERS = [file for file in sorted([*PACKAGE.glob("*.py"), *PACKAGE.glob("sphinx/*.py")]) if file.name not in OTHERS]


@pytest.mark.parametrize("file", WRITERS, ids=lambda file: file.name)
def test_no_words_stand_in_the_html_that_python_writes(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and isinstance(node.body[0], ast.Expr)
    }
    strings = [written(node) for node in ast.walk(tree) if id(node) not in documented]
    assert [text for text in strings if WORDS.search(text)] == []
