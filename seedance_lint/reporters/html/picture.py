"""A small picture of an image file. Run as a program it makes them for another process: see ``probes.guarded``."""

import sys
from base64 import b64encode
from io import BytesIO

from seedance_lint.files import open_regular

MOST_PIXELS = 60_000_000
"""Of an image that is opened: more than any provider takes."""
MOST_BYTES = 100 * 1024 * 1024
_SIDE = 192
"""Pixels of the longer side: twice what is shown, for fine screens."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


def picture(path: str) -> str | None:
    """Return a small picture of an image file as a ``data:`` URL; None if it cannot be read, or is larger than it is worth."""
    import warnings

    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(), open_regular(path) as stream:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
            with Image.open(stream, formats=_FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    return None
                image.draft("RGB", (2 * _SIDE, 2 * _SIDE))
                turned = ImageOps.exif_transpose(image)
                turned.thumbnail((_SIDE, _SIDE))
                made = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
            written = BytesIO()
            made.save(written, "WEBP", quality=60)
    except Exception:  # whatever is wrong with a file of somebody's, the page is made without its picture
        return None
    return f"data:image/webp;base64,{b64encode(written.getvalue()).decode()}"


if __name__ == "__main__":
    from seedance_lint.probes.guarded import serve

    serve(picture, sys.stdin, sys.stdout, int(sys.argv[1]))
