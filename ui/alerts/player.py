"""Plays the sounds of the console; a machine without a loudspeaker is no error."""

import array
import logging
import threading
from collections.abc import Generator
from typing import Protocol

from console.core.preferences import Sound
from ui.alerts import alsa_words, tones

_log = logging.getLogger(__name__)

_BUFFER_MS = 60


class Player(Protocol):
    """Something that can be heard."""

    def play(self, sound: Sound, *, volume_percent: int) -> None:
        """Begin a sound and return at once; what sounds already gives way to it."""

    def close(self) -> None:
        """Be silent for good. Idempotent."""


class Silence:
    """Where there is nothing to be heard with, or nobody to hear it."""

    def play(self, sound: Sound, *, volume_percent: int) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Loudspeaker:
    """The sound card, by miniaudio. It is opened for each sound, on a thread of its own.

    So a card that is plugged in later is used, and one that hangs holds nobody up. `thread` is that
    of the last sound.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._stop.set()
        self.thread: threading.Thread | None = None

    def play(self, sound: Sound, *, volume_percent: int) -> None:
        """Begin a sound and return at once; what sounds already gives way to it."""
        if sound is Sound.NONE or not volume_percent:
            return
        self._stop.set()
        self._stop = threading.Event()
        self.thread = threading.Thread(
            target=_sound, args=(sound, volume_percent, self._stop), name="sound", daemon=True
        )
        self.thread.start()

    def close(self) -> None:
        """Be silent for good. Idempotent."""
        self._stop.set()


def _sound(sound: Sound, volume_percent: int, stop: threading.Event) -> None:
    import miniaudio  # noqa: PLC0415 - a desk whose sounds are off never loads it

    alsa_words.into_the_log()
    pcm = tones.samples(sound)
    scaled = array.array("h", (value * volume_percent // 100 for value in pcm))
    ended = threading.Event()

    def stream() -> Generator["array.array[int]", int, None]:
        wanted = yield array.array("h")
        at = 0
        while at < len(scaled) and not stop.is_set():
            piece = scaled[at : at + wanted]
            at += wanted
            wanted = yield piece
        ended.set()

    try:
        with miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=tones.RATE,
            buffersize_msec=_BUFFER_MS,
            app_name="Pult",
        ) as device:
            pieces = stream()
            next(pieces)
            device.start(pieces)
            ended.wait(timeout=len(scaled) / tones.RATE + 1)
            # What was handed over last is still in the card's buffer.
            stop.wait(timeout=2 * _BUFFER_MS / 1000)
    except miniaudio.MiniaudioError as error:
        _log.info("no sound: %s", error)
