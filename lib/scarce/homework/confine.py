"""What a notebook may do to the machine that grades it.

On Linux 5.13 and later a process can give up rights for good (Landlock): from then on it, and whatever it starts,
writes in its own folder alone, reads nothing but Python and the system, and, where the kernel is new enough, neither
connects to anything by TCP (Linux 6.7) nor signals a process outside (6.12). Elsewhere there are only limits on size.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

#: Bytes of memory for a process, and of a file that it writes.
MEMORY, FILE = 4 << 30, 64 << 20
#: Where systems keep programs, libraries and settings.
SYSTEM = ("/bin", "/lib", "/lib32", "/lib64", "/usr", "/etc", "/opt", "/nix", "/proc", "/sys", "/dev/urandom")

#: Where this package lies.
PACKAGES = Path(__file__).parents[2]

# From <linux/landlock.h> and <linux/prctl.h>; the numbers of the calls are the same on all machines.
_CREATE, _ADD, _RESTRICT, _NO_NEW_PRIVILEGES = 444, 445, 446, 38
_VERSION, _BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE, _IOCTL = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14, 1 << 15
_READ = _EXECUTE | _READ_FILE | _READ_DIR
#: What can be done with a file that is no folder.
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
_TCP, _SCOPE = 0b11, 0b11


def _files_rights(version: int) -> int:
    """All rights to files that this version of Landlock knows."""
    return (1 << (13 + (version >= 2) + (version >= 3) + (version >= 5))) - 1


def _ruleset(version: int) -> bytes:
    fields = [_files_rights(version)] + [_TCP] * (version >= 4) + [_SCOPE] * (version >= 6)
    return struct.pack(f"{len(fields)}Q", *fields)


def readable() -> list[str]:
    """Where Python and its packages are, and the system's own folders."""
    return [*SYSTEM, sys.prefix, sys.base_prefix, str(PACKAGES), *(each for each in sys.path if each)]


def limit() -> None:
    """Bounds on memory and on the size of files, where the system has such."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_FSIZE, FILE), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))


def confine(folder: Path) -> bool:
    """Give up all rights to write but in the folder; whether this system has what that takes."""
    limit()
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION)
    if version < 1:
        return False
    wanted = _ruleset(version)
    rules = libc.syscall(_CREATE, wanted, ctypes.c_size_t(len(wanted)), 0)
    if rules < 0:
        return False
    everything = _files_rights(version)
    _allow(libc, rules, readable(), _READ)
    _allow(libc, rules, [os.devnull], (_READ | _WRITE_FILE | _TRUNCATE) & everything)
    _allow(libc, rules, [str(folder)], everything)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done = bool(libc.syscall(_RESTRICT, rules, 0) == 0)
    os.close(rules)
    return done


def _allow(libc: ctypes.CDLL, rules: int, paths: Iterable[str], rights: int) -> None:
    for path in paths:
        try:
            opened = os.open(path, getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
        except OSError:
            continue  # there is no such folder here
        of_file = rights if Path(path).is_dir() else rights & _OF_FILES
        libc.syscall(_ADD, rules, _BENEATH, struct.pack("=Qi", of_file, opened), 0)
        os.close(opened)
