"""Every command explains itself, and what it shows as an example works."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import pytest

from claimgraph.cli import SECTIONS, cli
from claimgraph.terminal.face import Command, module_of

if TYPE_CHECKING:
    from claimgraph.terminal.face import Group
    from tests.claimgraph.conftest import Run

COLUMNS: Final = 96
ASKING: Final[dict[str, Any]] = {"help_option_names": ["-h", "--help"]}
_TOP: Final = """\
# The command line

The pages that `claimgraph --help` and `claimgraph COMMAND --help` print. This file is made from them: set
`CLAIMGRAPH_REGENERATE=1` and run `pytest tests/claimgraph/test_help.py`.
"""


def manual(group: Group) -> str:
    """All help pages, the group's first, then each command's in the order of the list.

    Args:
        group: The command line.
    """
    with click.Context(group, info_name="claimgraph", terminal_width=COLUMNS, **ASKING) as context:
        pages = [("claimgraph", group.get_help(context))]
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is not None:
                with click.Context(
                    command, info_name=name, parent=context, terminal_width=COLUMNS, **ASKING
                ) as own:
                    pages.append((f"claimgraph {name}", command.get_help(own)))
    parts = [f"## {title}\n\n```text\n{page.rstrip()}\n```\n" for title, page in pages]
    return "\n".join([_TOP, *parts])


ROOT = Path(__file__).resolve().parents[2]
NAMES = [name for section in SECTIONS.values() for name in section]
PAGE = ROOT / "docs" / "cli.md"
EXAMPLE = re.compile(r"^  \$ claimgraph (.*)$", re.MULTILINE)
ON_PAGE = EXAMPLE.findall(manual(cli))


def command_of(name: str) -> Command:
    """A command, imported."""
    found = cli.get_command(click.Context(cli), name)
    assert isinstance(found, Command)
    return found


def test_the_manual_is_what_the_commands_say() -> None:
    """docs/cli.md is made from the help pages; ``CLAIMGRAPH_REGENERATE=1`` makes it again."""
    written = manual(cli)
    if os.environ.get("CLAIMGRAPH_REGENERATE") == "1":
        PAGE.write_text(written, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("name", NAMES)
def test_the_list_says_what_the_command_says(name: str) -> None:
    """The table that is read without importing commands is not left behind by them."""
    listed = {each: told for section in SECTIONS.values() for each, told in section.items()}
    assert command_of(name).short_help == listed[name]
    assert command_of(name).name == name


def test_every_module_of_a_command_is_listed() -> None:
    """A command that nobody lists is one that nobody finds."""
    folder = ROOT / "claimgraph" / "commands"
    modules = {
        path.stem for path in folder.glob("*.py") if "@face.command(" in path.read_text(encoding="utf-8")
    }
    assert modules == set(map(module_of, NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_a_summary_an_explanation_and_two_examples(name: str, run: Run) -> None:
    """Who asks for help gets it, in full sentences."""
    page = run(name, "--help")
    assert page.exit_code == 0
    paragraphs = page.stdout.split("\n\n")
    assert paragraphs[1].strip().endswith(".")
    assert len(paragraphs[2].split()) > 10
    assert len(EXAMPLE.findall(page.stdout)) >= 2
    assert all(line.endswith(".") or "$" in line for line in [told for _, told in command_of(name).examples])


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_explained_and_shared_ones_mean_the_same(name: str) -> None:
    """One name, one meaning: ``--dossier`` here is ``--dossier`` there."""
    told: dict[str, set[str]] = {}
    for each in NAMES:
        for option in command_of(each).params:
            if isinstance(option, click.Option):
                assert option.help, f"{each} {option.name}"
                told.setdefault(max(option.opts, key=len), set()).add(option.type.name)
    for option in command_of(name).params:
        if isinstance(option, click.Option):
            kinds = told[max(option.opts, key=len)]
            assert len(kinds) == 1 or "--format" in option.opts, (option.opts, kinds)


def test_every_command_has_the_common_options() -> None:
    """``--quiet``, ``--debug`` and ``--no-color`` are understood by every command."""
    for name in NAMES:
        names = {opt for option in command_of(name).params for opt in option.opts}
        assert {"--quiet", "--debug", "--no-color"} <= names, name


@pytest.mark.parametrize("line", ON_PAGE)
def test_every_example_on_a_help_page_works(
    line: str, own_demo: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a page shows can be typed, in the demo's folder."""
    opened: list[str] = []

    def browser(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", browser)
    done = run(*shlex.split(line))
    assert done.exit_code == 0, done.output
    assert done.stdout or "wrote " in done.stderr
    assert bool(opened) == ("--open" in line)
    wanted = re.search(r"-o (\S+)", line)
    assert wanted is None or wanted[1] == "-" or (own_demo / wanted[1]).stat().st_size > 0
