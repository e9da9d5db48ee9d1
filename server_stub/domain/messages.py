"""Rules of what is said in a conversation, and of how far each side has seen it."""

from protocol import commands, limits
from protocol.bodies import Attachment, Message, Note, Rated
from protocol.conversations import FILE_MARK, ConversationState
from protocol.entries import Audience
from protocol.people import AuthorRole
from server_stub.domain import guests
from server_stub.domain.acts import SYSTEM, MarkDelivered
from server_stub.domain.attaching import attach
from server_stub.domain.draft import Draft
from server_stub.domain.errors import InvalidTransition

State = ConversationState

# Named with every message, and not looked up each time.
_TALKED_IN = (State.ACTIVE, State.HELD)
_CLOSED = State.CLOSED
_TO_ALL = Audience.SUBSCRIBER
_TO_COLLEAGUES = Audience.AGENTS
_AGENT = AuthorRole.AGENT
_SUBSCRIBER = AuthorRole.SUBSCRIBER


def send(draft: Draft, request: commands.Send) -> None:
    draft.require_state(*_TALKED_IN)
    draft.require_epoch(request.epoch)
    message = Message(text=request.text, files=attach(draft, request.files, to=_TO_ALL))
    draft.log(message, audience=_TO_ALL)
    draft.set(preview=preview_of(message), preview_role=_AGENT, waiting_since=None)
    if draft.before.owner == draft.actor.id:
        draft.answer_stint()
    else:
        draft.answer_waits()
    for reply in dict.fromkeys(request.replies):
        draft.count_reply(reply)


def note(draft: Draft, request: commands.WriteNote) -> None:
    draft.require_state(*_TALKED_IN)
    draft.require_epoch(request.epoch)
    files = attach(draft, request.files, to=_TO_COLLEAGUES)
    draft.log(Note(text=request.text, files=files))


def mark_read(draft: Draft, request: commands.MarkRead) -> None:
    """What is unread is its owner's; of a guest only whether he has looked at all."""
    seq = min(request.seq, draft.before.last_seq)
    guest = draft.before.guest(draft.actor.id)
    if guest is not None:
        guests.look(draft, guest, seq)
        return
    if seq <= draft.before.agent_read:
        return
    seen_all = seq >= draft.before.last_heard_seq
    unread = 0 if seen_all else draft.context.heard_after(draft.before.id, seq)
    draft.set(agent_read=seq, unread=unread)


def hear(draft: Draft, request: commands.VisitSend) -> None:
    """The subscriber writes: always kept, whatever state the conversation is in."""
    message = Message(text=request.text, files=attach(draft, request.files, to=_TO_ALL))
    draft.log(message, audience=_TO_ALL)
    draft.set(
        preview=preview_of(message),
        preview_role=_SUBSCRIBER,
        waiting_since=draft.before.waiting_since or draft.now,
        last_heard_seq=draft.before.last_seq + 1,
        unread=draft.before.unread + 1,
    )
    if draft.before.state is _CLOSED:
        draft.refresh_desk(draft.before.owner)
        draft.enqueue(
            "reopened",
            author=SYSTEM.as_author(),
            queued_at=draft.now,
            closed_at=None,
            solved_ms=None,
            outcome="",
            passed_over=(),
        )


def rate(draft: Draft, request: commands.VisitRate) -> None:
    if draft.before.stars is not None:
        raise InvalidTransition(state="rated")
    draft.set(stars=request.stars)
    draft.rate_stint(request.stars)
    draft.log(Rated(stars=request.stars, comment=request.comment), audience=_TO_ALL)


def see(draft: Draft, request: commands.VisitMarkRead) -> None:
    seq = min(request.seq, draft.before.last_seq)
    if seq > draft.before.subscriber_read:
        draft.set(subscriber_read=seq, delivered=max(seq, draft.before.delivered))


def deliver(draft: Draft, request: MarkDelivered) -> None:
    seq = min(request.seq, draft.before.last_seq)
    if seq > draft.before.delivered:
        draft.set(delivered=seq)


def preview_of(said: Message | Note) -> str:
    """What a list shows of it: its words, or else what it is about, or how its files are called."""
    about = said.about.excerpt if isinstance(said, Message) and said.about is not None else ""
    text = said.text or about or ", ".join(map(_called, said.files))
    return " ".join(text[: limits.PREVIEW_CHARACTERS * 2].split())[: limits.PREVIEW_CHARACTERS]


def _called(file: Attachment) -> str:
    return FILE_MARK + file.name
