"""Walls that a process puts around itself before it reads what strangers wrote. None can be taken down again.

Limits on memory, files and cores stand on every Unix. On Linux, without any privilege and in a container too: no new
privileges; no files but the program's own and no TCP (Landlock, kernel 5.13); no socket, no process, no signal to
another (seccomp). A wall that the system does not know is left out, and `build` says which ones stand.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

WALLS = ("limits", "privileges", "files", "calls")
"""Every wall there is, by name, in the order in which they are put up."""

NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2  # prctl(2)
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # landlock(7); the same numbers on every architecture
READ = 1 << 2  # a file
READ_BOTH = READ | 1 << 3  # and what a folder holds
LOAD, EQUALS, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # of the packet filter's machine
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
FOREIGN_CALLS = 0x40000000  # x86-64: from here on the calls of another convention

# In order: socket, socketpair, clone, clone3, (fork, vfork,) execve, execveat, kill, tkill, tgkill, ptrace,
# process_vm_readv, process_vm_writev, pidfd_send_signal, pidfd_getfd, io_uring_setup
REFUSED = {
    "x86_64": (0xC000003E, (41, 53, 56, 435, 57, 58, 59, 322, 62, 200, 234, 101, 310, 311, 424, 438, 425)),
    "aarch64": (0xC00000B7, (198, 199, 220, 435, 221, 281, 129, 130, 131, 117, 270, 271, 424, 438, 425)),
}
"""Architecture → its number in `seccomp_data` and the system calls that are refused (`linux/audit.h`, `unistd.h`)."""


def build(memory: int, readable: Iterable[Path]) -> tuple[str, ...]:
    """Put up every wall there is for this process; the names of those that stand. `memory` in bytes of addresses."""
    _limit(memory)
    standing = ["limits"]
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        attempts = (
            ("privileges", lambda: libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0),
            ("files", lambda: _close_files(libc, readable)),
            ("calls", lambda: _refuse_calls(libc)),
        )
        standing += [name for name, attempt in attempts if attempt()]
    return tuple(standing)


def renew_time(seconds: int) -> None:
    """From now on this process has `seconds` of CPU, counted down to whole ones; then the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _limit(memory: int) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _close_files(libc: ctypes.CDLL, readable: Iterable[Path]) -> bool:
    """Landlock: of the file system only what lies under `readable` can be opened, to be read; no TCP, no signals."""
    version = _call(libc, CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    files = (1 << (13 + (version >= 2) + (version >= 3) + (version >= 5))) - 1
    attributes = struct.pack("QQQ", files, 0b11, 0b11)[: 8 if version < 4 else 16 if version < 6 else 24]
    rules = _call(libc, CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return False
    try:
        for path in readable:
            _open_up(libc, rules, path)
        return _call(libc, RESTRICT_SELF, rules, 0) == 0
    finally:
        os.close(rules)


def _open_up(libc: ctypes.CDLL, rules: int, path: Path) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no door
    try:
        rule = struct.pack("=Qi", READ_BOTH if path.is_dir() else READ, place)
        _call(libc, ADD_RULE, rules, 1, rule, 0)
    finally:
        os.close(place)


def _refuse_calls(libc: ctypes.CDLL) -> bool:
    """seccomp: the calls of `REFUSED` fail with EPERM, those of another architecture end the process."""
    if platform.machine() not in REFUSED:
        return False
    architecture, calls = REFUSED[platform.machine()]
    steps = [(LOAD, 0, 0, 4), (EQUALS, 1, 0, architecture), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    steps.append((AT_LEAST, len(calls) + 1, 0, FOREIGN_CALLS))
    steps += [(EQUALS, len(calls) - n, 0, call) for n, call in enumerate(calls)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HP", len(steps), ctypes.addressof(code))
    return int(libc.prctl(SECCOMP, FILTER, program, 0, 0)) == 0


def _call(libc: ctypes.CDLL, number: int, *arguments: int | bytes | None) -> int:
    return int(libc.syscall(number, *(ctypes.c_long(each) if isinstance(each, int) else each for each in arguments)))
