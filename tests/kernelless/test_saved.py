"""A model as one file: what it holds, what it needs from elsewhere (nothing), and what is refused."""

import re

import pytest
from kernelless import Carry, Data, built, saved
from line import model


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    live = model()
    live.a = 4
    file = tmp_path_factory.mktemp("saved") / "line.html"
    live.save(file)
    return file.read_text(encoding="utf-8")


def test_it_stands_at_the_setting_that_it_was_saved_at(text):
    assert '<p class="kl-sentence">Twice that is 8.</p>' in text
    assert "&quot;params&quot;:{&quot;a&quot;:4.0},&quot;outputs&quot;:{&quot;twice&quot;:8.0}" in text
    assert text.count("<svg ") == 2  # for a narrow page and a wide one


def test_it_fetches_nothing(text):
    assert not re.findall(r"""<(?:script|link|img|iframe)[^>]*\s(?:src|href)=""", text)
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert not re.findall(r"""@import|url\((?!["']?(?:data:|#))""", style)


def test_no_word_of_the_model_ends_a_script(text):
    assert text.count("<script") == text.count("</script>")
    assert "<title>A &lt;line&gt; &lt;/script&gt; &amp; its slope</title>" in text


def test_two_files_of_one_setting_are_alike():
    assert saved.page(model()) == saved.page(model())


def test_a_model_that_needs_a_kernel_is_refused_with_the_reason(tmp_path):
    with pytest.raises(
        ValueError, match="'line' cannot live on a page without a kernel: its function cannot be traced"
    ):
        model(lambda a, x: float(a) * x).save(tmp_path / "line.html")
    with pytest.raises(ValueError, match=r"must end with \.html; got 'line\.pdf'"):
        model().save("line.pdf")


def test_its_table_is_of_its_setting_and_it_leads_to_no_other_page():
    data = Data("line", {"x": ("Place", ".0f"), "y": ("Height", ".1f")}, "A line")
    live = model(data=data, carry=[Carry("other", "Take it there", {"a": "a"})])
    live.a = 3
    text = saved.page(live)
    assert '<td role="cell">3.0</td>' in text
    assert "Take it there" not in text


def test_without_the_scripts_of_pages_it_says_what_to_install(monkeypatch, tmp_path):
    for name in ("FRONTEND", "BUILT"):
        monkeypatch.setattr(built, name, tmp_path / name)
    built.texts.cache_clear()
    with pytest.raises(built.ScriptsError, match="install a wheel that has them"):
        saved.page(model())
    built.texts.cache_clear()
