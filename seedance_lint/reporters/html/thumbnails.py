"""Small pictures of local images, as classes of the style sheet: a picture that a hundred requests name is in the page once."""

from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO

from seedance_lint.files import open_regular
from seedance_lint.linter.described import DescribedFile

_SIDE = 192
"""Pixels of the longer side: twice what is shown, for fine screens."""
_MOST_PIXELS = 60_000_000
"""Of an image that is opened: more than any provider takes."""
_MOST_BYTES = 100 * 1024 * 1024
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_ROOM = 10 * 1024 * 1024
"""Characters of all pictures of a page together; images beyond get an icon."""


class Thumbnails:
    """Makes each picture once. ``full`` says whether some were left out, since the page would have become too large."""

    __slots__ = ("_made", "_room", "_seen", "full")

    def __init__(self) -> None:
        self._seen: dict[str, str | None] = {}
        self._made: dict[str, str] = {}  # picture to class
        self._room = _ROOM
        self.full = False

    def name_for(self, file: DescribedFile) -> str | None:
        """Return the class that shows a file; None where there is no picture of it."""
        if file.path is None or file.facts is None or file.facts.kind != "image" or file.facts.problem is not None:
            return None
        if (file.facts.width or 0) * (file.facts.height or 0) > _MOST_PIXELS or (file.facts.size or 0) > _MOST_BYTES:
            return None
        if file.path not in self._seen:
            self._seen[file.path] = self._named(picture(file.path))
        return self._seen[file.path]

    def _named(self, made: str | None) -> str | None:
        if made is None or made in self._made:
            return made and self._made[made]
        if len(made) > self._room:
            self.full = True
            return None
        self._room -= len(made)
        self._made[made] = f"picture{len(self._made)}"
        return self._made[made]

    def rules(self) -> Iterator[str]:
        """Yield the rules of the style sheet that show the pictures."""
        return (f".{name}{{background-image:url({made})}}" for made, name in self._made.items())


def picture(path: str) -> str | None:
    """Return a small picture of an image file as a ``data:`` URL; None where it cannot be read, or is larger than it is worth."""
    import warnings

    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(), open_regular(path) as stream:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
            with Image.open(stream, formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
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
