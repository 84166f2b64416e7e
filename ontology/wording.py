"""When two wordings are the same words: what typesetting changes is no difference, and everything else is one.

This is for amounts in the words as printed, names of units and concepts, and copies of one text. Whether a quote stands
in a text is looked at more strictly, and searching for a name less so; neither is done here.
"""

import re
import unicodedata
from typing import Final

_QUOTES: Final = re.compile("[\"'`´‘’‚‛“”„‟«»‹›′″]")


def folded(words: str) -> str:
    r"""Words without what typesetting changes: white space, quotation marks and apostrophes, letter case, ligatures.

    >>> folded("«\u00a0L\u2019ÉTÉ\u00a0»") == folded("'l’été'")
    True
    """
    return " ".join(_QUOTES.sub("", unicodedata.normalize("NFKC", words).casefold()).split())


__all__ = ["folded"]
