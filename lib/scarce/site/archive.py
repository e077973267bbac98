"""The built site in one archive that works wherever it is unpacked: a USB stick, a school's file server.

usage: python -m scarce.site.archive SITE FILE
"""

from __future__ import annotations

import argparse
import zipfile
from pathlib import Path

#: What only a builder of the book has use for.
_LEFT_OUT = {"objects.inv", ".buildinfo"}


def add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a file that everybody may read, dated 1980, so that two builds agree."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)


def write(site: Path, file: Path) -> None:
    """Write `site` to the archive `file`, in a folder of the archive's own name."""
    if not (site / "index.html").is_file():
        raise ValueError(f"site must be a built site with an index.html; got {site}")
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file() and path.name not in _LEFT_OUT):
            add(archive, f"{file.stem}/{path.relative_to(site).as_posix()}", path.read_bytes())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a built site to one archive.")
    parser.add_argument("site", type=Path)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    write(given.site, given.file)
    print(f"{given.file}: {given.file.stat().st_size / 1e6:.1f} MB")
