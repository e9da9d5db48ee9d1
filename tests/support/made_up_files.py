"""Files on the made-up side: what is brought arrives, what is asked for is there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from console.core import events
from console.core.attaching import AttachedFile
from console.core.errors import CommandRejected
from console.session import DeskSession
from protocol import answers, commands
from protocol.bodies import Attachment, Message
from protocol.errors import ErrorCode
from protocol.ids import FileId, new_id
from protocol.scalars import Millis
from tests.support.made_up_operator import now
from ui.chat.offered_files import png_blocking

if TYPE_CHECKING:
    from tests.support.made_up_server import MadeUpServer


class MadeUpFiles:
    """The files that the made-up server has; stands for the way over HTTP too."""

    def __init__(self, session: DeskSession) -> None:
        self._session = session
        self.contents: dict[FileId, bytes] = {}
        self.slow = False
        """Two thirds of a file arrive, and no more."""

    def take(self) -> None:
        """Have what the session wants to bring."""
        for file in self._session.store.files_under_way():
            if self.slow:
                if not file.arrived:
                    self._session.apply([events.FileMoved(file.key, file.size * 2 // 3)])
            else:
                self._session.apply([events.FileArrived(file.key, FileId(new_id()))])

    def put(self, content: bytes, name: str, media_type: str, *, size: int = 0) -> Attachment:
        """A file of the subscriber; a picture tells its own size."""
        file = FileId(new_id())
        self.contents[file] = content
        picture = QImage.fromData(content) if media_type.startswith("image/") else QImage()
        return Attachment(
            id=file,
            name=name,
            media_type=media_type,
            size=size or len(content),
            width=picture.width(),
            height=picture.height(),
        )

    def ticket(self, command: commands.OpenFile) -> answers.Ticket:
        return answers.Ticket(
            request=command.request,
            url="",
            token=command.file,
            expires_at=Millis(now() + 60_000),
        )

    async def get(self, url: str, token: str) -> bytes:
        """As `Transfers` does."""
        content = self.contents.get(FileId(token))
        if content is None:
            raise CommandRejected(ErrorCode.NOT_FOUND)
        return content

    async def aclose(self) -> None:
        """As `Transfers` does."""


def attachments(files: tuple[AttachedFile, ...]) -> tuple[Attachment, ...]:
    """What a message names of files that have arrived."""
    return tuple(
        Attachment(
            id=file.id or FileId(file.key),
            name=file.name,
            media_type=file.kind.media_type,
            size=file.size,
            width=file.kind.width,
            height=file.kind.height,
        )
        for file in files
    )


def photo(width: int = 900, height: int = 620) -> bytes:
    """A picture that looks like one: evening over a bay."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, height))
    for at, color in ((0, "#274060"), (0.45, "#d98e73"), (0.55, "#1b4965"), (1, "#0b2545")):
        sky.setColorAt(at, QColor(color))
    painter.fillRect(image.rect(), sky)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffe8b6"))
    painter.drawEllipse(QRectF(width * 0.6, height * 0.3, height / 7, height / 7))
    painter.end()
    return png_blocking(image)


def send_files(server: "MadeUpServer") -> None:
    """Anna shows what she means: a photo with a word, and a paper with none."""
    anna = next(iter(server.heads))
    shown = server.files.put(photo(), "IMG_2046.png", "image/png")
    paper = server.files.put(
        b"%PDF-", "Детализация за ноябрь, все номера договора.pdf", "application/pdf", size=284_913
    )
    server.hear(anna, Message(text="вот что пришло, посмотрите", files=(shown,)))
    server.hear(anna, Message(text="", files=(paper,)))
    server.read_log(anna)
