"""The knowledge base beside the conversation: searched as one types, offering by itself."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from console.core.tasks import TaskOwner
from console.local.knowledge import KnowledgeHit
from console.session import DeskSession
from protocol.ids import ConversationId
from ui.knowledge.article_text import answer_of, whole_text
from ui.knowledge.article_view import ArticleView
from ui.knowledge.hit_card import HitCard
from ui.theme.icons import Icon
from ui.widgets.empty_state import EmptyState
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.search_field import SearchField
from ui.widgets.section_header import SectionHeader

translate = QCoreApplication.translate

_FOUND = 12


class KnowledgePanel(QWidget):
    """Everything here is read from this machine: it works without a server.

    Signals:
        insert_wanted: this text goes into the draft in view.
    """

    insert_wanted = Signal(str)

    def __init__(
        self, session: DeskSession, *, owner: TaskOwner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._owner = owner
        self._conversation: ConversationId | None = None
        self._message = ""
        self._language = "ru"
        self._cards: list[HitCard] = []
        self._current = -1
        self._shown: tuple[list[KnowledgeHit], str, str, bool] | None = None
        self._stale = True
        self._article: ArticleView | None = None
        self.setAccessibleName(translate("Knowledge", "Knowledge"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack)
        search = QWidget()
        self._stack.addWidget(search)
        column = QVBoxLayout(search)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        self.search = SearchField(
            name=translate("Knowledge", "Search articles"),
            hint=translate("Knowledge", "What is it about?"),
        )
        self.search.query_changed.connect(self._on_search_query_changed)
        self.search.moved.connect(self._move_choice)
        self.search.chosen.connect(self._on_search_chosen)
        inset = QVBoxLayout()
        inset.setContentsMargins(16, 0, 16, 0)
        inset.setSpacing(10)
        inset.addWidget(self.search)
        self._header = SectionHeader("")
        inset.addWidget(self._header)
        column.addLayout(inset)
        self._scroll = ScrollPage(name=translate("Knowledge", "Found articles"))
        column.addWidget(self._scroll, 1)

    @property
    def cards(self) -> list[HitCard]:
        """What is found, best first."""
        return list(self._cards)

    @property
    def article(self) -> ArticleView | None:
        """What is read now."""
        return self._article

    def show_for(self, conversation: ConversationId | None, *, message: str, language: str) -> None:
        """Offer articles for the last words of the subscriber."""
        moved = conversation != self._conversation
        if not moved and (message, language) == (self._message, self._language):
            return
        self._conversation, self._message, self._language = conversation, message, language
        if moved:
            self._close_article()
            self.search.clear()
        if not self.search.query():
            self.refresh()

    def refresh(self) -> None:
        """Ask again for what is typed, or else for what fits the conversation.

        Out of sight it waits until somebody looks.
        """
        self._stale = not self.isVisible()
        if self._stale:
            return
        query = self.search.query()
        if query:
            self._owner.spawn("search", self._search(query))
        elif self._message:
            self._owner.spawn("suggest", self._suggest(self._conversation, self._message))
        else:
            self._owner.spawn("search", self._search(""))

    def open_article(self, article_id: str, language: str) -> None:
        """Read an article."""
        self._owner.spawn("article", self._open(article_id, language))

    def _on_search_query_changed(self, query: str) -> None:
        self.refresh()

    async def _search(self, query: str) -> None:
        hits = await self._session.search_knowledge(
            query, limit=_FOUND, language=None if query else self._language
        )
        if hits is None or query != self.search.query():
            return
        title = translate("Knowledge", "Found") if query else translate("Knowledge", "Most read")
        self._show(hits, title=title, remark="")

    async def _suggest(self, conversation: ConversationId | None, message: str) -> None:
        hits = await self._session.suggest_knowledge(message, limit=5, language=self._language)
        if hits is None or self.search.query():
            return
        if (conversation, message) != (self._conversation, self._message):
            return
        if not hits:
            await self._search("")
            return
        self._show(
            hits,
            title=translate("Knowledge", "Suggested articles"),
            remark=translate("Knowledge", "from the last message"),
        )

    def _show(self, hits: list[KnowledgeHit], *, title: str, remark: str) -> None:
        # Where no chat is open there is nothing to insert into.
        writing = self._conversation is not None
        if (hits, title, remark, writing) == self._shown:
            return
        self._shown = hits, title, remark, writing
        self._header.set_title(title)
        self._header.set_remark(remark)
        self._header.setVisible(bool(hits))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 0, 16, 16)
        column.setSpacing(6)
        self._cards = [HitCard(hit, insertable=writing) for hit in hits]
        self._current = -1
        for card in self._cards:
            card.opened.connect(self.open_article)
            card.insert_wanted.connect(self._on_card_insert_wanted)
            column.addWidget(card)
        if hits:
            column.addStretch(1)
        else:
            column.addWidget(self._nothing())
        self._scroll.show_page(page)

    def _nothing(self) -> EmptyState:
        if self.search.query():
            return EmptyState(
                icon=Icon.SEARCH,
                title=translate("Knowledge", "No such articles"),
                text=translate("Knowledge", "Try other words: fewer, or the subscriber’s own."),
            )
        return EmptyState(
            icon=Icon.BOOK,
            title=translate("Knowledge", "No articles yet"),
            text=translate(
                "Knowledge", "They are copied to this computer at the first connection."
            ),
        )

    def _move_choice(self, step: int) -> None:
        if not self._cards:
            return
        self._current = max(0, min(len(self._cards) - 1, self._current + step))
        for position, card in enumerate(self._cards):
            card.setChecked(position == self._current)
        self._scroll.ensureWidgetVisible(self._cards[self._current])

    def _on_search_chosen(self) -> None:
        if self._cards:
            self._cards[max(self._current, 0)].open()

    def _on_card_insert_wanted(self, article_id: str, language: str) -> None:
        self._owner.spawn("insert", self._insert(self._conversation, article_id, language))

    async def _insert(
        self, conversation: ConversationId | None, article_id: str, language: str
    ) -> None:
        article = await self._session.article(article_id, language)
        if article is not None and conversation == self._conversation:
            self.insert_wanted.emit(answer_of(article.body) or whole_text(article.body))

    async def _open(self, article_id: str, language: str) -> None:
        article = await self._session.article(article_id, language)
        if article is None:
            return
        self._close_article()
        self._article = ArticleView(article, insertable=self._conversation is not None)
        self._article.closed.connect(self._close_article)
        self._article.insert_wanted.connect(self.insert_wanted)
        self._stack.addWidget(self._article)
        self._stack.setCurrentWidget(self._article)
        self._article.focus_back()

    def _close_article(self) -> None:
        if self._article is not None:
            focused = QApplication.focusWidget()
            had_focus = focused is not None and self._article.isAncestorOf(focused)
            self._stack.removeWidget(self._article)
            self._article.deleteLater()
            self._article = None
            if had_focus:
                self.search.setFocus()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
