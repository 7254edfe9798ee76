"""What OLE containers may carry inside documents."""

import olefile

from capitune.core.files.children.suffixes import is_program
from capitune.core.files.facts import FileRefused, RefusalCode

# The stream in which "Insert object: package" keeps a file of any kind, opened at a double click. Old
# drawings (Paint, Microsoft Draw) are kept in one too. The names of the file come first, in C strings.
_PACKAGE = "\x01ole10native"
_NAMES_BYTES = 1024


def refuse_packages(ole: olefile.OleFileIO) -> None:
    """Raise when the container holds a program; it is run by its name, whatever its content."""
    for path in ole.listdir():
        if path[-1].lower() == _PACKAGE:
            with ole.openstream(path) as stream:
                names = stream.read(_NAMES_BYTES).split(b"\0")
            if any(is_program(name) for name in names):
                raise FileRefused(RefusalCode.ACTIVE_CONTENT, "a packaged program")
