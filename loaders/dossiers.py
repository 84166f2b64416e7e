"""From bytes to a checked dossier: read, convert, validate, resolve, verify; and every problem of a file at once.

Nothing is half loaded: either there is a dossier, or a DossierError holds all that is wrong with the file.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Final, Literal, TypeAlias, cast

from pydantic import ValidationError

from ..ontology.dossier import Dossier
from ..ontology.errors import DossierError, Problem
from ..ontology.references import check
from . import advice, files, json_format, messages, salvage, yaml_format, yaml_writer
from .arrangement import arrange
from .document import Entries, Items, Path, Problems, Scalar, child, key_of, locate, shown
from .findings import note_findings
from .scalars import Values
from .shapes import LISTED
from .shapes import dossier as dossier_shape
from .texts import Shelf, collect
from .verification import QuoteCheck, check_all, record

Format: TypeAlias = Literal["yaml", "json"]

SUFFIXES: Final[Mapping[str, Format]] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
"""How a file's name says its format."""

_KINDS: Final = {"entities": "entity", "sources": "source", "claims": "claim", "statements": "statement"}
_LISTED_KINDS: Final = {"relations": "relation", "retractions": "retraction"}
_PASSES: Final = 3


@dataclass(frozen=True, slots=True)
class Loaded:
    """A dossier as it was loaded.

    Attributes:
        dossier: The dossier, its quotes verified and its texts' hashes filled in.
        warnings: What is worth a look, in reading order.
        checks: What became of each quoted passage.
        texts: The texts that are at hand, by SHA-256; encoded as UTF-8, each has that hash.
        source_bytes: The file as it was read.
    """

    dossier: Dossier
    warnings: tuple[Problem, ...]
    checks: tuple[QuoteCheck, ...]
    texts: Mapping[str, str]
    source_bytes: bytes

    @property
    def source_hash(self) -> str:
        """The SHA-256 of the file as it was read."""
        return hashlib.sha256(self.source_bytes).hexdigest()


def load(path: FilePath | str, *, texts: Sequence[FilePath] = (), tolerant: bool = False) -> Loaded:
    """Load a dossier from a YAML or JSON file.

    Args:
        path: The file; its suffix (.yaml, .yml, .json) says the format.
        texts: Folders in which reports' texts are looked for, besides the dossier's own, or single text files.
        tolerant: Let quotes pass that are not in their text; what became of them is in ``checks``.

    Raises:
        DossierError: With everything that is wrong with the file; nothing is loaded then.
    """
    name = str(path)
    path = FilePath(path)
    try:
        data = files.read_bytes(path)
    except files.UnreadableError as error:
        raise DossierError([Problem(name, error.line, error.column, str(error))]) from error
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        message = f"suffix {shown(path.suffix)} says no format; name the file .yaml, .yml or .json"
        raise DossierError([Problem(name, 0, 0, message)])
    return _load(data, form, name, _shelf(path.parent, texts), tolerant=tolerant)


def loads(  # noqa: PLR0913 - each says where something comes from
    text: str | bytes,
    *,
    format: Format = "yaml",  # noqa: A002 - the word for it everywhere in the program
    name: str = "<string>",
    base_dir: FilePath | None = None,
    texts: Sequence[FilePath] = (),
    tolerant: bool = False,
) -> Loaded:
    """Load a dossier from a text.

    Args:
        text: The dossier, as text or as bytes of UTF-8.
        format: ``yaml`` or ``json``.
        name: What messages call it.
        base_dir: The folder to which the names of texts are relative; without it, only ``texts`` are looked in.
        texts: Folders in which reports' texts are looked for, or single text files.
        tolerant: Let quotes pass that are not in their text; what became of them is in ``checks``.

    Raises:
        DossierError: With everything that is wrong with the text.

    >>> loads("dossier: gear").dossier.base
    'https://w3id.org/claimgraph/id/gear/'
    >>> loads("dossier: Gear")
    Traceback (most recent call last):
    ...
    claimgraph.ontology.errors.DossierError: <string>:1:10: 'Gear' is not a slug; use a-z, ...
    """
    data = text if isinstance(text, bytes) else text.encode("utf-8", errors="surrogatepass")
    return _load(data, format, name, _shelf(base_dir, texts), tolerant=tolerant)


def dump(dossier: Dossier, format: Format = "yaml") -> str:  # noqa: A002 - as in loads
    """Write a dossier so that loading it gives an equal one, but for what checking its quotes finds.

    Keys stand in the order of the format's page, and what the loader fills in by itself is left out.

    >>> print(dump(loads("{dossier: gear, author: 'NO', title: {en: Gear}}").dossier), end="")
    dossier: gear
    title: {en: Gear}
    author: 'NO'
    """
    arranged = arrange(dossier)
    return yaml_writer.write(arranged) if format == "yaml" else json_format.write(arranged)


def _shelf(beside: FilePath | None, texts: Sequence[FilePath]) -> Shelf:
    places = tuple(map(FilePath, texts))
    lost = [place for place in places if not (files.is_folder(place) or files.is_file(place))]
    if lost:
        raise DossierError(
            [
                Problem(str(place), 0, 0, "no texts can be looked for here: there is no such folder")
                for place in lost
            ]
        )
    return Shelf(beside, places)


def _load(data: bytes, form: Format, name: str, shelf: Shelf, *, tolerant: bool) -> Loaded:
    problems = Problems(name)
    root = _read(data, form, problems)
    dossier = _validate(root, problems)
    checks: list[QuoteCheck] = []
    texts: Mapping[str, str] = {}
    if dossier is not None:
        dossier, library = collect(dossier, shelf, problems, root)
        checks = check_all(dossier, library.texts, library.stand_ins)
        texts = library.by_hash
        if not tolerant:
            _note_failures(checks, root, problems)
    if problems.errors or dossier is None:
        raise DossierError(problems.errors)
    dossier = record(dossier, checks).settled()
    for path, message in advice.of(dossier):
        _, _, under = locate(root, path)
        problems.note(under or root, message, path, severity="warning")
    return Loaded(dossier.settled(), problems.warnings, tuple(checks), texts, data)


def _read(data: bytes, form: Format, problems: Problems) -> Entries:
    try:
        text = files.decode(data)
    except files.UnreadableError as error:
        raise problems.stop((error.line, error.column), str(error)) from error
    root = (yaml_format if form == "yaml" else json_format).read(text, problems)
    if not isinstance(root, Entries):
        what = "a list" if isinstance(root, Items) else shown(root.text)
        raise problems.stop(
            root, f"{what} stands here, and a dossier is a mapping that begins with 'dossier: <slug>'"
        )
    return root


def _validate(root: Entries, problems: Problems) -> Dossier | None:
    """The dossier, or what of it could be read, once every problem is noted; None if nothing could."""
    written = values = cast("dict[str, object]", Values(problems).of(root, dossier_shape()))
    broken: set[Path] = set()
    places = {section: list(range(len(_listed(values, section)))) for section in LISTED}
    rest_at = dict(places)
    for _ in range(_PASSES):
        try:
            dossier = Dossier.model_validate(values, context={"unchecked": True})
        except ValidationError as error:
            fresh = messages.note_all(error, root, problems, places)
            broken |= fresh
            values, places = _without(values, fresh, places)
        else:
            also = _also(broken, root)
            note_findings(check(dossier, also=also), root, problems, places)
            rest = salvage.findings(written, broken, dossier, also)
            note_findings(rest, root, problems, rest_at)
            return dossier
    return None


def _listed(values: Mapping[str, object], section: str) -> list[object]:
    listed = values.get(section)
    return listed if isinstance(listed, list) else []


def _without(
    values: dict[str, object], broken: set[Path], places: Mapping[str, list[int]]
) -> tuple[dict[str, object], dict[str, list[int]]]:
    """The values without what could not be read, and which items of the file's lists are left."""
    left, kept = dict(values), dict(places)
    for section in LISTED:
        if isinstance(left.get(section), list):
            kept[section] = [place for place in places[section] if (section, place) not in broken]
            left[section] = [
                part
                for part, place in zip(_listed(values, section), places[section], strict=True)
                if (section, place) not in broken
            ]
    for path in broken:
        held = left.get(str(path[0])) if path else None
        if len(path) > 1 and isinstance(held, dict):
            left[str(path[0])] = {slug: item for slug, item in held.items() if slug != path[1]}
        elif path and len(path) == 1:
            left.pop(str(path[0]), None)
    if not isinstance(left.get("dossier"), str) or ("dossier",) in broken:
        left["dossier"] = "unreadable"
    return left, kept


def _also(broken: set[Path], root: Entries) -> dict[str, str]:
    """The slugs of items that could not be read, so that nothing is said about references to them."""
    also: dict[str, str] = {}
    for section, kind in _KINDS.items():
        listed = child(root, section)
        if isinstance(listed, Entries):
            whole = (section,) in broken
            also.update({key.text: kind for key, _ in listed.pairs if whole or (section, key.text) in broken})
    for section, kind in _LISTED_KINDS.items():
        listed = child(root, section)
        if isinstance(listed, Items):
            names = [child(part, "id") for part in listed.parts]
            also.update({name.text: kind for name in names if isinstance(name, Scalar)})
    return also


def _note_failures(checks: Sequence[QuoteCheck], root: Entries, problems: Problems) -> None:
    for found in checks:
        if not found.message:
            continue
        path: Path = ("statements", found.statement, *(("stand-in",) if found.passage == "stand-in" else ()))
        part, _, under = locate(root, path)
        place = child(part, "quote") or child(part, "position")
        at = place or key_of(part, "quote") or under or part
        problems.note(at, found.message, (*path, "quote" if child(part, "quote") else "position"))
