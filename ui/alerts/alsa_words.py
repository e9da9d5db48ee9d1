"""What ALSA says on the console's own error stream, taken into the log instead.

Without a sound card it tells of each name it tries. That the sound failed is told by who plays it;
these lines only say why, and are kept where one looks for that.
"""

import ctypes
import logging
import sys
from functools import cache

_log = logging.getLogger(__name__)

_LIBRARY = "libasound.so.2"
# ALSA's own type takes further arguments for the format; the first five are all that is looked at.
_Heard = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)


@cache
def into_the_log() -> bool:
    """Hear ALSA from now on; False where there is none. Idempotent, from any thread."""
    if sys.platform != "linux":
        return False
    try:
        ctypes.CDLL(_LIBRARY).snd_lib_error_set_handler(_told)
    except (OSError, AttributeError):
        return False
    return True


def _hear(file: bytes, line: int, function: bytes, error: int, words: bytes) -> None:
    """Called by ALSA, on the thread that plays; the words come with their blanks unfilled."""
    said = [(one or b"").decode(errors="replace").strip() for one in (file, function, words)]
    _log.debug("ALSA, %s:%s, %s, error %s: %s", said[0], line, said[1], error, said[2])


# Kept as long as the program lives: ALSA has its address.
_told = _Heard(_hear)
