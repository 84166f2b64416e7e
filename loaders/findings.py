"""Where in the file a reference stands that is wrong.

The models sort references whose order means nothing, so that an index in a finding does not lead back to the file; the
reference itself does.
"""

from collections.abc import Iterable, Mapping, Sequence

from ..ontology.references import Finding
from .document import Entries, Part, Path, Problems, Scalar, child, locate, scalars


def note_findings(
    findings: Iterable[Finding], root: Entries, problems: Problems, places: Mapping[str, Sequence[int]]
) -> None:
    """Note each finding at its place, unless something was said about that place before.

    Args:
        findings: What the ontology found wrong.
        root: The tree.
        problems: Where to note it.
        places: For each list at the top, which record of the file each one of the dossier is.
    """
    written = _Places(root)
    said = {(problem.line, problem.column) for problem in problems.found}
    for finding in findings:
        path = finding.path
        if path[0] in places and isinstance(path[1], int):
            path = (path[0], places[str(path[0])][path[1]], *path[2:])
        if finding.value:
            at, reached = written.of(path, finding.value)
        else:
            part, reached, under = locate(root, path)
            named = child(part, "id") if path[0] in places else None
            at = part if isinstance(part, Scalar) else named or under or part
        if (at[0], at[1]) not in said:
            problems.note(at, finding.message, reached, severity=finding.severity)


class _Places:
    """Finds references by what they say; each list of them is gone through once."""

    def __init__(self, root: Entries) -> None:
        self._root = root
        self._held: dict[Path, tuple[Part, Path, dict[str, list[Scalar]]]] = {}

    def of(self, path: Path, reference: str) -> tuple[Part, Path]:
        """The next place of this reference under the path's last key before any index."""
        first = 2 if path[0] != "scope" else 0
        indexes = (index for index, step in enumerate(path) if index >= first and isinstance(step, int))
        fixed = path[: next(indexes, len(path))]
        if fixed not in self._held:
            part, reached, _ = locate(self._root, fixed)
            hits: dict[str, list[Scalar]] = {}
            for scalar in scalars(part):
                hits.setdefault(scalar.text, []).append(scalar)
            self._held[fixed] = part, reached, {text: found[::-1] for text, found in hits.items()}
        part, reached, hits = self._held[fixed]
        left = hits.get(reference)
        if not left:
            return part, reached
        return (left.pop() if len(left) > 1 else left[0]), reached
