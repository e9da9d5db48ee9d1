"""Has messages translated by whatever fills the slot for a translator, and keeps what it says."""

from console.basis import SessionBasis
from console.core import events
from console.core.errors import TranslatorError
from console.core.translating import Translation, TranslationState, Translator
from protocol.bodies import Message
from protocol.entries import Entry
from protocol.ids import ConversationId


class Translating:
    """A translation is shown, never entered anywhere: nothing here leads to a draft or the wire."""

    def __init__(self, basis: SessionBasis, translator: Translator | None) -> None:
        self._basis = basis
        self._translator = translator

    @property
    def translates(self) -> bool:
        """Whether somebody has named a translator."""
        return self._translator is not None

    async def translate(self, conversation: ConversationId, seq: int, *, into: str) -> None:
        """Have one message translated; how it goes comes as changes. Cancelled, nothing is left."""
        entry = self._entry(conversation, seq)
        if self._translator is None or entry is None or not isinstance(entry.body, Message):
            return
        asked, end = Translation(entry.rev), None
        self._show(conversation, seq, asked)
        try:
            text = await self._translator.translate(entry.body.text, into=into)
            end = Translation(entry.rev, TranslationState.DONE, text)
        except TranslatorError as error:
            end = Translation(entry.rev, TranslationState.FAILED, reason=error.reason)
        finally:
            chat = self._basis.store.chats.get(conversation)
            # It may have been put away meanwhile, and even asked for anew.
            if chat is not None and chat.translations.get(seq) is asked:
                self._show(conversation, seq, end)

    def forget_translation(self, conversation: ConversationId, seq: int) -> None:
        """Show the message alone again."""
        self._show(conversation, seq, None)

    def _entry(self, conversation: ConversationId, seq: int) -> Entry | None:
        chat = self._basis.store.chats.get(conversation)
        return chat.entry(seq) if chat is not None else None

    def _show(
        self, conversation: ConversationId, seq: int, translation: Translation | None
    ) -> None:
        self._basis.apply([events.Translated(conversation, seq, translation)])
