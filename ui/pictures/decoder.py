"""Has pictures decoded by `decoding` in a process of its own, and takes what comes back for data.

`decoded_blocking` waits for it: on a thread of its own.
"""

import struct
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from protocol import limits

SECONDS = 15.0
"""A picture that takes longer is not worth waiting for."""
_PROGRAM = Path(__file__).with_name("decoding.py")
_HEAD = struct.Struct(">II")


def decoded_blocking(content: bytes, longest: QSize) -> QImage | None:
    """The picture, not larger than asked for; None for what is none or cannot be read."""
    try:
        done = subprocess.run(
            [
                sys.executable,
                str(_PROGRAM),
                str(longest.width()),
                str(longest.height()),
                str(limits.PICTURE_PIXELS),
            ],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return _image(done.stdout, longest)


def _image(answer: bytes, longest: QSize) -> QImage | None:
    """What the process says is checked like anything that came from outside."""
    if len(answer) < _HEAD.size:
        return None
    width, height = _HEAD.unpack_from(answer)
    pixels = answer[_HEAD.size :]
    fits = 0 < width <= longest.width() and 0 < height <= longest.height()
    if not fits or len(pixels) != width * height * 4:
        return None
    image = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888_Premultiplied)
    return image.copy()  # of its own memory: the bytes go with this function
