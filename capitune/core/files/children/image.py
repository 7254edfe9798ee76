"""Opens JPEG, PNG, WEBP and TIFF."""

from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from capitune.core.files.children.pictures import judge_pages, judge_picture
from capitune.core.files.children.sandbox import Request, judging, serve

# Named, so that Pillow loads these four decoders and never tries another on our file.
FORMATS = {
    "image/jpeg": JpegImagePlugin.JpegImageFile.format,
    "image/png": PngImagePlugin.PngImageFile.format,
    "image/webp": WebPImagePlugin.WebPImageFile.format,
    "image/tiff": TiffImagePlugin.TiffImageFile.format,
}


def open_image(request: Request) -> Image.Image:
    """The image of the request, its header read, as its type says and no other."""
    return Image.open(request["path"], formats=[FORMATS[request["mime_type"]]])


def judge(request: Request) -> dict[str, int | None]:
    """Size and pages of an image that decodes whole."""
    with open_image(request) as image:
        paged = request["mime_type"] == "image/tiff"
        return (judge_pages if paged else judge_picture)(image, request["limits"])


if __name__ == "__main__":
    serve(judging(judge))
