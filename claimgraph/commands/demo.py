"""``claimgraph demo``: the founding case, built before one's eyes by commands that anyone can repeat."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from contextlib import chdir, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..terminal import face
from ..terminal.options import common_options
from ..terminal.output import styled
from ..terminal.settings import Settings, current

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DOSSIER: Final = "founding.yaml"
PAGE: Final = "founding.html"
TRIPLES: Final = "founding.trig"
_STORE: Final = ".claimgraph"
_VARIABLE: Final = "CLAIMGRAPH_STORE"


@face.command(
    name="demo",
    examples=[
        ("demo", "In the folder claimgraph-demo."),
        ("demo elsewhere --open", "In another folder, and open the page in the browser."),
    ],
)
@click.argument(
    "folder", default="claimgraph-demo", metavar="[FOLDER]", type=click.Path(file_okay=False, path_type=Path)
)
@click.option("--force", is_flag=True, help="Build it in a folder that holds other things; they stay.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@common_options
def command(folder: Path, *, force: bool, show: bool) -> None:
    """Build the founding case, and say what is contested in it.

    The founding case is one press article about Chinese goods in Russia's war, statement by statement. It comes with
    the program; nothing is fetched.

    Every step is a command that you can repeat, and is shown before it runs: the dossier is loaded, what is contested
    is told in plain words, the page is written, and so are the triples.
    """
    settings = current()
    held = _data()
    try:
        _refuse_strangers(folder, held, force=force)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in held.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise click.ClickException(
            f"{folder}: cannot be written: {error.strerror or error}; name another folder"
        ) from error
    settings.say(
        f"{folder}: the dossier and the text beside it are here; read {DOSSIER} to see how one is written"
    )
    _shown(settings, "cd", str(folder))
    with _inside(folder, settings):
        _run(settings, "load", DOSSIER, "--store", _STORE)
        _run(settings, "stats", "--summary")
        _run(settings, "view", "-o", PAGE, *(["--open"] if show else []))
        _run(settings, "export", "-o", TRIPLES)
        following = list(_following())
    click.echo()
    click.echo(styled("Next", "group", settings))
    click.echo(f"  Open {folder / PAGE} in a browser, and in that folder ask on:")
    width = max(len(line) for line, _ in following)
    for line, told in following:
        click.echo(f"    {styled(f'{line:<{width}}', 'command', settings)}  {told}")
    if shutil.which("claimgraph") is None and (activate := Path(sys.prefix) / "bin" / "activate").is_file():
        click.echo(f"  For the command at hand: . {shlex.quote(str(activate))}")


def _data() -> dict[str, bytes]:
    """The files that the founding case consists of."""
    package = files("claimgraph.examples")
    return {
        entry.name: entry.read_bytes()
        for entry in sorted(package.iterdir(), key=lambda entry: entry.name)
        if entry.is_file() and not entry.name.endswith((".py", ".pyc"))
    }


def _refuse_strangers(folder: Path, ours: Mapping[str, bytes], *, force: bool) -> None:
    """A folder that holds anything but a former demo is somebody's.

    Whoever insists shares it with the demo; but nothing is written over, be it only named as a demo's files are.
    """
    if not folder.is_dir():
        return
    there = sorted(entry.name for entry in folder.iterdir())
    former = DOSSIER in there
    for name in there:
        path = folder / name
        if name in ours:
            taken = path.is_symlink() or not path.is_file() or path.read_bytes() != ours[name]
        else:
            taken = name in (PAGE, TRIPLES) and (path.is_symlink() or not path.is_file() or not former)
        if taken:
            raise click.UsageError(
                f"{path} is there already, and is not as the demo would write it; move it away, or name another folder."
            )
    known = {*ours, PAGE, TRIPLES, *([_STORE] if former else [])}
    strangers = [name for name in there if name not in known]
    if strangers and not force:
        raise click.UsageError(
            f"{folder} holds '{strangers[0]}', which is not of a demo; name another folder, or add --force."
        )


@contextmanager
def _inside(folder: Path, settings: Settings) -> Iterator[None]:
    """In the folder, and with its own store, whatever the environment says."""
    elsewhere = os.environ.pop(_VARIABLE, None)
    if elsewhere is not None:
        _shown(settings, "unset", _VARIABLE)
    try:
        with chdir(folder):
            yield
    finally:
        if elsewhere is not None:
            os.environ[_VARIABLE] = elsewhere


def _run(settings: Settings, *arguments: str) -> None:
    """Show a command, and run it as if it had been typed."""
    from ..cli import cli

    _shown(settings, "claimgraph", *arguments)
    cli.main(list(arguments), standalone_mode=False, obj=Settings(quiet=settings.quiet, plain=settings.plain))


def _shown(settings: Settings, *words: str) -> None:
    click.echo(f"\n{styled(f'$ {shlex.join(words)}', 'command', settings)}")


def _following() -> Iterator[tuple[str, str]]:
    """What to try next, about what was found."""
    from ..api import Graph

    with Graph.open(_STORE, make=False) as graph:
        found = graph.summary()
    for dispute in found.disputes[:1]:
        yield f"claimgraph trace {dispute.slug}", "the argument around the most contested claim"
        yield f"claimgraph view {dispute.slug} --open", "the same as a page"
        yield f"claimgraph show {dispute.opponents[0].slug}", "one statement, with its passage in context"
    yield "claimgraph standing", "where each claim stands, and why"
    yield "claimgraph withdraw customs", "what would fall with the customs records"
    yield "claimgraph query denials", "each denial, and what it meets"
    yield "claimgraph queries", "the other questions that have a name"
    yield "claimgraph init my-matter", "a dossier of your own"
