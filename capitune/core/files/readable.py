"""Names of files that any system can keep, made from words that people wrote."""

import unicodedata

LONGEST = 120
FORBIDDEN = frozenset('\\/:*?"<>|')


def readable(text: str) -> str:
    """``text`` without what Windows, macOS or a path forbid: no separators, no control or invisible
    characters, no space or dot at an end. May be empty.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = (" " if c in FORBIDDEN or unicodedata.category(c)[0] in "ZC" else c for c in composed)
    return " ".join("".join(kept).split()).strip(" .")


def fitted(head: str, tail: str, used: set[str], folder: str = "") -> str:
    """``folder`` + ``head`` + ``tail``, 120 characters at most (``head`` is cut), unlike all in ``used``
    on systems that know no capitals either; it is put there.
    """
    number = 1
    while True:
        mark = f" ({number})" if number > 1 else ""
        room = LONGEST - len(folder) - len(tail) - len(mark)
        name = f"{folder}{head[:room].rstrip(' .')}{mark}{tail}"
        if name.casefold() not in used:
            used.add(name.casefold())
            return name
        number += 1
