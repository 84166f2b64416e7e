"""``claimgraph completion``: what a shell needs to complete our command lines."""

from __future__ import annotations

import click

from ..terminal import face
from ..terminal.options import common_options

SHELLS = ("bash", "zsh", "fish")


@face.command(
    name="completion",
    examples=[
        ("completion bash", 'Show it; put `eval "$(claimgraph completion bash)"` into ~/.bashrc.'),
        ("completion zsh", "For zsh, into ~/.zshrc in the same way."),
        (
            "completion fish",
            "For fish; write it to ~/.config/fish/completions/claimgraph.fish.",
        ),
    ],
)
@click.argument("shell", type=click.Choice(SHELLS))
@common_options
def command(shell: str) -> None:
    """Print what your shell needs to complete what you type.

    Completed are commands, options, formats, named queries, dossiers and items; items are those of the store that the
    command would use.
    """
    from click.shell_completion import get_completion_class

    from ..cli import cli

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"there is no completion for {shell} here.")
    # The class's own source() also starts the shell to ask its version, which may not be installed where this runs.
    made = found(cli, {}, "claimgraph", "_CLAIMGRAPH_COMPLETE")
    click.echo(made.source_template % made.source_vars())
