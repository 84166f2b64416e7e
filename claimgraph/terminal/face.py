"""How every command looks: its help page, its place in the list, and when its code is imported.

A command's module is imported when the command is used, and not before: ``claimgraph --help`` reads a table of names
and summaries and nothing else. Nothing here knows what any command does.
"""

from __future__ import annotations

import difflib
import inspect
import signal
import sys
import threading
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from .failures import exit_code
from .output import prepare_streams
from .settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

WIDEST_HELP: Final = 100
"""Columns of a help page, at most: longer lines are hard to read."""

_CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": WIDEST_HELP}


def module_of(name: str) -> str:
    """The module that holds a command.

    >>> module_of("non-responsive")
    'non_responsive'
    """
    return name.replace("-", "_")


class Shared(click.Option):
    """An option that means the same wherever it stands, listed below a command's own."""


class Command(click.Command):
    """A command with examples at the end of its help page.

    Args:
        examples: Command lines without ``claimgraph``, each with what it does; they work in the demo's folder.
    """

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - click's own arguments
        examples: Sequence[tuple[str, str]] = (),
        **kwargs: Any,  # noqa: ANN401 - click's own arguments
    ) -> None:
        """Keep the examples; everything else is click's."""
        kwargs["context_settings"] = {**_CONTEXT, **kwargs.get("context_settings", {})}
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command's arguments; a day that it could not obey is refused, and not forgotten."""
        knows = any("--as-of" in each.opts for each in self.params)
        settings = ctx.find_object(Settings)
        said = settings is not None and settings.as_of is not None
        if not knows and (said or any(each.partition("=")[0] == "--as-of" for each in args)):
            raise click.UsageError(f"'{self.name}' cannot be asked as of a day; leave out --as-of.", ctx)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own options, then those that every command has, then the examples."""
        # Arguments are explained in the text, where a sentence can say what they may be.
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        asking = self.get_help_option(ctx)
        shared = [each for each in options if isinstance(each, Shared)]
        own = [each for each in options if not isinstance(each, Shared) and each is not asking]
        rest = [asking] if asking is not None else []
        for heading, listed in (("Options", own), ("Options of every command", [*shared, *rest])):
            records = [record for each in listed if (record := each.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)
        if self.examples:
            with formatter.section("Examples"):
                for line, told in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}$ claimgraph {line}\n")
                    formatter.indent()
                    formatter.indent()
                    formatter.write_text(told)
                    formatter.dedent()
                    formatter.dedent()


class Group(click.Group):
    """The list of commands, each imported when it is asked for.

    Args:
        sections: Headings, each with the names and the summaries of its commands, in the order in which they are read.
        package: Where each command's module stands; the module's ``command`` is the command.
    """

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - click's own arguments
        sections: Mapping[str, Mapping[str, str]],
        package: str,
        **kwargs: Any,  # noqa: ANN401 - click's own arguments
    ) -> None:
        """Keep the table; nothing is imported."""
        super().__init__(*args, context_settings=dict(_CONTEXT), **kwargs)
        self.sections = sections
        self._package = package

    @property
    def summaries(self) -> dict[str, str]:
        """Each command's summary, by name."""
        return {name: told for section in self.sections.values() for name, told in section.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the sections."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command."""
        if cmd_name not in self.summaries:
            return None
        command: click.Command = import_module(f"{self._package}.{module_of(cmd_name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; a wrong name is answered with the nearest right one."""
        name = args[0]
        if name not in self.summaries and not name.startswith("-"):
            near = difflib.get_close_matches(name, self.summaries, n=1)
            hint = f" (did you mean '{near[0]}'?)" if near else ""
            ctx.fail(f"there is no command '{name}'{hint}.")
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by what they are for, then the options."""
        width = max(map(len, self.summaries))
        for heading, listed in self.sections.items():
            with formatter.section(heading):
                formatter.write_dl([(f"{name:<{width}}", told) for name, told in listed.items()])
        records = [each.get_help_record(ctx) for each in self.get_params(ctx)]
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record is not None])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - click's signature
        **extra: Any,  # noqa: ANN401 - click's own arguments
    ) -> Any:  # noqa: ANN401 - as click's own
        """Run a command line, and end the program with its exit code; a failure is one line on stderr.

        Args:
            args: The arguments; those of the program if None.
            prog_name: What the program is called.
            complete_var: The variable by which a shell asks for completions.
            standalone_mode: False runs the command and lets every exception pass.
            extra: For click's context.
        """
        prog_name = prog_name or "claimgraph"
        arguments = list(sys.argv[1:] if args is None else args)
        extra.setdefault("obj", Settings())
        prepare_streams()
        self._main_shell_completion(extra, prog_name, complete_var)

        def act() -> None:
            with self.make_context(prog_name, arguments, **extra) as context:
                self.invoke(context)

        if not standalone_mode:
            act()
            return None
        with _ended_in_order():
            sys.exit(exit_code(act, extra["obj"]))


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let SIGTERM, as `timeout` sends it, end the program like any exit, so that no temporary folder stays behind."""
    alone = threading.current_thread() is threading.main_thread()
    if not alone or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def command(*, name: str, examples: Sequence[tuple[str, str]]) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command; its docstring's first line is the summary, the rest the explanation.

    Args:
        name: As it is typed.
        examples: As for :class:`Command`.
    """

    def made(function: Callable[..., Any]) -> Command:
        explained = inspect.cleandoc(function.__doc__ or "")
        summary = explained.partition("\n")[0]
        return click.command(name, cls=Command, help=explained, short_help=summary, examples=examples)(
            function
        )

    return made
