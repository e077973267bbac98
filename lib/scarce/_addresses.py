"""The addresses that the book writes about itself, each made from `repository` in its settings; no Sphinx needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

#: Stands for a hub that only the reader knows.
HUB = "https://hub.example.edu"


#: Where a repository opens as notebooks, unless the settings name another.
BINDER = "https://mybinder.org"
GITHUB = "github.com"
_WEB = re.compile(r"https?://[^/\s]+")


def known(settings: Mapping[str, Any]) -> dict[str, str]:
    """Every address by its name, from the book's settings as `_config.yml` has them.

    >>> known({"repository": {"url": "https://github.com/owner/book.git"}})["site"]
    'https://owner.github.io/book/'
    """
    given, launch, html = (settings.get(name) or {} for name in ("repository", "launch_buttons", "html"))
    repository = _repository(given.get("url"))
    base = str(html.get("baseurl") or site(repository))
    if not _WEB.match(base):
        raise ValueError(f"html: baseurl must be where the site will be, such as https://book.example/; got {base!r}")
    hub = str(launch.get("binderhub_url") or BINDER).rstrip("/")
    return addresses(repository, str(given.get("branch") or "main"), hub, base)


def _repository(url: object) -> str:
    """The repository's address as pages write it."""
    address = str(url or "").strip().rstrip("/").removesuffix(".git")
    if not re.fullmatch(rf"{_WEB.pattern}(?:/[^/\s]+){{2,}}", address):
        raise ValueError(
            "repository: url must be the web address of the book's repository, such as https://github.com/OWNER/NAME, "
            f"from which the pages make the addresses that they write about themselves; got {url!r}"
        )
    return address


def site(repository: str) -> str:
    """Where GitHub shows the book of a repository."""
    owner, name = repository.rstrip("/").split("/")[-2:]
    if urlsplit(repository).hostname != GITHUB:
        raise ValueError(
            f"html: baseurl must say where the site will be, such as https://book.example/, as {repository} is not on "
            "GitHub, whose addresses are known"
        )
    own = f"{owner}.github.io".lower()
    return f"https://{own}/" if name.lower() == own else f"https://{own}/{name}/"


def page(base: str, name: str) -> str:
    """Where the web has a page of the book."""
    return f"{base.rstrip('/')}/{name}.html"


def addresses(repository: str, branch: str, binder: str, base: str) -> dict[str, str]:
    """Every address by its name."""
    base = base.rstrip("/") + "/"
    owner, name = repository.rstrip("/").split("/")[-2:]
    there = f"gh/{owner}/{name}" if urlsplit(repository).hostname == GITHUB else f"git/{quote(repository, safe='')}"
    opened = quote(f"lab/tree/{name}/chapters/bottleneck.md?autodecode", safe="/")
    pulled = urlencode({"repo": repository, "branch": branch, "depth": 1}) + f"&urlpath={opened}"
    return {
        "repository": repository,
        "issues": f"{repository}/issues",
        "package": f"git+{repository}#subdirectory=lib",
        "requirements": f"{repository}/blob/{branch}/requirements.txt",
        "site": base,
        "zip": f"{base}what-stays-scarce.zip",
        "binder": f"{binder}/v2/{there}/{branch}?urlpath=lab",
        "nbgitpuller": f"{HUB}/hub/user-redirect/git-pull?{pulled}",
    }
