"""A desktop's settings portal on a bus of a test: answers what it was given, tells what changes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

Setting = tuple[str, str]
Value = tuple[str, object]
"""The signature of D-Bus, and what it stands for."""

CONTRAST: Setting = ("org.freedesktop.appearance", "contrast")
REDUCED_MOTION: Setting = ("org.freedesktop.appearance", "reduced-motion")
ANIMATIONS: Setting = ("org.gnome.desktop.interface", "enable-animations")

_SERVICE = "org.freedesktop.portal.Desktop"
_OBJECT = DBusAddress(
    "/org/freedesktop/portal/desktop", interface="org.freedesktop.portal.Settings"
)
_STOP = ("stop", "portal")


class Portal:
    """What a desktop has set; one thread answers whoever asks."""

    def __init__(self, bus: DBusConnection, settings: dict[Setting, Value]) -> None:
        self._bus = bus
        self._settings = settings
        bus.send_and_get_reply(message_bus.RequestName(_SERVICE))

    def change(self, setting: Setting, value: Value) -> None:
        """Its user changes his mind."""
        self._settings[setting] = value
        self._bus.send(new_signal(_OBJECT, "SettingChanged", "ssv", (*setting, value)))

    def serve_blocking(self) -> None:
        """Answer until `stop` is heard."""
        while True:
            asked = self._bus.receive()
            if asked.header.message_type is not MessageType.method_call:
                continue
            if asked.body == _STOP:
                return
            self._bus.send(self._answer(asked))

    def _answer(self, asked: Message) -> Message:
        member = asked.header.fields.get(HeaderFields.member)
        if member == "ReadAll":
            groups: dict[str, dict[str, Value]] = {}
            for (group, key), value in self._settings.items():
                groups.setdefault(group, {})[key] = value
            return new_method_return(asked, "a{sa{sv}}", (groups,))
        if member not in ("Read", "ReadOne") or asked.body not in self._settings:
            return new_error(asked, "org.freedesktop.portal.Error.NotFound", "s", ("no such",))
        found = self._settings[asked.body]
        return new_method_return(asked, "v", (("v", found) if member == "Read" else found,))


@contextmanager
def portal(address: str, settings: dict[Setting, Value]) -> Iterator[Portal]:
    """Serve these settings on the bus."""
    bus = open_dbus_connection(bus=address)
    served = Portal(bus, settings)
    thread = threading.Thread(target=served.serve_blocking)
    thread.start()
    try:
        yield served
    finally:
        stopping = open_dbus_connection(bus=address)
        stopping.send(_call_of(_STOP))
        thread.join()
        stopping.close()
        bus.close()


def _call_of(body: tuple[str, str]) -> Message:
    from_here = DBusAddress(_OBJECT.object_path, bus_name=_SERVICE, interface=_OBJECT.interface)
    return new_method_call(from_here, "Read", "ss", body)
