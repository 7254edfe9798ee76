"""Names of files that a computer would run, and not merely show."""

# Not .html and .svg, which Office and PDF carry as text and drawings; not .com, which is the end of
# many an address and has not been a program since 16 bits.
_PROGRAMS = (
    ".app .apk .bat .chm .cmd .cpl .dll .docm .dotm .exe .gadget .hta .img .inf .iso .jar .js .jse .lnk "
    ".msc .msi .msp .pif .pl .potm .ppam .pptm .ps1 .psm1 .py .reg .scf .scr .sct .sh .url .vb .vbe .vbs "
    ".vhd .vhdx .ws .wsc .wsf .wsh .xlam .xll .xlsb .xlsm .xltm"
)
SUFFIXES = tuple(suffix.encode() for suffix in _PROGRAMS.split())


def is_program(name: bytes) -> bool:
    """Whether ``name`` (in ASCII, UTF-8 or UTF-16) ends as a program's does."""
    return name.replace(b"\0", b"").rstrip(b" .\t\r\n").lower().endswith(SUFFIXES)
