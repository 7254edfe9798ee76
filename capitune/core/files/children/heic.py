"""Opens HEIC, what telephones save."""

from PIL import Image
from pillow_heif import HeifImageFile

from capitune.core.files.children.pictures import judge_picture
from capitune.core.files.children.sandbox import Request, judging, serve


def open_heic(request: Request) -> Image.Image:
    """The primary image of the file, its header read."""
    image: Image.Image = HeifImageFile(request["path"])  # type: ignore[no-untyped-call]
    return image


def judge(request: Request) -> dict[str, int | None]:
    """Size of an image that decodes whole; a HEIC is one page whatever else it carries."""
    with open_heic(request) as image:
        return judge_picture(image, request["limits"])


if __name__ == "__main__":
    serve(judging(judge))
