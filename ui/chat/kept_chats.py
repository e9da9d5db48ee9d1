"""What of an open chat outlives the page that shows it: its composer, its reader's place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.ids import ConversationId
from ui.chat.chat_writer import ChatWriter
from ui.chat.kept_place import KeptPlace
from ui.chat.printed_keys import PrintedKeys
from ui.chat.proofreader import Proofreader
from ui.pictures.album import Album


class KeptChats(QWidget):
    """One composer a conversation, wherever it is shown: two could write different drafts.

    Never shown itself: the composers that no page has stand in here.

    Signals:
        failed: a text could not be stored, and why.
        article_wanted: look for an article to insert.
        template_wanted: make a canned reply of this text.
        keys_printed: other keys are to be printed.
    """

    failed = Signal(Exception)
    article_wanted = Signal()
    template_wanted = Signal(str)
    keys_printed = Signal()

    def __init__(self, session: DeskSession, *, owner: TaskOwner, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._owner = owner
        self._reader = Proofreader()
        self._writers: dict[ConversationId, ChatWriter] = {}
        self.album = Album(session, owner=owner, parent=self)
        self.places: dict[ConversationId, KeptPlace] = {}
        self.keys = PrintedKeys()
        self.hide()

    def writer(self, conversation: ConversationId) -> ChatWriter:
        """The composer of a conversation, made when it is first wanted."""
        writer = self._writers.get(conversation)
        if writer is None:
            writer = ChatWriter(
                conversation,
                session=self._session,
                reader=self._reader,
                album=self.album,
                owner=self._owner,
            )
            writer.composer.setParent(self)
            writer.print_keys(self.keys)
            writer.failed.connect(self.failed)
            writer.article_wanted.connect(self.article_wanted)
            writer.template_wanted.connect(self.template_wanted)
            self._writers[conversation] = writer
        return writer

    def take_back(self, page: QWidget) -> None:
        """A page goes, and has composers that will be wanted elsewhere."""
        for writer in self._writers.values():
            if page.isAncestorOf(writer.composer):
                writer.composer.setParent(self)

    def print_keys(self, keys: PrintedKeys) -> None:
        """These are what its user presses now."""
        if keys != self.keys:
            self.keys = keys
            for writer in self._writers.values():
                writer.print_keys(keys)
            self.keys_printed.emit()

    def follow_preferences(self) -> None:
        """Its user wants to write differently."""
        for writer in self._writers.values():
            writer.follow_preferences()

    def say_how_safe(self) -> None:
        """The disk of this machine takes what is written, or no longer does."""
        for writer in self._writers.values():
            writer.say_how_safe()

    def close_page(self) -> None:
        """Read over nothing more. Idempotent."""
        self._reader.close()

    def restore_draft(self, conversation: ConversationId) -> None:
        """A draft did not come from the keyboard."""
        writer = self._writers.get(conversation)
        if writer is not None:
            writer.restore_draft()

    def show_files(self, conversation: ConversationId) -> None:
        """The files of a draft are others, or have got on."""
        writer = self._writers.get(conversation)
        if writer is not None:
            writer.files.show()

    def drop(self, conversation: ConversationId) -> None:
        """It is not open any more; its drafts are the session's."""
        self.places.pop(conversation, None)
        writer = self._writers.pop(conversation, None)
        if writer is not None:
            writer.composer.hide()
            writer.dispose()
