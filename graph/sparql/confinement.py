"""What the operating system forbids a worker to do while it runs a query that someone typed.

On Linux (x86-64 and 64-bit ARM) the kernel itself says no: a seccomp filter lets through only the calls that reading an
open store needs, so there are no sockets, no programs, no child processes, no writing and no device;
Landlock leaves only the store's own folder to be read; limits of memory and of processor time end what the parent
does not. Elsewhere each function returns False, and the worker reports what it could not enforce.

Like all that a worker imports, this module needs the core of the standard library only, and nothing here raises:
a protection that the machine does not have is reported, never assumed.
"""

import ctypes
import os
import sys

if sys.platform != "win32":
    import fcntl
    import resource

_LIBC = ctypes.CDLL(None) if sys.platform != "win32" else ctypes.CDLL("msvcrt")

ERRNO_PERMISSION = 1
ERRNO_NO_SUCH_CALL = 38

# Numbers of the kernel's calls: x86-64 has a table of its own, 64-bit ARM uses the generic one
# (linux/arch/x86/entry/syscalls/syscall_64.tbl, linux/include/uapi/asm-generic/unistd.h).
X86_64, AARCH64 = 0xC000003E, 0xC00000B7
MACHINES = {"x86_64": X86_64, "aarch64": AARCH64, "arm64": AARCH64}
X32_CALLS = 0x40000000
"""On x86-64, calls above this number reach the same functions by another door, which stays shut."""

CALLS = {
    # name: (x86-64, generic); the busiest first, for the filter is read from the top.
    "pread64": (17, 67),
    "read": (0, 63),
    "write": (1, 64),
    "futex": (202, 98),
    "madvise": (28, 233),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "brk": (12, 214),
    "close": (3, 57),
    "lseek": (8, 62),
    "readahead": (187, 213),
    "fadvise64": (221, 223),
    "readv": (19, 65),
    "writev": (20, 66),
    "preadv": (295, 69),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "statx": (332, 291),
    "fcntl": (72, 25),
    "sched_yield": (24, 124),
    "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "gettimeofday": (96, 169),
    "getrandom": (318, 278),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getcpu": (309, 168),
    "getrusage": (98, 165),
    "sysinfo": (99, 179),
    "sched_getaffinity": (204, 123),
    "setitimer": (38, 103),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
    "membarrier": (324, 283),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
X86_ONLY_CALLS = {"alarm": 37, "poll": 7, "time": 201}

# Calls that are let through for some arguments only: (x86-64, generic, argument, test, value).
_WRITES = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND
_EXECUTABLE = 0x4  # PROT_EXEC
_THREAD = 0x10000  # CLONE_THREAD
ARGUMENT_TESTS = {
    "openat": (257, 56, 2, "none", _WRITES),
    "mmap": (9, 222, 2, "none", _EXECUTABLE),
    "mprotect": (10, 226, 2, "none", _EXECUTABLE),
    "clone": (56, 220, 0, "some", _THREAD),
    "prlimit64": (302, 261, 0, "equal", 0),
    "tgkill": (234, 131, 0, "equal", None),
}
_CLONE3 = 435
"""Its flags lie in memory, where a filter cannot look; told that it does not exist, the C library uses clone."""

_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
_SECCOMP_CALL = {X86_64: 317, AARCH64: 277}
_SET_FILTER, _ALL_THREADS = 1, 1
_NO_NEW_PRIVILEGES, _NOT_DUMPABLE = 38, 4

# Landlock: the same numbers on every machine; rights in the order of linux/include/uapi/linux/landlock.h.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_RIGHTS_OF_VERSION = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NETWORK_VERSION, _SCOPE_VERSION = 4, 6

GRACE_SECONDS = 2
"""How much longer than its deadline a worker may live that lost the parent who should have killed it."""


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    order = sys.byteorder
    return code.to_bytes(2, order) + bytes((if_true, if_false)) + value.to_bytes(4, order)


def call_filter(architecture: int, process: int) -> bytes:
    """Write the filter for the kernel: a program in classic BPF that says yes or no to each call.

    Args:
        architecture: ``X86_64`` or ``AARCH64``.
        process: The worker's own process id, the only one that it may send a signal to.

    Returns:
        The instructions, eight bytes each. Whatever is not named is refused with EPERM.
    """
    column = 0 if architecture == X86_64 else 1
    refuse = _instruction(_RETURN, REFUSE | ERRNO_PERMISSION)
    program = [
        _instruction(_LOAD, 4),
        _instruction(_IF_EQUAL, architecture, 1, 0),
        _instruction(_RETURN, KILL),
        _instruction(_LOAD, 0),
    ]
    if architecture == X86_64:
        program += [_instruction(_IF_AT_LEAST, X32_CALLS, 0, 1), refuse]
    plain = [numbers[column] for numbers in CALLS.values()]
    if architecture == X86_64:
        plain += X86_ONLY_CALLS.values()
    for number in plain:
        program += [_instruction(_IF_EQUAL, number, 0, 1), _instruction(_RETURN, ALLOW)]
    program += [
        _instruction(_IF_EQUAL, _CLONE3, 0, 1),
        _instruction(_RETURN, REFUSE | ERRNO_NO_SUCH_CALL),
    ]
    for *numbers, argument, test, value in ARGUMENT_TESTS.values():
        compare = _IF_EQUAL if test == "equal" else _IF_ANY_BIT
        yes_no = (0, 1) if test == "none" else (1, 0)
        program += [
            _instruction(_IF_EQUAL, int(numbers[column]), 0, 4),
            # The low half of the argument: every flag tested lies in it on these little-endian machines.
            _instruction(_LOAD, 16 + 8 * int(argument)),
            _instruction(compare, process if value is None else int(value), *yes_no),
            refuse,
            _instruction(_RETURN, ALLOW),
        ]
    return b"".join([*program, refuse])


def forbid_calls() -> bool:
    """Let every thread of this process make only the calls that reading an open store needs; for good.

    Returns:
        Whether the kernel agreed.
    """
    if sys.platform != "linux":
        return False
    architecture = MACHINES.get(os.uname().machine)
    # A 32-bit program on a 64-bit kernel makes calls of another table.
    if architecture is None or sys.maxsize < 1 << 32:
        return False
    program = call_filter(architecture, os.getpid())
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]

    described = Program(len(program) // 8, ctypes.addressof(buffer))
    if _LIBC.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    _LIBC.prctl(_NOT_DUMPABLE, 0, 0, 0, 0)
    number = _SECCOMP_CALL[architecture]
    return bool(_LIBC.syscall(number, _SET_FILTER, _ALL_THREADS, ctypes.byref(described)) == 0)


def only_read_below(folder: str) -> bool:
    """Leave this thread, and those it will start, nothing but reading below one folder; for good.

    Modules must have been imported before: they lie elsewhere.

    Args:
        folder: The store. With an empty name nothing at all can be opened.

    Returns:
        Whether the kernel agreed (Linux 5.13 or later, with Landlock switched on).
    """
    if sys.platform != "linux":
        return False
    version = _LIBC.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    order = sys.byteorder
    rights = (1 << _RIGHTS_OF_VERSION.get(version, _RIGHTS_OF_VERSION[5])) - 1
    ruleset = rights.to_bytes(8, order)
    if version >= _NETWORK_VERSION:
        ruleset += (0b11).to_bytes(8, order)  # neither bind nor connect over TCP
    if version >= _SCOPE_VERSION:
        ruleset += (0b11).to_bytes(8, order)  # no abstract sockets and no signals to others
    rules = _LIBC.syscall(_CREATE_RULESET, ruleset, ctypes.c_size_t(len(ruleset)), 0)
    if rules < 0:
        return False
    try:
        if folder:
            below = os.open(folder, os.O_RDONLY)
            rule = (_READ_FILE | _READ_FOLDER).to_bytes(8, order) + below.to_bytes(4, order)
            added = _LIBC.syscall(_ADD_RULE, rules, 1, rule, 0)
            os.close(below)
            if added != 0:
                return False
        _LIBC.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(_LIBC.syscall(_RESTRICT_SELF, rules, 0) == 0)
    finally:
        os.close(rules)


def open_memory_gauge() -> int:
    """Open the kernel's account of this process's memory, for when no file can be opened any more; -1 if none."""
    try:
        return os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return -1


def memory_in_use(gauge: int) -> int:
    """How many bytes of address space this process holds; 0 where the machine does not say."""
    if gauge < 0 or sys.platform == "win32":
        return 0
    return int(os.pread(gauge, 64, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE")


def cap_memory(more: int, gauge: int) -> bool:
    """Allow this process so many bytes more than it holds now, and no core file.

    Counting from what an idle worker holds makes the limit mean "memory for the query": an open store reserves
    hundreds of megabytes of address space that it never touches.

    Returns:
        Whether the limit is in force; macOS accepts such a limit and ignores it.
    """
    if sys.platform == "win32":
        return False
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        held = memory_in_use(gauge)
        if not held:
            return False
        resource.setrlimit(resource.RLIMIT_AS, (held + more, held + more))
    except (OSError, ValueError):
        return False
    return sys.platform == "linux"


def _alarm(seconds: int) -> None:
    # Through the C library: the signal module imports enum, which costs a worker more than opening the store.
    _LIBC.alarm(seconds)


def cap_time(seconds: float) -> bool:
    """End this process some time after the deadline, by the clock and by the processor, should the parent not do it.

    Returns:
        Whether the limits are in force.
    """
    if sys.platform == "win32":
        return False
    try:
        used = resource.getrusage(resource.RUSAGE_SELF)
        whole = int(seconds) + GRACE_SECONDS + 1
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        # Several threads may use several seconds of processor in one of the clock: hence twice.
        soft = int(used.ru_utime + used.ru_stime) + 2 * whole
        resource.setrlimit(
            resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
        )
        _alarm(whole)
    except (OSError, ValueError, AttributeError):
        return False
    return True


def stop_the_clock() -> None:
    """Take the alarm of :func:`cap_time` back: the query is answered."""
    if sys.platform != "win32":
        _alarm(0)


def die_with_parent(pipe: int) -> bool:
    """Have the kernel end this process as soon as the parent is gone, however it went.

    The parent holds the other end of a pipe and never writes. Its end closes with the parent, which sends SIGIO, whose
    default is to end the process, even in the midst of the engine. (PR_SET_PDEATHSIG would do so as soon as
    the *thread* ends that started the worker.)

    Returns:
        Whether that is so; off Linux an idle worker still ends when its input does.
    """
    if sys.platform != "linux":
        return False
    try:
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(pipe, fcntl.F_GETFL)
        fcntl.fcntl(pipe, fcntl.F_SETFL, flags | os.O_ASYNC | os.O_NONBLOCK)
        if os.read(pipe, 1) == b"":
            os._exit(1)  # the parent was gone before anyone looked
    except BlockingIOError:
        return True
    except OSError:
        return False
    return True
