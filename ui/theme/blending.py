"""Whether the desktop blends windows; where not, what is see-through of a window is black."""

from PySide6.QtGui import QGuiApplication, QNativeInterface

_X11 = "xcb"
_MANAGER = b"_NET_WM_CM_S%d"
"""The selection that whoever blends the windows of an X11 screen holds."""


def blends() -> bool:
    """Whether corners may be see-through now. On X11 that can change while we run."""
    if QGuiApplication.platformName() != _X11:
        return True
    application = QGuiApplication.instance()
    if not isinstance(application, QGuiApplication):
        return False
    native = application.nativeInterface()
    return isinstance(native, QNativeInterface.QX11Application) and _held(native.display())


def _held(display: int) -> bool:
    import ctypes  # noqa: PLC0415 - 5 ms that only X11 pays

    try:
        library = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    library.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    library.XInternAtom.restype = ctypes.c_ulong
    library.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    library.XGetSelectionOwner.restype = ctypes.c_ulong
    library.XDefaultScreen.argtypes = [ctypes.c_void_p]
    name = _MANAGER % library.XDefaultScreen(display)
    return bool(library.XGetSelectionOwner(display, library.XInternAtom(display, name, False)))
