"""The addresses that the book writes about itself, each made from `repository` in its settings; no Sphinx needed."""

from __future__ import annotations

from urllib.parse import quote, urlencode

#: Stands for a hub that only the reader knows.
HUB = "https://hub.example.edu"


def site(repository: str) -> str:
    """Where GitHub shows the book of a repository."""
    owner, name = repository.rstrip("/").split("/")[-2:]
    return f"https://{owner}.github.io/{name}/"


def page(base: str, name: str) -> str:
    """Where the web has a page of the book."""
    return f"{base.rstrip('/')}/{name}.html"


def addresses(repository: str, branch: str, binder: str, base: str) -> dict[str, str]:
    """Every address by its name."""
    owner, name = repository.rstrip("/").split("/")[-2:]
    opened = quote(f"lab/tree/{name}/chapters/bottleneck.md?autodecode", safe="/")
    pulled = urlencode({"repo": repository, "branch": branch, "depth": 1}) + f"&urlpath={opened}"
    return {
        "repository": repository,
        "issues": f"{repository}/issues",
        "package": f"git+{repository}#subdirectory=lib",
        "requirements": f"{repository}/blob/{branch}/requirements.txt",
        "site": base,
        "zip": f"{base}what-stays-scarce.zip",
        "binder": f"{binder}/v2/gh/{owner}/{name}/{branch}?urlpath=lab",
        "nbgitpuller": f"{HUB}/hub/user-redirect/git-pull?{pulled}",
    }
