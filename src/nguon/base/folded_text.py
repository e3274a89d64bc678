"""The key under which a Vietnamese name is found whatever way somebody typed it."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Lower case, no tone or vowel marks, punctuation as single spaces: `Đồng Tâm` → `dong tam`.

    Computed in Python and stored in a column, so that it works on a PostgreSQL without
    extensions. Đ is a letter of its own in Unicode, not a D with a mark, so it is mapped here.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")
    return _NOT_WORD.sub(" ", bare).strip()
