"""Files in words: how large, how far, why not."""

from PySide6.QtCore import QCoreApplication, QLocale

from console.core.attaching import AttachedFile
from console.viewmodels import formats
from protocol.errors import ErrorCode

translate = QCoreApplication.translate

_KIBIBYTE = 1024


def size_line(size: int) -> str:
    """Bytes as people read them."""
    if size < _KIBIBYTE:  # Qt has one form of the word for every number
        return translate("Files", "%n byte(s)", None, size)
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def progress_line(file: AttachedFile) -> str:
    """How large it is, and how far it has got or why it does not."""
    size = size_line(file.size)
    if file.code is not None:
        return refusal_line(file.code)
    if file.id is not None or not file.size:
        return size
    share = formats.percent(file.arrived * 100 // file.size)
    return translate("Files", "{size} · {share} uploaded").format(size=size, share=share)


def share_line(file: AttachedFile) -> str:
    """The same in figures where there is little room; nothing once it has arrived or stopped."""
    if file.code is not None or file.id is not None or not file.size:
        return ""
    share = formats.percent(file.arrived * 100 // file.size)
    return f"{size_line(file.size)} · {share}"


def refusal_line(code: ErrorCode) -> str:
    """Why a file cannot go, short enough for its chip."""
    match code:
        case ErrorCode.FILE_TOO_LARGE:
            return translate("Files", "Too large")
        case ErrorCode.PICTURE_TOO_LARGE:
            return translate("Files", "Too many pixels")
        case ErrorCode.FILE_TYPE_REFUSED:
            return translate("Files", "Type not accepted")
        case ErrorCode.FILE_DAMAGED:
            return translate("Files", "Empty or damaged")
        case ErrorCode.FILES_FULL:
            return translate("Files", "Too many files")
        case _:
            return translate("Files", "Cannot be sent here")
