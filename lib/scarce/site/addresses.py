"""The addresses that the book writes about itself, each made from `repository` in `_config.yml`.

In a text: ``{address}`issues` `` for the address as it is, ``{address}`report it here <issues>` `` for a link.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import ReferenceRole

from .._addresses import addresses, page, site

__all__ = ["addresses", "named", "page", "site"]


def named(known: dict[str, str], name: str) -> str:
    """The address of that name, or a `ValueError` that says which names there are."""
    if name not in known:
        raise ValueError(f"address: there is none called {name!r}; there are {', '.join(known)}")
    return known[name]


class Address(ReferenceRole):
    """One of the addresses, as a link if it is given words, else as it is."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The node for this place."""
        config = self.config
        known = addresses(
            config.html_theme_options["repository_url"],
            config.html_theme_options["repository_branch"],
            config.html_theme_options["launch_buttons"]["binderhub_url"],
            config.html_baseurl,
        )
        try:
            found = named(known, self.target)
        except ValueError as error:
            return [], [self.inliner.reporter.error(str(error), line=self.lineno)]
        if self.has_explicit_title:
            return [nodes.reference(text=self.title, refuri=found)], []
        return [nodes.literal(text=found, classes=["address"])], []


def _base(_: Sphinx, config: Config) -> None:
    config.html_baseurl = config.html_baseurl or site(config.html_theme_options["repository_url"])


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("config-inited", _base)
    app.add_role("address", Address())
