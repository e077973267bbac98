"""The built site in one archive that works wherever it is unpacked: a USB stick, a school's file server.

usage: python -m scarce.site.archive SITE FILE
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

#: What only a builder of the book has use for.
_LEFT_OUT = {"objects.inv", ".buildinfo", ".nojekyll"}


def write(site: Path, file: Path) -> None:
    """Write `site` to the archive `file`, in a folder of the archive's own name."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file() and path.name not in _LEFT_OUT):
            entry = zipfile.ZipInfo(f"{file.stem}/{path.relative_to(site).as_posix()}")  # dated 1980: builds agree
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{sys.argv[2]}: {Path(sys.argv[2]).stat().st_size / 1e6:.1f} MB")
