"""Faces in local images, by the detector that OpenCV brings along: a hint, no verdict."""

import os
from functools import lru_cache
from pathlib import Path

from seedance_lint.annotations import Any
from seedance_lint.probes import MissingLibrary

# Of the four face cascades in OpenCV, run over the photographs that scikit-image ships, this one found the one face and nothing else;
# frontalface_default saw faces in coins, cells and the moon.
_CASCADE = "haarcascade_frontalface_alt.xml"
MOST_PIXELS = 100_000_000
"""Of an image that is searched: more than twice what any provider takes."""
_LIMIT = "OPENCV_IO_MAX_IMAGE_PIXELS"
"""The variable that says so to OpenCV, while it is loaded. Its own limit is ten times as many: seconds, and gigabytes."""
_LONGEST_SIDE = 960
"""Pixels; larger images are made smaller first: a face that matters is still large enough, and the search stays below a second."""
_SMALLEST_FACE = 0.06
"""Of the shorter side; a smaller one is a passer-by."""
_MOST_BYTES = 64 * 1024 * 1024


def count_faces(path: str | os.PathLike[str]) -> int | None:
    """Return how many frontal faces a detector sees in an image; None if it cannot read the image.

    Raises:
        MissingLibrary: the extra ``face`` is not installed.
    """
    cv2, detector = face_detector()
    try:
        with Path(path).open("rb") as file:  # its own imread takes no name outside the system's code page on Windows
            content = file.read(_MOST_BYTES + 1)
    except OSError:
        return None
    if not 0 < len(content) <= _MOST_BYTES:
        return None
    import numpy

    try:
        image = cv2.imdecode(numpy.frombuffer(content, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error:  # among others an image of too many pixels, whatever has been read of its header before
        return None
    if image is None:
        return None
    height, width = image.shape
    scale = min(1.0, _LONGEST_SIDE / max(height, width))
    if scale < 1:
        image = cv2.resize(image, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA)
    side = max(24, round(min(image.shape) * _SMALLEST_FACE))
    return len(detector.detectMultiScale(image, scaleFactor=1.1, minNeighbors=5, minSize=(side, side)))


@lru_cache(maxsize=1)
def face_detector() -> tuple[Any, Any]:
    """Return OpenCV and its face detector.

    Raises:
        MissingLibrary: the extra ``face`` is not installed.
    """
    kept = os.environ.get(_LIMIT)
    os.environ.setdefault(_LIMIT, str(MOST_PIXELS))
    try:
        import cv2 as library
    except ImportError:
        raise MissingLibrary("looking for faces", "face") from None
    finally:
        if kept is None:
            del os.environ[_LIMIT]
    cv2: Any = library  # its type stubs lack what follows
    cascade = Path(cv2.__file__).parent / "data" / _CASCADE
    if not cascade.is_file():  # since version 5
        raise MissingLibrary("looking for faces (the installed OpenCV has no face detector)", "face")
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # of broken images another rule tells
    return cv2, cv2.CascadeClassifier(str(cascade))
