"""What the composer says of its drafts: to whom each goes, and how it is sent."""

from PySide6.QtCore import QCoreApplication, QLocale

from ui.chat.composer_mode import ComposerMode

translate = QCoreApplication.translate  # by this name lupdate finds the words


def for_whom(mode: ComposerMode, *, colleagues: str) -> str:
    """Said where it is not the subscriber of the chat."""
    if mode is ComposerMode.NOTE:
        return translate("Composer", "Only colleagues see it")
    if colleagues:
        words = translate("Composer", "COLLEAGUES · to {names}, no subscriber sees it")
        return words.format(names=colleagues)
    return ""


def changing(mode: ComposerMode) -> str:
    """Said while the field has other words for something that was said."""
    if mode is ComposerMode.NOTE:
        return translate("Composer", "Editing the note")
    return translate("Composer", "Editing the message")


def placeholder(mode: ComposerMode, *, colleagues: str) -> str:
    """What an empty field is for; its name for who hears the screen."""
    if mode is ComposerMode.NOTE:
        return translate("Composer", "A note for colleagues")
    if colleagues:
        words = translate("Composer", "A message to {names}")
        return words.format(names=colleagues)
    return translate("Composer", "A reply to the subscriber")


def sending(mode: ComposerMode, *, changing: bool) -> str:
    """What the button does."""
    if mode is ComposerMode.NOTE:
        return translate("Composer", "Save note")
    return translate("Composer", "Save") if changing else translate("Composer", "Send")


def leaving(*, note: bool) -> str:
    """What the button does that leaves what was said as it was; its words alone are «Cancel»."""
    if note:
        return translate("Composer", "Cancel editing the note")
    return translate("Composer", "Cancel editing the message")


def in_spite(*, note: bool) -> str:
    """What the button does with a text that is doubtful."""
    return translate("Composer", "Save anyway") if note else translate("Composer", "Send anyway")


def new_line(mode: ComposerMode) -> str:
    """How to go to another line: it is not the same in both."""
    if mode is ComposerMode.NOTE:
        return translate("Composer", "Enter: new line")
    return translate("Composer", "Shift+Enter: new line")


def room_left(characters: int) -> str:
    """How much more the text may have, or how much too much it has."""
    if characters >= 0:
        return translate("Composer", "%n character(s) left", "", characters)
    words = translate("Composer", "%n character(s) too many", "", -characters)
    return words.replace(str(-characters), QLocale().toString(-characters))


def cut(kept: int, whole: int) -> str:
    """What was pasted is longer than any draft."""
    words = translate("Composer", "Pasted {kept} of {whole} characters")
    return words.format(kept=QLocale().toString(kept), whole=QLocale().toString(whole))
