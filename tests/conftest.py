"""The setting every test runs in: an offscreen screen, the right event loop, and the guards."""

import os

from hypothesis import HealthCheck, settings

# Before anything imports Qt: without a display Qt aborts the whole process; and on a display that
# several processes share, the windows of each take the focus from those of the others.
if "PYTEST_XDIST_WORKER" in os.environ or not (
    os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = [
    "tests.support.loopback",
    "tests.support.loops",
    "tests.support.leaks",
    "tests.support.noise",
    "tests.support.patience",
    "tests.support.postgresql",
    "tests.support.nats_server",
    "tests.support.stores",
    "tests.support.real_data",
]

# A busy machine is no counterexample, nor is an unlucky draw. A fixture that outlives an example is
# meant wherever one is asked for.
settings.register_profile(
    "explore",
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
        HealthCheck.function_scoped_fixture,
    ],
)
# The same examples at every run: a change is judged by itself, and not by what nobody had drawn
# before. Others are drawn by `pytest --hypothesis-profile=explore`.
settings.register_profile("house", settings.get_profile("explore"), derandomize=True)
settings.load_profile("house")
