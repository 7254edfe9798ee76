"""What depends on no format."""

from pathlib import Path

MEGABYTE = 1024 * 1024

# As a browser may send them, and as an attacker may.
NAMES = [
    "relevé de compte.pdf",
    "x" * 5000 + ".pdf",
    "é" * 5000,
    "../../etc/passwd",
    "..\\..\\windows\\system32\\cmd.exe",
    "/etc/shadow",
    "C:\\Users\\jean\\passeport.pdf",
    "facture\u202efdp.exe",
    "a\u200b\u2066b\u2069.pdf",
    "a\r\nSet-Cookie: x=1.pdf",
    "a\0.pdf",
    '"><script>alert(1)</script>.pdf',
    "'; DROP TABLE documents; --.pdf",
    "CON",
    "nul.pdf",
    "com1.tar.pdf",
    ".pdf",
    ".htaccess",
    "...",
    "",
    "   ",
    "\u202e",
    "a.pdf.exe",
    "e\u0301te\u0301.pdf",
    "文件 📄.pdf",
    "پیش\u200cنویس.pdf",
    "\ud800.pdf",
]


def too_large() -> bytes:
    """51 MB that begin as a PDF."""
    return b"%PDF-1.7\n" + bytes(51 * MEGABYTE)


def write_sparse(path: Path, size: int = 51 * MEGABYTE) -> Path:
    """The same at ``path``, a hole that takes no room on the disk; returns ``path``."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(size)
    return path
