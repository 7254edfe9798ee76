"""What the first bytes of a file say it is."""

from dataclasses import dataclass

HEAD_BYTES = 64 * 1024

CHILDREN = "capitune.core.files.children"


@dataclass(frozen=True, slots=True)
class FileType:
    """One accepted format; ``inspector`` and ``painter`` are the child modules that open it."""

    mime_type: str
    extension: str
    inspector: str
    painter: str | None


PDF = FileType("application/pdf", "pdf", f"{CHILDREN}.pdf", f"{CHILDREN}.draw_pdf")
JPEG = FileType("image/jpeg", "jpg", f"{CHILDREN}.image", f"{CHILDREN}.draw_image")
PNG = FileType("image/png", "png", f"{CHILDREN}.image", f"{CHILDREN}.draw_image")
WEBP = FileType("image/webp", "webp", f"{CHILDREN}.image", f"{CHILDREN}.draw_image")
TIFF = FileType("image/tiff", "tiff", f"{CHILDREN}.image", f"{CHILDREN}.draw_image")
HEIC = FileType("image/heic", "heic", f"{CHILDREN}.heic", f"{CHILDREN}.draw_heic")
DOC = FileType("application/msword", "doc", f"{CHILDREN}.doc", None)
DOCX = FileType(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docx",
    f"{CHILDREN}.docx",
    None,
)

TYPES = (PDF, JPEG, PNG, WEBP, TIFF, HEIC, DOC, DOCX)
# Nothing here draws these: only a word processor shows them.
UNPAINTED = frozenset(kind.mime_type for kind in TYPES if kind.painter is None)

_HOPELESS = ("video/", "audio/", "font/", "text/html", "application/zip")

_STARTS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DOC),
    (b"PK\x03\x04", DOCX),
)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_HEIC_CONTAINERS = {b"mif1", b"msf1"}


def sniff(head: bytes) -> FileType | None:
    """The accepted format that ``head`` begins, or None.

    The signature must be the very first bytes: readers that search further on are how one file
    comes to be two things.
    """
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and _is_heic(head):
        return HEIC
    return None


def _is_heic(head: bytes) -> bool:
    """Whether the brands of the ``ftyp`` box (ISO 14496-12) promise HEVC images."""
    size = int.from_bytes(head[:4], "big")
    major, box = head[8:12], head[16 : min(size, 512)]
    compatible = {box[i : i + 4] for i in range(0, len(box), 4)}
    if major in _HEIC_CONTAINERS:
        return bool(compatible & _HEIC_BRANDS)
    return major in _HEIC_BRANDS


def is_hopeless(mime_type: str) -> bool:
    """Whether what its sender takes for its type can never be accepted: better said before it is sent.

    Only what no accepted file is ever taken for; the content decides in the end.
    """
    return mime_type.lower().startswith(_HOPELESS)
