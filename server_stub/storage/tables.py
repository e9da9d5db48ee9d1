"""The tables of conversations, accounts and everything that hangs on them.

Times are milliseconds UTC. Tables that grow are append-only with a rowid, because time-ordered keys
appended to the end of a table and its indexes cost half of what scattered ones do.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from server_stub.storage.metadata import metadata

_Row = BigInteger().with_variant(Integer, "sqlite")
"""SQLite takes only INTEGER for a rowid."""

store = Table(
    "store",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the store knows of itself: its epoch, which a restore from a backup must change."""

world = Table(
    "world",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("origin", String(40)),
    Column("clock_offset_ms", BigInteger, nullable=False, server_default="0"),
    Column("clock_rate_percent", Integer, nullable=False, server_default="100"),
    Column("created_at", BigInteger, nullable=False),
)
"""Live, or one practice attempt: fixes the clock, the directory's copy and which figures count."""

queue = Table(
    "queue",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("world", String(40), nullable=False, server_default="live"),
    Column("desk_rev", BigInteger, nullable=False, server_default="0"),
)
"""How often a queue has become longer or shorter; what it is stands in `setting`."""

setting = Table(
    "setting",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("body", Text, nullable=False),
)
"""The configuration, an item a row: queues, topics, hours and the rest, as the wire has them."""

conversation = Table(
    "conversation",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("world", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("queue", String(40), nullable=False),
    Column("topic", String(40), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("language", String(5), nullable=False),
    Column("name", Text, nullable=False),
    Column("phone", String(24), nullable=False),
    Column("subscriber", String(40)),
    Column("verified", Boolean, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("entered_at", BigInteger, nullable=False),
    Column("queued_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("owner", String(40)),
    Column("owner_name", Text, nullable=False),
    Column("offer_agent", String(40)),
    Column("offer_until", BigInteger),
    Column("held_until", BigInteger),
    Column("waiting_since", BigInteger),
    Column("unread", Integer, nullable=False),
    Column("last_heard_seq", BigInteger, nullable=False),
    Column("agent_read", BigInteger, nullable=False),
    Column("delivered", BigInteger, nullable=False),
    Column("subscriber_read", BigInteger, nullable=False),
    Column("preview", Text, nullable=False),
    Column("preview_role", String(12)),
    Column("passed_over", Text, nullable=False),
    Column("closed_at", BigInteger),
    Column("outcome", String(40), nullable=False),
    Column("stars", SmallInteger),
    Column("answered_epoch", BigInteger, nullable=False, server_default="0"),
    Column("offer_name", Text, nullable=False, server_default=""),
    Column("guests", Text, nullable=False, server_default=""),
    Column("members", Text, nullable=False, server_default=""),
    Column("first_answer_at", BigInteger),
    Column("solved_ms", BigInteger),
    Column("known_agent", String(40)),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("weight", Integer, nullable=False, server_default="100"),
    Column("merged_into", String(40)),
    Column("due_at", BigInteger),
    Column("due_why", String(12), nullable=False, server_default=""),
    Column("follow_up_at", BigInteger),
    Column("late", SmallInteger, nullable=False, server_default="0"),
)
Index("ix_conversation_state_queue", conversation.c.state, conversation.c.queue)
Index("ix_conversation_owner", conversation.c.owner, conversation.c.closed_at)
Index("ix_conversation_offer_agent", conversation.c.offer_agent)
Index("ix_conversation_subscriber", conversation.c.subscriber, conversation.c.entered_at)

entry = Table(
    "entry",
    metadata,
    Column("id", _Row, primary_key=True, autoincrement=True),
    Column("conversation", String(40), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("audience", SmallInteger, nullable=False),
    Column("author_role", String(12), nullable=False),
    Column("author_id", String(40), nullable=False),
    Column("author_name", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("body", Text, nullable=False),
    Column("client_id", String(40)),
    Column("rewritten", Boolean, nullable=False, server_default=false()),
    # The search lists numbers of entries by their conversations; SQLite's index has them anyway.
    UniqueConstraint("conversation", "seq", postgresql_include=["id"]),
)
"""Appended in the order of revisions; a later one than its place has what is `rewritten`."""
is_rewritten = entry.c.rewritten.is_(True)
Index(
    "ix_entry_rewritten",
    entry.c.conversation,
    entry.c.rev,
    sqlite_where=is_rewritten,
    postgresql_where=is_rewritten,
)
Index(
    "uq_entry_client_id_author_id",
    entry.c.client_id,
    entry.c.author_id,
    unique=True,
    sqlite_where=entry.c.client_id.is_not(None),
    postgresql_where=entry.c.client_id.is_not(None),
)

participant = Table(
    "participant",
    metadata,
    Column("conversation", String(40), primary_key=True),
    Column("account", String(40), primary_key=True),
    Column("part", String(12), primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger),
)
"""Who else than the owner may write or listen: a lead, a guest, a coach.

Guests stand in the conversation's own row, by which they are judged; here accounts find them.
"""
Index("ix_participant_account_until", participant.c.account, participant.c.until)

talk_member = Table(
    "talk_member",
    metadata,
    Column("account", String(40), primary_key=True),
    Column("talk", String(40), primary_key=True),
)
"""The talks of a colleague: an index by hand over the members in their rows."""
Index("ix_talk_member_talk", talk_member.c.talk)

question = Table(
    "question",
    metadata,
    Column("talk", String(40), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("conversation", String(40), nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("settled", Boolean, nullable=False),
)
"""Which conversations the members of a talk are asked about.

It lets them look there as long as it is not settled and the conversation is in that epoch.
"""
Index("ix_question_conversation", question.c.conversation)

stint = Table(
    "stint",
    metadata,
    Column("conversation", String(40), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("account", String(40), nullable=False),
    Column("taken_at", BigInteger, nullable=False),
    Column("waited_ms", BigInteger, nullable=False),
    Column("first_answer_at", BigInteger),
    Column("held_since", BigInteger),
    Column("held_ms", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("how", String(10), nullable=False),
    Column("stars", SmallInteger),
    Column("rated_at", BigInteger),
)
"""An agent's time with a conversation, taken in that epoch: what every figure of work is made of.

Written by the transactions of the work itself, at its taking, first answer, holds and end.
"""
Index("ix_stint_account_ended_at", stint.c.account, stint.c.ended_at)
Index("ix_stint_ended_at", stint.c.ended_at)
Index("ix_stint_first_answer_at", stint.c.first_answer_at)
Index("ix_stint_rated_at", stint.c.rated_at)

offer_passed = Table(
    "offer_passed",
    metadata,
    Column("id", _Row, primary_key=True, autoincrement=True),
    Column("conversation", String(40), nullable=False),
    Column("account", String(40), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("how", String(10), nullable=False),
    Column("reason", Text, nullable=False),
)
"""Offers that agents have declined, or let run out."""
Index("ix_offer_passed_account_at", offer_passed.c.account, offer_passed.c.at)

alert = Table(
    "alert",
    metadata,
    Column("id", _Row, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("subject", String(40), nullable=False),
    Column("level", String(10), nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("threshold", BigInteger, nullable=False),
    Column("raised_at", BigInteger, nullable=False),
    Column("cleared_at", BigInteger),
)
"""Thresholds that were passed: of a queue or an account, its subject; open until it is cleared.

`level` is the worst it has had, `value` what it was when it got there.
"""
Index(
    "uq_alert_open",
    alert.c.kind,
    alert.c.subject,
    unique=True,
    sqlite_where=alert.c.cleared_at.is_(None),
    postgresql_where=alert.c.cleared_at.is_(None),
)
Index("ix_alert_raised_at", alert.c.raised_at)

wait = Table(
    "wait",
    metadata,
    Column("conversation", String(40), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("world", String(40), nullable=False),
    Column("queue", String(40), nullable=False),
    Column("topic", String(40), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("language", String(5), nullable=False),
    Column("why", String(12), nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("how", String(12), nullable=False),
    Column("agent", String(40)),
    Column("answered_at", BigInteger),
    Column("target_ms", BigInteger, nullable=False),
    Column("counted_ms", BigInteger),
)
"""A time in which nobody answered a conversation, begun in that epoch: what waits are counted of.

`answered_at` is the first message of an agent after it, `counted_ms` how much of the time until
then its queue was open, `target_ms` what was promised when it began; 0 if nothing was.
"""
Index("ix_wait_began_at", wait.c.began_at)
Index("ix_wait_ended_at", wait.c.ended_at)
Index("ix_wait_answered_at", wait.c.answered_at)

presence_log = Table(
    "presence_log",
    metadata,
    Column("id", _Row, primary_key=True, autoincrement=True),
    Column("account", String(40), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("presence", String(12), nullable=False),
    Column("reason", Text, nullable=False),
)
"""What agents have said of themselves; each line holds until the account's next one."""
Index("ix_presence_log_account_since", presence_log.c.account, presence_log.c.since)
Index("ix_presence_log_since", presence_log.c.since)

timer = Table(
    "timer",
    metadata,
    Column("conversation", String(40), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("epoch", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
)
"""One alarm of a kind a conversation; it counts only under the epoch that it was set in."""
Index("ix_timer_due_at", timer.c.due_at)

visit = Table(
    "visit",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("conversation", String(40), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
Index("ix_visit_conversation", visit.c.conversation)

account = Table(
    "account",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("login", String(120), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(12), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)
"""`version` rises with every change of rights or password: sessions of an older one are over."""

session = Table(
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account", String(40), ForeignKey("account.id"), nullable=False),
    Column("account_version", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
Index("ix_session_account", session.c.account)

agent_load = Table(
    "agent_load",
    metadata,
    Column("account", String(40), ForeignKey("account.id"), primary_key=True),
    Column("presence", String(12), nullable=False),
    Column("presence_reason", Text, nullable=False),
    Column("presence_since", BigInteger, nullable=False),
    Column("room", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("idle_since", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("desk_rev", BigInteger, nullable=False),
)
"""`used` is what offers and conversations take of `room`; both change only under a condition.

`seen_at` is the lease of the agent's link: who has not been seen lately is offered nothing.
"""

agent_rules = Table(
    "agent_rules",
    metadata,
    Column("account", String(40), ForeignKey("account.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
)
"""What is set for an agent, but for his room, which stands in `agent_load` alone."""

ledger = Table(
    "ledger",
    metadata,
    Column("id", _Row, primary_key=True, autoincrement=True),
    Column("client_id", String(40), nullable=False),
    Column("author_id", String(40), nullable=False),
    Column("verb", String(30), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("client_id", "author_id"),
)
"""Identities and answers of commands that leave no entry: presence, reveals, operations."""

file = Table(
    "file",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("client_id", String(40), nullable=False),
    Column("sender", String(40), nullable=False),
    Column("conversation", String(40), nullable=False),
    Column("audience", SmallInteger, nullable=False, server_default="1"),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("state", String(10), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("announced_at", BigInteger, nullable=False),
    Column("seq", BigInteger),
    UniqueConstraint("client_id", "sender"),
)
"""Files of entries, from their announcement on; the content lies in the store of files, by digest.

`audience` is for whom it was announced, by `AUDIENCE_LEVELS`; nobody else ever fetches it.
`seq` is the entry that names it; one that none names is erased after a while.
"""
Index("ix_file_conversation", file.c.conversation)
Index("ix_file_sender_announced_at", file.c.sender, file.c.announced_at)
Index("ix_file_state_announced_at", file.c.state, file.c.announced_at)
Index("ix_file_digest", file.c.digest)
Index("ix_file_token_hash", file.c.token_hash)

file_ticket = Table(
    "file_ticket",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("file", String(40), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
"""Who has been allowed to fetch which file, for a moment."""

audit = Table(
    "audit",
    metadata,
    Column("id", _Row, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("verb", String(30), nullable=False),
    Column("object", String(80), nullable=False),
    Column("reason", Text, nullable=False),
    Column("data", Text, nullable=False),
)
"""Who did or saw what that must be answered for."""
Index("ix_audit_object", audit.c.object)
