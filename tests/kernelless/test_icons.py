"""Icons come from the theme's own shapes."""

import pytest
from kernelless.sphinx.icons import svg
from sphinx.errors import ExtensionError


def test_an_icon_keeps_the_classes_that_are_not_the_fonts():
    drawn = svg("theme-switch fa-solid fa-sun fa-lg", ' data-mode="light"')
    assert 'class="kl-icon theme-switch" data-mode="light"' in drawn
    assert 'd="M' in drawn


def test_an_icon_answers_to_its_older_names():
    assert svg("fa-solid fa-home") == svg("fa-solid fa-house")


def test_an_unknown_icon_stops_the_build():
    with pytest.raises(ExtensionError, match="fa-no-such-shape"):
        svg("fa-solid fa-no-such-shape")
