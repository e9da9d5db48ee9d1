"""A chat is taken, answered and about to be finished by names and roles alone, over AT-SPI."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import screen_reader
from tests.support.screen_reader import ScreenReader

_ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(
    bool(screen_reader.missing()),
    reason=f"no screen to read aloud without {', '.join(screen_reader.missing())}",
)
def test_a_chat_is_taken_and_answered_by_names_alone(tmp_path: Path) -> None:
    with screen_reader.screen() as around:
        console = subprocess.Popen(
            [sys.executable, "main.py", "demo", "--language", "en", "--data", str(tmp_path)],
            cwd=_ROOT,
            env=os.environ | around,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with ScreenReader(around["DBUS_SESSION_BUS_ADDRESS"]) as reader:
                reader.press("push button", "Take the chat with ")
                reader.wait_for("list item", "Mine, 1")
                reader.write(
                    "text", "A reply to the subscriber", "Good day! I shall look at it at once."
                )
                reader.press("push button", "Send")
                reader.wait_for("label", "Outbox 0")
                reader.press("push button", "Finish")
                reader.wait_for("dialog", "Finish the chat with ")
                reader.wait_for("text", "Comment for colleagues")
                reader.press("push button", "Cancel")
        finally:
            console.terminate()
            console.wait(timeout=30)
