"""What a screen reader sees and does: a console's windows by names and roles, over AT-SPI."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NEEDED = ("Xvfb", "dbus-daemon")
_LAUNCHERS = (
    Path("/usr/libexec/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"),
)
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_SENSITIVE, _SHOWING = 24, 25
"""Bits of a state set."""
_PATIENCE_SECONDS = 180.0
_GLANCE_SECONDS = 0.1
"""Looking without a breath would keep the console from going on."""


def missing() -> list[str]:
    """What of the system is not installed: without it nobody can read a screen aloud here."""
    names = [name for name in NEEDED if shutil.which(name) is None]
    return names if any(one.exists() for one in _LAUNCHERS) else [*names, "at-spi2-core"]


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """A screen and a bus of their own; the environment of who works on them."""
    reading, writing = os.pipe()
    size = ("-screen", "0", "1440x900x24", "-nolisten", "tcp")
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *size],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert bus.stdout is not None
        yield {
            "DISPLAY": f":{number}",
            "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
            "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
    finally:
        for process in (bus, display):
            process.terminate()
            process.communicate(timeout=10)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on the screen: who shows it, and under which name there."""

    owner: str
    path: str


Place = tuple[str, str]
"""A role and how a name begins: in what to look."""


class ScreenReader:
    """Finds by role and name, presses, writes; it sees only what is showing."""

    def __init__(self, session_bus: str) -> None:
        session = open_dbus_connection(bus=session_bus)
        launcher = Thing("org.a11y.Bus", "/org/a11y/bus")
        (address,) = _call(session, launcher, "org.a11y.Bus", "GetAddress")
        session.close()
        self._bus: DBusConnection = open_dbus_connection(bus=address)
        self._root = Thing("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.close()

    def wait_for(self, role: str, name: str) -> None:
        """Until something shows in this role whose name begins so."""
        self._sooner_or_later(partial(self._find, role, name))

    def wait_to_hear(self, role: str, name: str, words: str) -> None:
        """Until what is told about it besides its name has these words."""

        def hear() -> None:
            told = self._told(self._find(role, name), "Description")
            if words not in told:
                raise LookupError(f"no {words!r} in {told!r}")

        self._sooner_or_later(hear)

    def press(self, role: str, name: str, *, within: Place | None = None) -> None:
        """Press it as soon as it shows and may be pressed."""

        def press() -> None:
            thing = self._find(role, name, within)
            actions = self._ask(thing, "org.a11y.atspi.Action", "GetActions")[0]
            at = next(at for at, action in enumerate(actions) if action[0].lower() == "press")
            assert self._ask(thing, "org.a11y.atspi.Action", "DoAction", "i", (at,))[0]

        self._sooner_or_later(press)

    def write(self, role: str, name: str, text: str, *, within: Place | None = None) -> None:
        """Go to a field and put a text into it."""

        def write() -> None:
            field = self._find(role, name, within)
            assert self._ask(field, "org.a11y.atspi.Component", "GrabFocus")[0]
            editable = "org.a11y.atspi.EditableText"
            assert self._ask(field, editable, "SetTextContents", "s", (text,))[0]

        self._sooner_or_later(write)

    def _sooner_or_later(self, act: Callable[[], object]) -> None:
        """Windows change while one looks: what is not there, or there no more, is tried again."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                act()
                return
            except LookupError as missing:
                if time.monotonic() > until:
                    seen = "\n".join(f"{r}: {n}" for _, r, n in self._showing(self._root) if n)
                    raise AssertionError(f"{missing}; there are\n{seen}") from missing
            threading.Event().wait(_GLANCE_SECONDS)

    def _find(self, role: str, name: str, within: Place | None = None) -> Thing:
        """The first that shows in this role and whose name begins so, perhaps inside another."""
        root = self._root if within is None else self._find(*within)
        for thing, has_role, has_name in self._showing(root):
            if has_role == role and has_name.startswith(name):
                return thing
        raise LookupError(f"no {role} called {name!r}")

    def _told(self, thing: Thing, what: str) -> str:
        properties = "org.freedesktop.DBus.Properties"
        told: str = self._ask(thing, properties, "Get", "ss", (_ACCESSIBLE, what))[0][1]
        return told

    def _showing(self, thing: Thing) -> Iterator[tuple[Thing, str, str]]:
        for owner, path in self._ask(thing, _ACCESSIBLE, "GetChildren")[0]:
            child = Thing(owner, path)
            try:
                states = self._ask(child, _ACCESSIBLE, "GetState")[0]
                role = self._ask(child, _ACCESSIBLE, "GetRoleName")[0]
                name = self._told(child, "Name")
            except LookupError:
                continue  # it went while we looked
            # An application is no widget: it has windows, and no states of its own.
            if role != "application" and not states[0] >> _SHOWING & 1:
                continue
            if states[0] >> _SENSITIVE & 1:
                yield child, role, name
            try:
                yield from self._showing(child)
            except LookupError:
                continue

    def _ask(
        self,
        thing: Thing,
        interface: str,
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
    ) -> tuple[Any, ...]:
        return _call(self._bus, thing, interface, member, signature, body)


def _call(
    bus: DBusConnection,
    thing: Thing,
    interface: str,
    member: str,
    signature: str = "",
    body: tuple[Any, ...] = (),
) -> tuple[Any, ...]:
    address = DBusAddress(thing.path, bus_name=thing.owner, interface=interface)
    reply = bus.send_and_get_reply(
        new_method_call(address, member, signature or None, body), timeout=_PATIENCE_SECONDS
    )
    if reply.header.message_type.name == "error":
        raise LookupError(f"{interface}.{member}: {reply.body}")
    return tuple(reply.body)
