"""Made-up colleagues: who there is, their talks and groups, what they ask me about."""

import hashlib

import msgspec

from protocol import answers, commands
from protocol.bodies import Citation, Message, TalkBegan, TalkJoined, TalkLeft, TalkRenamed
from protocol.conversations import ConversationState, Head
from protocol.ids import AccountId, ConversationId, QueueId, TopicId, WorldId, pair_talk_id
from protocol.people import Author, AuthorRole, Colleague, Person, Presence, Role
from tests.support.made_up_conversations import MadeUpConversations
from tests.support.made_up_operator import AGENT, ME, now

PAVEL, IRINA, OLEG = (AccountId(f"agent-{name}-0001") for name in ("pavel", "irina", "oleg"))
_I = Person(account=ME, name="Елена Морозова")


class MadeUpTalks(MadeUpConversations):
    """What a server knows of colleagues; nothing here tells anybody."""

    def __init__(self) -> None:
        super().__init__()
        self.people = {
            one.id: one
            for one in (
                Colleague(id=PAVEL, name="Павел Орлов", role=Role.AGENT, presence=Presence.ONLINE),
                Colleague(id=IRINA, name="Ирина Соколова", role=Role.LEAD, presence=Presence.BUSY),
                Colleague(
                    id=OLEG,
                    name="Олег Верещагин-Константинопольский",
                    role=Role.AGENT,
                    presence=Presence.BREAK,
                    presence_reason="lunch",
                ),
                Colleague(
                    id=AccountId("agent-maria-0001"),
                    name="Мария Ветрова",
                    role=Role.AGENT,
                    presence=Presence.OFFLINE,
                ),
            )
        }
        self.looked_into: list[ConversationId] = []
        """What I am asked about."""

    def talks(self) -> answers.Talks:
        """Everything colleagues have with me."""
        heads = [head for head in self.heads.values() if head.state is ConversationState.TALK]
        mine = [head for head in heads if any(one.account == ME for one in head.members)]
        return answers.Talks(
            desk_rev=self.desk_rev,
            talks=sorted(mine, key=lambda head: -head.changed_at),
            asked=[self.heads[one] for one in self.looked_into],
            people=list(self.people.values()),
        )

    def add_talk(self, *members: AccountId, name: str = "") -> ConversationId:
        """A talk with these, begun by me; a group where it has a name."""
        people = tuple(Person(account=one, name=self.people[one].name) for one in members)
        if name:
            talk = ConversationId(hashlib.sha256(name.encode()).hexdigest()[:32])
        else:
            talk = pair_talk_id(ME, members[0])
        if talk not in self.heads:
            self.heads[talk] = Head(
                id=talk,
                world=WorldId("live"),
                state=ConversationState.TALK,
                queue=QueueId(""),
                topic=TopicId(""),
                channel="colleagues",
                language="",
                epoch=1,
                rev=0,
                last_seq=0,
                name=name or people[0].name,
                phone="",
                entered_at=now(),
                changed_at=now(),
                members=(_I, *people),
                group=bool(name),
            )
            self.logs[talk] = []
            self.log(talk, TalkBegan(members=people, name=name), AGENT)
        return talk

    def said_by(
        self, talk: ConversationId, who: AccountId, text: str, *, about: Citation | None = None
    ) -> None:
        """A colleague has written."""
        author = Author(role=AuthorRole.AGENT, id=who, name=self.people[who].name)
        self.log(talk, Message(text=text, about=about), author)
        unread = self.heads[talk].unread + 1
        shown = text or (about.excerpt if about else "")
        asked = self.heads[talk].last_seq if about is not None else self.heads[talk].asked
        self.change(
            talk,
            preview=shown,
            preview_role=AuthorRole.AGENT,
            preview_by=who,
            unread=unread,
            asked=asked,
        )

    def _on_read_talks(self, command: commands.ReadTalks) -> answers.Talks:
        del command
        return self.talks()

    def _on_find_colleagues(self, command: commands.FindColleagues) -> answers.Colleagues:
        words = command.query.casefold()
        found = [one for one in self.people.values() if words in one.name.casefold()]
        return answers.Colleagues(request=0, found=found)

    def _on_open_talk(self, command: commands.OpenTalk) -> answers.Done:
        return self._done(self.add_talk(AccountId(command.colleague)))

    def _on_start_group(self, command: commands.StartGroup) -> answers.Done:
        return self._done(self.add_talk(*map(AccountId, command.members), name=command.name))

    def _on_rename_group(self, command: commands.RenameGroup) -> answers.Done:
        talk = ConversationId(command.conversation)
        self.log(talk, TalkRenamed(name=command.name), AGENT)
        self.change(talk, name=command.name)
        return self._done(talk)

    def _on_add_to_group(self, command: commands.AddToGroup) -> answers.Done:
        talk = ConversationId(command.conversation)
        ids = map(AccountId, command.members)
        people = tuple(Person(account=one, name=self.people[one].name) for one in ids)
        self.log(talk, TalkJoined(members=people), AGENT)
        self.change(talk, members=(*self.heads[talk].members, *people))
        return self._done(talk)

    def _on_leave_group(self, command: commands.LeaveGroup) -> answers.Done:
        talk = ConversationId(command.conversation)
        self.log(talk, TalkLeft(), AGENT)
        self.change(talk, members=self.heads[talk].members[1:])
        return self._done(talk)

    def _on_settle(self, command: commands.Settle) -> answers.Done:
        talk = ConversationId(command.conversation)
        log = self.logs[talk]
        place = next(place for place, entry in enumerate(log) if entry.seq == command.seq)
        body = log[place].body
        assert isinstance(body, Message)
        assert body.about is not None
        done = msgspec.structs.replace(body.about, settled=True)
        self.change(talk)
        changed = msgspec.structs.replace(body, about=done)
        log[place] = msgspec.structs.replace(log[place], body=changed, rev=self.heads[talk].rev)
        return self._done(talk)

    def _done(self, talk: ConversationId) -> answers.Done:
        self.desk_rev += 1
        self.tell_talks(talk)
        return self.done(0, talk, seq=self.heads[talk].last_seq)

    def tell_talks(self, *changed: ConversationId) -> None:
        """What colleagues have with me, and what is new in these talks."""
        raise NotImplementedError
