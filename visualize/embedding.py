"""How data, scripts and styles are put into one HTML file so that none of them can become another.

Data stands in a ``script`` element of type ``application/json``, which browsers never run, with every character
escaped that could end it. Our own scripts and styles are named by their SHA-256 in the Content-Security-Policy, so
that nothing else in the file can run, whatever a label holds, and nothing can be fetched.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_ESCAPED: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def embedded_json(data: Any) -> str:  # noqa: ANN401 - JSON's own types
    r"""Write JSON that can stand inside a ``script`` element.

    >>> print(embedded_json({"a": "</script>\u2028&"}))
    {"a":"\u003c/script\u003e\u2028\u0026"}
    """
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_ESCAPED)


def digest(source: str) -> str:
    """The source's hash as a Content-Security-Policy names it.

    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """The Content-Security-Policy of a page: our scripts and styles by their hash, pictures from data, nothing else.

    >>> policy(scripts=[], styles=[]).split("; ")[0]
    "default-src 'none'"
    """
    nothing = "'none'"
    rules = (
        f"default-src {nothing}",
        f"script-src {' '.join(map(digest, scripts)) or nothing}",
        f"style-src {' '.join(map(digest, styles)) or nothing}",
        "img-src data:",
        f"base-uri {nothing}",
        f"form-action {nothing}",
    )
    return "; ".join(rules)
