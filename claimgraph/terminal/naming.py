"""Names of things on the command line: what an ambiguous one could mean, and what a half-typed one could become."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from .settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import click
    from click.shell_completion import CompletionItem

    from ..ontology.errors import UnknownNameError

_IN_FULL: Final = "name one of them in full"
"""How the graph's own message ends where several things fit."""

_MOST: Final = 200
"""Completions offered at once; a shell shows no more."""

_FEW: Final = 20


def short(iri: str) -> str:
    """The shortest name that leads to an item and to nothing else.

    >>> short("https://w3id.org/claimgraph/id/founding/claim/c-approval")
    'founding:claim/c-approval'
    """
    from ..ontology import terms

    dossier, slash, rest = iri.removeprefix(terms.ID).partition("/")
    ours = iri.startswith(terms.ID) and slash and rest.partition("/")[0] in terms.KINDS
    return f"{dossier}:{rest}" if ours else terms.shorten(iri)


def told(error: UnknownNameError) -> list[str]:
    """The error, and below it each thing that an ambiguous name could mean, one a line."""
    if not (error.ambiguous or str(error).endswith(_IN_FULL)):
        return [str(error)]
    names = [short(iri) for iri, _ in error.candidates]
    width = max(map(len, names))
    return [
        f"'{error.name}' could mean {len(names)} things; {_IN_FULL}:",
        *(f"  {name:<{width}}  {label}" for name, (_, label) in zip(names, error.candidates, strict=True)),
    ]


def complete_items(*kinds: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """Completes the slugs of items of some kinds, or of all if none is named."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        found: list[CompletionItem] = []
        # A half-typed name is no place to tell of a store that cannot be read.
        with suppress(Exception):
            found = list(_slugs(ctx, incomplete, kinds))
        return found

    return complete


def complete_dossiers(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """Completes the slugs of dossiers."""
    from click.shell_completion import CompletionItem

    with suppress(Exception), ctx.ensure_object(Settings).graph() as graph:
        return [CompletionItem(one.slug) for one in graph.dossiers() if one.slug.startswith(incomplete)]
    return []


def complete_queries(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the names of queries."""
    from click.shell_completion import CompletionItem

    with suppress(Exception):
        from ..graph.sparql.catalogue import catalogue

        found = catalogue()
        return [
            CompletionItem(name, help=one.title) for name, one in found.items() if name.startswith(incomplete)
        ]
    return []


def _slugs(ctx: click.Context, incomplete: str, kinds: Sequence[str]) -> Iterator[CompletionItem]:
    import pyoxigraph as ox
    from click.shell_completion import CompletionItem

    from ..ontology import terms

    with ctx.ensure_object(Settings).graph() as graph:
        slugs = {
            (quad.object.value, quad.subject.value)
            for quad in graph.store.quads_for_pattern(None, ox.NamedNode(terms.cg("slug")), None, None)
            if isinstance(quad.object, ox.Literal)
            and isinstance(quad.subject, ox.NamedNode)
            and quad.object.value.startswith(incomplete)
            and (not kinds or any(f"/{kind}/" in quad.subject.value for kind in kinds))
        }
        offered = sorted(slugs)[:_MOST]
        for slug, iri in offered:
            # Words beside a name help to choose among a few; among many they only cost time.
            words = graph.records.label(iri)[:60] if len(offered) <= _FEW else None
            yield CompletionItem(slug, help=words)
