"""Finds a Chromium or Chrome for the browser tests; on Debian as root, installs one."""

from installed import ensure_programs

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
#: Without these, the browser itself talks to its maker's hosts; as root it needs the first.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def ensure():
    """The path of a browser; where there is none, it is installed or the reader is told how."""
    [path] = ensure_programs("Chromium or Chrome", {"CHROMIUM": [*NAMES, *PLACES]}, ["chromium"])
    return path


if __name__ == "__main__":
    print(f"Browser tests use {ensure()}")
