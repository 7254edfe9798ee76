"""File names that are safe to show, to send and to save."""

import re
import unicodedata

MAX_CHARACTERS = 150
LONGEST_TYPED = 300
MAX_BYTES = 255  # what file systems take

DEFAULT_STEM = "document"

# Control, format (bidirectional overrides, zero-width), private, unassigned, half of a pair; but the
# two joiners are letters' business in Persian and Hindi.
_HIDDEN = {"Cc", "Cf", "Co", "Cn", "Cs"}
_JOINERS = "\u200c\u200d"
_SEPARATORS = {"Zs", "Zl", "Zp"}
_RESERVED = re.compile(r"[<>:\"|?*]")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_KNOWN = (
    "pdf jpg jpeg jpe jfif png heic heif webp tif tiff doc docx docm dot dotx dotm rtf odt txt gif bmp "
    "svg html htm xhtml shtml hta xml js mjs vbs ps1 php exe com scr bat cmd msi jar apk app lnk zip rar "
    "7z iso"
)
_EXTENSIONS = frozenset(_KNOWN.split())


def clean_name(name: str, extension: str) -> str:
    """``name`` made harmless, ending with the true ``extension`` (given without dot).

    In NFC, without folders, control characters, bidirectional overrides, characters or names that
    Windows refuses; at most 150 characters and 255 bytes of UTF-8; never empty. An extension of a
    well-known kind at its end gives way to the true one; any other (``v1.2``) is part of the name.
    """
    suffix = f".{extension}"
    stem = re.split(r"[/\\]", name)[-1]
    stem = _without_extensions(_visible(stem)).strip(" .")
    stem = _shortened(stem, suffix).rstrip(" .")
    if not stem.strip("-_. " + _JOINERS):
        stem = DEFAULT_STEM
    if _DEVICES.fullmatch(stem):
        stem = f"_{stem}"
    return stem + suffix


def typed_name(name: str) -> str:
    """``name`` fit to be kept until the true extension is known: visible characters, the last 300."""
    return _visible(name)[-LONGEST_TYPED:]


def _visible(text: str) -> str:
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category in _SEPARATORS or character in "\t\n\r":
            kept.append(" ")
        elif category not in _HIDDEN or character in _JOINERS:
            kept.append(character)
    normal = unicodedata.normalize("NFC", "".join(kept))
    return re.sub(r" +", " ", _RESERVED.sub("_", normal)).rstrip(" .")


def _without_extensions(stem: str) -> str:
    while True:
        before, dot, last = stem.rpartition(".")
        if not dot or last.strip().lower() not in _EXTENSIONS:
            return stem
        stem = before.rstrip(" .")


def _shortened(stem: str, suffix: str) -> str:
    stem = stem[: MAX_CHARACTERS - len(suffix)]
    room = MAX_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore")
