"""The setting every test runs in: an offscreen screen, the right event loop, and the guards."""

import os

from hypothesis import HealthCheck, settings

# Before anything imports Qt: without a display Qt aborts the whole process.
if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = [
    "tests.support.loopback",
    "tests.support.loops",
    "tests.support.leaks",
    "tests.support.noise",
    "tests.support.postgresql",
    "tests.support.stores",
    "tests.support.real_data",
]

# A busy machine is no counterexample.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
