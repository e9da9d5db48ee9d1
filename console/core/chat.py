"""One conversation as the console has it: head, log, what is on its way out, hints and drafts."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from console.core import second_words
from console.core.changes import (
    Change,
    EntriesAdded,
    EntryChanged,
    HeadChanged,
    HintChanged,
    LogReset,
    OlderChanged,
    OnlookersChanged,
    SyncChanged,
)
from console.core.hints import Onlooker, TypingHint
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, Said, WaitReason
from console.core.second_words import follow, resolved, with_since
from console.core.sharing import OPEN, has_joined, is_guest
from console.core.talks import is_member, is_talk
from console.core.translating import Translation
from console.core.written import Written
from protocol.conversations import Head
from protocol.entries import Entry
from protocol.ids import AccountId, ClientId, ConversationId
from protocol.people import AuthorRole
from protocol.scalars import Millis

_seq = attrgetter("seq")


class Chat(Written):
    """The state of one conversation and the rules by which frames change it.

    `entries` is the log in order of `seq`, dense but for what is not for this reader; it reaches
    back to `entries[0]`, and further at the server while `has_older`. `through` is the revision up
    to which it is complete, None while no log was read. `outgoing` follows the log, in the order
    in which it was entered. `begins_with` is the colleague of a talk that the server does not have
    yet. `read_seq` is how far its owner has read, here or elsewhere, `shown_seq`
    how far whoever sits here has. Methods return what changed.
    """

    def __init__(self, conversation: ConversationId) -> None:
        super().__init__(conversation)
        self.head: Head | None = None
        self.entries: list[Entry] = []
        self.through: int | None = None
        self.heard_rev = 0
        self.has_older = False
        self.fresh = False
        self.gone = False
        self.opened = False
        self.begins_with: AccountId | None = None
        self.hint: TypingHint | None = None
        self.onlookers: dict[AccountId, Onlooker] = {}
        self.new_after: int | None = None
        self.read_seq = 0
        self.shown_seq = 0
        self.translations: dict[int, Translation] = {}
        self.subscriber_seq = 0

    # What it is.

    @property
    def loaded(self) -> bool:
        """Whether there is a log."""
        return self.through is not None

    @property
    def behind(self) -> bool:
        """Whether the server is known to have more than this log."""
        return self.through is not None and self.through < self.heard_rev

    @property
    def unread(self) -> int:
        """The messages to me that nobody has looked at here: in a chat, the subscriber's."""
        if self.head is None:
            return 0
        newest = self.head.last_seq if self.is_talk else self.head.last_heard
        return 0 if self.read_seq >= newest else self.head.unread

    @property
    def head_seq(self) -> int:
        """Of its newest entry, here or not."""
        return self.head.last_seq if self.head is not None else 0

    @property
    def seen_seq(self) -> int:
        """Up to where whoever writes now can have seen the subscriber's words.

        What lies before the page that is here was seen or passed over; it is no news to him.
        """
        before = self.entries[0].seq - 1 if self.has_older and self.entries else 0
        return max(self.subscriber_seq, before)

    @property
    def is_talk(self) -> bool:
        """Whether it is colleagues' own, and nothing in it is for a subscriber."""
        return is_talk(self.head)

    def owned_by(self, account: AccountId | None) -> bool:
        """Whether `account` may write here as far as this console knows."""
        if self.is_talk:
            return self.head is not None and is_member(self.head, account) and not self.gone
        return (
            self.head is not None
            and account is not None
            and self.head.owner == account
            and self.head.state in OPEN
            and not self.gone
        )

    def noted_by(self, account: AccountId | None) -> bool:
        """Whether `account` may write notes here: as its owner, or as his guest."""
        return self.owned_by(account) or (is_guest(self.head, account) and not self.gone)

    def voiced_by(self, account: AccountId | None) -> bool:
        """Whether `account` may write to the subscriber: as its owner, or as a lead who joined."""
        return self.owned_by(account) or (has_joined(self.head, account) and not self.gone)

    def written_by(self, account: AccountId | None, *, note: bool) -> bool:
        """Whether `account` may write such a text here."""
        return self.noted_by(account) if note else self.voiced_by(account)

    def changeable(self, account: AccountId | None, *, now: Millis) -> list[Said]:
        """What I have said and may still edit or delete, the newest first: as its owner messages
        and notes, as a guest notes; the server has the say."""
        if not self.noted_by(account):
            return []
        return second_words.changeable(
            self.entries, self.outgoing, me=account, now=now, messages=self.voiced_by(account)
        )

    def as_it_reads(self, said: Said | None) -> Said | None:
        """The same message as the log has it now."""
        position = self.position(said.seq) if said is not None else len(self.entries)
        if said is None or position == len(self.entries) or self.entries[position].seq != said.seq:
            return said
        now = second_words.said_in(self.entries[position])
        return now if now is not None and now.note is said.note else said

    def position(self, seq: int) -> int:
        """Where the entry `seq` stands, or would stand, in `entries`."""
        return bisect_left(self.entries, seq, key=_seq)

    def entry(self, seq: int) -> Entry | None:
        """The entry at `seq`, if it is here."""
        position = self.position(seq)
        here = position < len(self.entries) and self.entries[position].seq == seq
        return self.entries[position] if here else None

    def translation(self, entry: Entry) -> Translation | None:
        """What a machine makes of it, as it reads now."""
        known = self.translations.get(entry.seq)
        return known if known is not None and known.rev == entry.rev else None

    def first_unread(self) -> int | None:
        """The position of the first entry after the «new» line; None where nothing is new."""
        if self.new_after is None:
            return None
        position = self.position(self.new_after + 1)
        return position if position < len(self.entries) else None

    def begin_here(self, head: Head, colleague: AccountId) -> list[Change]:
        """It is a talk that there was no server yet to begin."""
        self.head, self.begins_with, self.through = head, colleague, 0
        return [HeadChanged(self.id)]

    def begun(self) -> None:
        """The server has the talk, and maybe more of it. Idempotent."""
        if self.begins_with is not None:
            self.begins_with, self.through = None, None

    # What the server says.

    def take_head(self, head: Head) -> list[Change]:
        """Replace the head by one that is not older."""
        if self.gone:
            self.gone, self.fresh = False, False  # it is told again: it has come back
        self.heard_rev = max(self.heard_rev, head.rev)
        self.read_seq = max(self.read_seq, head.agent_read)
        if self.head is not None and (head.rev < self.head.rev or head == self.head):
            return []
        self.head = head
        return [HeadChanged(self.id)]

    def hear_rev(self, rev: int) -> list[Change]:
        """Take note that the server is at `rev`."""
        before = self.behind
        self.heard_rev = max(self.heard_rev, rev)
        return self._sync(before=before)

    def take_changes(
        self, entries: Sequence[Entry], *, after_rev: int, through: int, head: Head
    ) -> list[Change]:
        """Use what changed after `after_rev`, if the log has everything up to there."""
        before = self.behind
        changes = self.take_head(head)
        if self.through is not None and after_rev <= self.through:
            changes += self._upsert(entries)
            self.through = max(self.through, through)
        return changes + self._sync(before=before)

    def take_newest(
        self, entries: Sequence[Entry], *, through: int, more: bool, head: Head
    ) -> list[Change]:
        """Start the log anew from the newest page of the history."""
        before = self.behind
        changes = self.take_head(head)
        if self.through is not None and through < self.through:
            return changes
        self.entries = sorted(entries, key=_seq)
        self.through = through
        self.has_older = more
        for entry in self.entries:
            self._see(entry)
        return [
            *changes,
            LogReset(self.id, tuple(self.entries)),
            *self._settle(self.entries),
            *self._sync(before=before),
        ]

    def take_older(self, entries: Sequence[Entry], *, before_seq: int, more: bool) -> list[Change]:
        """Put an older page of the history before the log, if it ends where the log begins."""
        if not self.entries or self.entries[0].seq != before_seq or not self.has_older:
            return []
        older = sorted((entry for entry in entries if entry.seq < before_seq), key=_seq)
        self.entries[:0] = older
        self.has_older = more
        changes: list[Change] = [EntriesAdded(self.id, 0, tuple(older))] if older else []
        if not more:
            changes.append(OlderChanged(self.id))
        return changes

    def take_hint(self, hint: TypingHint | None) -> list[Change]:
        """Show or clear who types."""
        if hint == self.hint:
            return []
        self.hint = hint
        return [HintChanged(self.id)]

    def expire(self, now: Millis) -> list[Change]:
        """Forget hints that were not repeated."""
        changes: list[Change] = []
        if self.hint is not None and self.hint.until <= now:
            changes += self.take_hint(None)
        for one in tuple(self.onlookers.values()):
            if one.until <= now:
                changes += self.take_onlooker(one.account, None)
            elif one.writes_until is not None and one.writes_until <= now:
                changes += self.take_onlooker(one.account, replace(one, writes_until=None))
        return changes

    def take_onlooker(self, account: AccountId, onlooker: Onlooker | None) -> list[Change]:
        """A colleague looks, still, or no more."""
        before = self.onlookers.pop(account, None)
        if onlooker is not None:
            self.onlookers[account] = onlooker
        return [] if _seen(before) == _seen(onlooker) else [OnlookersChanged(self.id)]

    def translate(self, seq: int, translation: Translation | None) -> list[Change]:
        """A machine has other words for an entry, tries to find some, or is not to."""
        if translation is None:
            self.translations.pop(seq, None)
        else:
            self.translations[seq] = translation
        entry = self.entry(seq)
        return [] if entry is None else [EntryChanged(self.id, self.position(seq), entry)]

    # What becomes of what is on its way out.

    def accept(self, client_id: ClientId, *, rev: int, at: Millis) -> list[Change]:
        """The server has committed a text: it stays until the log has come to that revision."""
        item = self.find(client_id)
        if item is None:
            return []
        changes = self._follow(item, at)
        if self.through is None or self.through >= rev:
            return changes + self.remove_outgoing(client_id)
        return changes + self.replace_outgoing(client_id, with_since(item, at).accepted())

    def cut_off(self) -> list[Change]:
        """The link is gone."""
        self.fresh = False
        self.gone = False
        changes = self.take_hint(None)
        if self.onlookers:
            self.onlookers.clear()
            changes.append(OnlookersChanged(self.id))
        return changes + self.change_each(_cut_off)

    def refresh(self) -> None:
        """The log is as new as the server since the link came up."""
        self.fresh = True

    def judge(self, account: AccountId | None) -> list[Change]:
        """Apply the rule of the stale view to everything that could still go by itself."""
        if not (self.fresh or self.gone):
            return []

        def verdict(item: Outgoing) -> Outgoing:
            if item.state is not OutgoingState.QUEUED:
                return item
            item = resolved(item, self.outgoing, self.entries)
            moved = self.head is None or item.epoch != self.head.epoch
            may = self.written_by(account, note=item.is_note)
            moved = moved or not item.kind.belongs(talk=self.is_talk)
            if moved or not may:
                return item.waiting(WaitReason.MOVED)
            if not item.broken:
                return item
            heard = self.head.last_heard if self.head is not None else 0
            newer = max(heard, self.subscriber_seq) > item.seen_seq
            if newer and item.kind is OutgoingKind.REPLY:
                return item.waiting(WaitReason.NEWER)
            return item.cleared()

        return self.change_each(verdict)

    # How it is done.

    def _follow(self, done: Outgoing, at: Millis) -> list[Change]:
        """What waits behind a change of the same message was made on what it left."""
        if done.said is None:
            return []
        return self.change_each(lambda item: follow(item, done.client_id, at))

    def _see(self, entry: Entry) -> None:
        if entry.author.role is AuthorRole.SUBSCRIBER:
            self.subscriber_seq = max(self.subscriber_seq, entry.seq)

    def _upsert(self, entries: Sequence[Entry]) -> list[Change]:
        changes: list[Change] = []
        for entry in sorted(entries, key=_seq):
            self._see(entry)
            if self.has_older and self.entries and entry.seq < self.entries[0].seq:
                continue  # comes with its page of history
            position = self.position(entry.seq)
            if position < len(self.entries) and self.entries[position].seq == entry.seq:
                if entry.rev > self.entries[position].rev:
                    self.entries[position] = entry
                    changes.append(EntryChanged(self.id, position, entry))
                continue
            self.entries.insert(position, entry)
            last = changes[-1] if changes else None
            if isinstance(last, EntriesAdded) and last.first + len(last.entries) == position:
                changes[-1] = EntriesAdded(self.id, last.first, (*last.entries, entry))
            else:
                changes.append(EntriesAdded(self.id, position, (entry,)))
        return changes + self._settle(entries)

    def _settle(self, entries: Sequence[Entry]) -> list[Change]:
        """Let the entries that are here now stand for what was on its way out."""
        if not self.outgoing:
            return []
        arrived = {one.client_id: one.at for one in entries if one.client_id is not None}
        changes: list[Change] = []
        for item in list(self.outgoing):
            if item.client_id in arrived:
                changes += self._follow(item, arrived[item.client_id])
                changes += self.remove_outgoing(item.client_id)
        return changes

    def _sync(self, *, before: bool) -> list[Change]:
        return [SyncChanged(self.id)] if before != self.behind else []


def _seen(onlooker: Onlooker | None) -> tuple[str, bool] | None:
    """What others see of him."""
    return None if onlooker is None else (onlooker.name, onlooker.writes_until is not None)


def _cut_off(item: Outgoing) -> Outgoing:
    done = item.stopped or item.state is OutgoingState.ACCEPTED
    return item if done else item.cut_off()
