"""Sets a paper with Typst. Nothing is read from the disk but the layout and its content."""

from pathlib import Path

import typst

from capitune.core.files.children.sandbox import Request, serve


def make(request: Request) -> bytes:
    """The PDF. The layout gets the content as ``sys.inputs.content``: a text, which it reads as JSON."""
    layout, content = Path(request["layout"]), Path(request["content"])
    made = typst.compile(
        layout,
        root=layout.parent,
        sys_inputs={"content": content.read_text(encoding="utf-8")},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],  # tagged: headings, tables and order, for who reads by ear
    )
    if not isinstance(made, bytes):
        raise TypeError("one document was asked for")
    return made


if __name__ == "__main__":
    serve(make)
