"""Finds a Chromium or Chrome for the browser tests; on Debian as root, installs one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
#: Without these, the browser itself talks to its maker's hosts; as root it needs the first.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def find():
    """The path of a browser, or None."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [path for name in NAMES if (path := shutil.which(name))]
    return next((path for path in [*found, *PLACES] if Path(path).exists()), None)


def ensure():
    """The path of a browser; where there is none, it is installed or the reader is told how."""
    if not find() and Path("/etc/debian_version").exists() and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, stdout=subprocess.DEVNULL)
    path = find()
    if not path:
        sys.exit(
            "Browser tests need Chromium or Chrome: install one (Debian: apt-get install chromium) or set CHROMIUM."
        )
    return path


if __name__ == "__main__":
    print(f"Browser tests use {ensure()}")
