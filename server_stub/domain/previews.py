"""What a list shows of what was said."""

from protocol import limits
from protocol.bodies import Attachment, Message, Note
from protocol.conversations import FILE_MARK


def preview_of(said: Message | Note) -> str:
    """Its words, or else what it is about, or how its files are called."""
    about = said.about.excerpt if isinstance(said, Message) and said.about is not None else ""
    text = said.text or about or ", ".join(map(_called, said.files))
    return " ".join(text[: limits.PREVIEW_CHARACTERS * 2].split())[: limits.PREVIEW_CHARACTERS]


def _called(file: Attachment) -> str:
    return FILE_MARK + file.name
