"""Colleagues of the made-up agent, and what becomes of a conversation between them and him."""

from typing import Any

import msgspec

from protocol import answers, commands
from protocol.bodies import CalledBack, EntryBody, GuestCame, GuestLeft, PassedTo, PassedToTopic
from protocol.conversations import ConversationState, Guest, Offer
from protocol.entries import Entry
from protocol.ids import AccountId, ConversationId, TopicId
from protocol.people import Author, AuthorRole, Presence
from protocol.scalars import Millis
from protocol.workplace import Receiver
from tests.support.made_up_conversations import MadeUpConversations
from tests.support.made_up_operator import AGENT, ME, now

_PEOPLE = (
    ("Антон Лебедев", Presence.ONLINE, 5, 1, ("services",)),
    ("Вера Соколова", Presence.ONLINE, 5, 3, ("general", "services")),
    ("Грейс Нгуен", Presence.ONLINE, 4, 4, ("fraud",)),
    ("Дмитрий Константинопольский-Задунайский", Presence.BUSY, 5, 2, ("general",)),
    ("Егор Смирнов", Presence.ENDING, 5, 1, ("services",)),
    ("Жанна Ким", Presence.BREAK, 5, 0, ()),
    ("Зоя Белова", Presence.WRAP_UP, 5, 2, ("general",)),
    ("Инна Громова", Presence.SILENT, 5, 1, ()),
    ("Тимофей Орлов", Presence.OFFLINE, 5, 0, ()),
)


def colleagues() -> list[Receiver]:
    """In the order in which the server tells them."""
    return [
        Receiver(
            account=AccountId(f"colleague-{number:04}"),
            name=name,
            presence=presence,
            presence_since=Millis(now() - 600_000),
            room=100 * room,
            used=100 * used,
            topics=[TopicId(topic) for topic in topics],
        )
        for number, (name, presence, room, used, topics) in enumerate(_PEOPLE)
    ]


def colleague(name: str) -> Author:
    """As the log names him."""
    account = next((one.account for one in colleagues() if one.name == name), "colleague")
    return Author(role=AuthorRole.AGENT, id=account, name=name)


class MadeUpSharing(MadeUpConversations):
    """The part of the server that knows of colleagues."""

    def _moved(self, conversation: ConversationId, *entries: Entry, **fields: Any) -> answers.Done:
        """Change a conversation, and tell of it."""
        raise NotImplementedError

    def lose(self, conversation: ConversationId) -> None:
        """It can be read no more."""
        raise NotImplementedError

    def _on_find_receivers(self, command: commands.FindReceivers) -> answers.Receivers:
        words = command.query.casefold().split()
        found = [
            one
            for one in colleagues()
            if all(
                any(part.startswith(word) for part in one.name.casefold().split()) for word in words
            )
        ]
        return answers.Receivers(request=0, found=found)

    def _on_pass_on(self, command: commands.PassOn) -> answers.Done:
        conversation = ConversationId(command.conversation)
        one = next(one for one in colleagues() if one.account == command.agent)
        until = Millis(now() + 60_000)
        body = PassedTo(agent=one.account, name=one.name, note=command.note, until=until)
        entry = self.log(conversation, body, AGENT)
        offer = Offer(agent=one.account, until=until, name=one.name)
        return self._moved(conversation, entry, offer=offer)

    def _on_pass_to_topic(self, command: commands.PassToTopic) -> answers.Done:
        conversation = ConversationId(command.conversation)
        entry = self.log(
            conversation, PassedToTopic(topic=TopicId(command.topic), note=command.note), AGENT
        )
        self.waiting.append(conversation)
        return self._moved(
            conversation, entry, state=ConversationState.QUEUED, owner=None, owner_name=""
        )

    def _on_call_back(self, command: commands.CallBack) -> answers.Done:
        conversation = ConversationId(command.conversation)
        offer = self.heads[conversation].offer
        assert offer is not None
        entry = self.log(conversation, CalledBack(agent=offer.agent, name=offer.name), AGENT)
        return self._moved(conversation, entry, offer=None)

    def _on_invite(self, command: commands.Invite) -> answers.Done:
        conversation = ConversationId(command.conversation)
        one = next(one for one in colleagues() if one.account == command.agent)
        entry = self.log(
            conversation, GuestCame(agent=one.account, name=one.name, why=command.why), AGENT
        )
        guests = (*self.heads[conversation].guests, Guest(account=one.account, name=one.name))
        return self._moved(conversation, entry, guests=guests)

    def _on_send_away(self, command: commands.SendAway) -> answers.Done:
        conversation = ConversationId(command.conversation)
        guests = self.heads[conversation].guests
        left = next(guest for guest in guests if guest.account == command.agent)
        entry = self.log(
            conversation, GuestLeft(agent=left.account, name=left.name, how="sent_away"), AGENT
        )
        return self._moved(conversation, entry, guests=tuple(one for one in guests if one != left))

    def _on_step_out(self, command: commands.StepOut) -> answers.Done:
        conversation = ConversationId(command.conversation)
        entry = self.log(
            conversation, GuestLeft(agent=ME, name="Елена Морозова", how="left"), AGENT
        )
        return self._moved(conversation, entry, guests=())

    def held_out(self, conversation: ConversationId, *, by: str, note: str) -> None:
        """A colleague would pass his conversation on to me."""
        until = Millis(now() + 48_000)
        body = PassedTo(agent=ME, name="Елена Морозова", note=note, until=until)
        entry = self.log(conversation, body, colleague(by))
        self._moved(
            conversation,
            entry,
            state=ConversationState.ACTIVE,
            owner=colleague(by).id,
            owner_name=by,
            offer=Offer(agent=ME, until=until, name="Елена Морозова"),
        )

    def invited(self, conversation: ConversationId, *, by: str, why: str) -> None:
        """A colleague asks me into his conversation."""
        entry = self.log(
            conversation, GuestCame(agent=ME, name="Елена Морозова", why=why), colleague(by)
        )
        self._moved(
            conversation,
            entry,
            state=ConversationState.ACTIVE,
            owner=colleague(by).id,
            owner_name=by,
            guests=(Guest(account=ME, name="Елена Морозова", called=entry.seq),),
        )

    def answered(self, conversation: ConversationId, body: EntryBody) -> None:
        """What I held out comes back: it was declined, or not answered."""
        entry = self.log(conversation, body, colleague(colleagues()[0].name))
        self._moved(conversation, entry, offer=None)

    def taken_over(self, conversation: ConversationId) -> None:
        """What I held out is accepted: nobody tells me more of it than my desk."""
        self.heads[conversation] = msgspec.structs.replace(
            self.heads[conversation], owner=AccountId("colleague"), offer=None
        )
        self.lose(conversation)
