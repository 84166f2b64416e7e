"""How a run ends: its exit code, and one line for whatever went wrong.

::

    0    fine
    1    bad data, or findings
    2    bad usage: an option, a query, or a name that leads to nothing or to several things
    3    a limit was met, or something failed
    130  stopped with Ctrl-C

Whatever is raised below ends here: nobody sees a traceback who did not ask for one with ``--debug``. A reader who has
had enough (``claimgraph queries | head -1``) is no failure.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from .settings import Settings

FINE: Final = 0
FINDINGS: Final = 1
USAGE: Final = 2
FAULT: Final = 3
STOPPED: Final = 130


class Unfinished(click.ClickException):
    """A result that was cut at a limit; what there is of it has been written."""

    exit_code = FAULT


def exit_code(act: Callable[[], None], settings: Settings) -> int:
    """Do something, tell whatever goes wrong in one line, and say how the program is to end."""
    try:
        act()
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except BrokenPipeError:
        _forget_stdout()
    except (KeyboardInterrupt, click.Abort):
        return _failed(["stopped"], STOPPED, settings)
    except click.ClickException as error:
        return _failed(*_of_click(error), settings)
    except Exception as error:  # noqa: BLE001 - no foreign exception reaches the user
        return _failed(*_told(error), settings)
    return FINE


def _of_click(error: click.ClickException) -> tuple[list[str], int]:
    if not isinstance(error, click.UsageError):
        return [error.format_message()], FAULT
    where = error.ctx.command_path if error.ctx is not None else "claimgraph"
    message = " ".join(error.format_message().split())
    return [f"{message.rstrip('.')}; see `{where} --help`"], USAGE


def _told(error: Exception) -> tuple[list[str], int]:
    """What to say of an exception, and which exit code it means."""
    from ..ontology import errors

    match error:
        case errors.DossierError() | errors.FrameworkError():
            return [str(problem) for problem in error.problems], FINDINGS
        case errors.UnknownNameError():
            from .naming import told

            return told(error), USAGE
        case (
            errors.DateError()
            | errors.NotLoadedError()
            | errors.QuerySyntaxError()
            | errors.QueryRefusedError()
            | errors.QueryParameterError()
        ):
            return [str(error)], USAGE
        case errors.ClaimGraphError():
            return [str(error)], FAULT
    return [_foreign(error)], FAULT


def _foreign(error: Exception) -> str:
    """What to say of an exception that is none of ours."""
    if isinstance(error, MemoryError):
        return "there is not enough memory for this"
    said = " ".join(str(error).split())[:300]
    if isinstance(error, OSError):
        said = error.strerror or said or type(error).__name__
        where = f"{error.filename}: " if error.filename is not None else ""
        return f"{where}{said[0].lower()}{said[1:]}"
    kind = type(error).__name__
    return (
        f"claimgraph itself failed ({kind}{f': {said}' if said else ''});"
        " run it again with --debug, and report what it says"
    )


def _failed(lines: list[str], code: int, settings: Settings) -> int:
    from .settings import tell

    if settings.debug:
        import traceback

        traceback.print_exc()
    # Whoever reads stderr may be gone as well.
    with suppress(OSError):
        for number, line in enumerate(lines):
            placed = code == FINDINGS or number > 0
            tell(line if placed else f"error: {line}")
    return code


def _forget_stdout() -> None:
    """Keep the interpreter from flushing into a closed pipe as it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
