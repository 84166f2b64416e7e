"""``claimgraph admissions``: who speaks against their own interest."""

from __future__ import annotations

from ..terminal import face
from ..terminal.options import chosen_format, language_option, reading_options, result_options
from ..terminal.settings import current
from ..terminal.telling import tell

FORMATS = ("text", "csv", "json", "markdown")


@face.command(
    name="admissions",
    examples=[
        ("admissions", "Who admits what, and who is at odds with the own side."),
        ("admissions --format csv -o admissions.csv", "As rows, for a spreadsheet."),
    ],
)
@language_option
@result_options(*FORMATS)
@reading_options
def command(*, language: str, format_: str | None, output: str | None) -> None:
    """List admissions and other statements against interest.

    An admission is said to be one, and is of the speaker's own conduct or by somebody marked interested. Against the
    own side speaks who affirms what the same speaker, its owner, or whoever it acts for denies, as such or in a wider
    claim.
    """
    from ..graph.questions import lines as telling
    from ..ontology.node import pick

    settings = current()
    form = chosen_format(format_, output, FORMATS)
    with settings.graph() as graph:
        found = graph.questions(language=language).admissions()
    lines = telling.admissions(found, language=language)
    rows = (
        (
            one.statement.iri,
            one.kind,
            one.statement.speaker,
            str(one.statement.stance),
            pick(one.statement.claim, language),
            one.statement.date,
            None if one.against is None else one.against.iri,
            None if one.against is None else one.against.speaker,
        )
        for one in found
    )
    columns = ("statement", "kind", "speaker", "stance", "claim", "date", "against", "spokenBy")
    tell(settings, form, output, lines=lines, result=found, columns=columns, rows=rows)
