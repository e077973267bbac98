"""The addresses that the book writes about itself, each made from `repository` in `_config.yml`.

In a text: ``{address}`issues` `` for the address as it is, ``{address}`report it here <issues>` `` for a link.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util.docutils import ReferenceRole

from .._addresses import addresses, known, page, site

__all__ = ["addresses", "known", "named", "page", "site"]


def named(there: dict[str, str], name: str) -> str:
    """The address of that name, or a `ValueError` that says which names there are."""
    if name not in there:
        raise ValueError(f"address: there is none called {name!r}; there are {', '.join(there)}")
    return there[name]


def configured(config: Config) -> dict[str, str]:
    """The addresses, from what has become of `_config.yml` in Sphinx."""
    theme = config.html_theme_options
    repository = {"url": theme.get("repository_url"), "branch": theme.get("repository_branch")}
    html = {"baseurl": config.html_baseurl}
    return known({"repository": repository, "launch_buttons": theme.get("launch_buttons"), "html": html})


def footer(text: str, there: dict[str, str]) -> str:
    """The text with the addresses that it names in braces, or a `ValueError` that says which it may name."""
    try:
        return text.format(**there)
    except (KeyError, IndexError, ValueError):
        names = ", ".join(f"{{{name}}}" for name in there)
        raise ValueError(f"html: extra_footer may name {names}, and a brace of its own twice; got {text!r}") from None


class Address(ReferenceRole):
    """One of the addresses, as a link if it is given words, else as it is."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The node for this place."""
        try:
            found = named(configured(self.config), self.target)
        except ValueError as error:
            return [], [self.inliner.reporter.error(str(error), line=self.lineno)]
        if self.has_explicit_title:
            return [nodes.reference(text=self.title, refuri=found)], []
        return [nodes.literal(text=found, classes=["address"])], []


def _settings(_: Sphinx, config: Config) -> None:
    """Where the site will be, and the addresses that the settings' own texts name in braces."""
    theme = config.html_theme_options
    try:
        there = configured(config)
        theme["extra_footer"] = footer(theme.get("extra_footer") or "", there)
    except ValueError as error:
        raise ExtensionError(f"_config.yml: {error}") from error
    config.html_baseurl, theme["repository_url"] = there["site"], there["repository"]
    theme["repository_branch"] = theme.get("repository_branch") or "main"


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("config-inited", _settings)
    app.add_role("address", Address())
