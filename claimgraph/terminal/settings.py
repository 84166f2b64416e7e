"""What a user asked for on the whole: which store, how much to say, in which colours.

One :class:`Settings` is made for each run of the program and travels in click's context. It opens the graph that a
command works on, and is the only way by which a command speaks to the user beside its result.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..api import Graph


@dataclass(slots=True)
class Settings:
    """What holds for the whole run.

    Attributes:
        store: The store's folder, if one was named.
        memory: Dossiers to answer from instead of a store.
        quiet: Say nothing but results and errors.
        debug: Show where a failure came from.
        plain: No colours.
        as_of: The day to answer as of, as typed; None if everything is to be seen.
    """

    store: str | None = None
    memory: tuple[str, ...] = ()
    quiet: bool = False
    debug: bool = False
    plain: bool = False
    as_of: str | None = None

    def graph(self, *, make: bool = False) -> Graph:
        """Open what the command works on: the store, or dossiers read into memory for this one run.

        Args:
            make: Make the store if there is none.
        """
        whole = self._whole(make=make)
        if self.as_of is None:
            return whole
        then = whole.as_of(self.as_of)
        context = click.get_current_context(silent=True)
        if context is not None and then.snapshot is not None:
            # The graph of an earlier day ends with the whole one, and that with the command.
            context.call_on_close(whole.close)
            self.say(then.snapshot.sentence)
        return then

    def _whole(self, *, make: bool) -> Graph:
        from ..api import Graph

        if not self.memory:
            return Graph.open(self.store, make=make)
        if self.store is not None:
            raise click.UsageError("--store and --memory exclude each other: name one of them.")
        graph = Graph.in_memory()
        for report in graph.load(*self.memory):
            self.warn_all(map(str, report.warnings))
        return graph

    def say(self, message: str) -> None:
        """Tell the user something beside the result, on stderr."""
        if not self.quiet:
            tell(message)

    def warn_all(self, messages: Iterable[str]) -> None:
        """Tell the user what is worth a look."""
        for message in messages:
            self.say(message if "warning:" in message else f"warning: {message}")

    @property
    def colours(self) -> bool:
        """Whether results on stdout are coloured: on a terminal, unless somebody said no (https://no-color.org)."""
        unwanted = self.plain or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return not unwanted and sys.stdout.isatty()


def tell(message: str) -> None:
    """Write one line to stderr, in which nothing can give orders to the terminal."""
    from ..graph.told import visible

    click.echo(visible(message), err=True, color=False)


def current() -> Settings:
    """The settings of the run that is going on."""
    return click.get_current_context().ensure_object(Settings)
