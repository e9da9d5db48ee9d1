"""The setting every test runs in: an offscreen screen, the right event loop, and the guards."""

import os

# Before anything imports Qt: without a display Qt aborts the whole process.
if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = [
    "pytester",
    "tests.support.loopback",
    "tests.support.loops",
    "tests.support.noise",
]
