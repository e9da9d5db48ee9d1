"""Every limit of the wire: its name, its number, the reason for the number."""

FRAME_BYTES = 64 * 1024
"""A frame: eight of the longest messages. Longer things travel in pages, files by HTTP."""

TEXT_CHARACTERS = 4096
"""A typed message: longer than anything a person types at once, short enough to lay out at once."""

FILE_BYTES = 20 * 1024 * 1024
"""A file of a message or a note: a photo of any phone, a scanned contract; not a film."""

FILES_PER_MESSAGE = 10
"""Files of one message, or of one note: both sides of five papers."""

FILE_NAME_CHARACTERS = 150
"""A file's name with its ending; longer ones are shortened by who sends them."""

PICTURE_PIXELS = 25_000_000
"""A picture, as its header tells: a hundred megabytes once decoded, and more than phones send."""

PICTURE_SIDE = 16_384
"""The longer side of a picture: a strip one pixel wide is no photo."""

REPLIES_PER_MESSAGE = 10
"""Canned replies that one message is made of, and that are counted: more than anybody joins."""

SHORTCUT_CHARACTERS = 24
"""A word that stands for a canned reply: a longer one saves nobody any typing."""

OWN_REPLIES = 500
"""Canned replies of one account: ten times what anybody remembers to have."""

SHARED_REPLIES = 2000
"""Canned replies of one queue, and as many common ones: more than anybody finds his way in."""

LISTED_USES = 300
"""Canned replies whose uses are told at once: they fit a frame, however long their names are."""

UNSENT_FILE_SECONDS = 24 * 60 * 60
"""After which a file that nothing names is erased: longer than an outage, and nobody's store."""

FILE_TICKET_SECONDS = 60
"""For how long a ticket opens its file: to begin a download, not to pass it on."""

CONVERSATION_FILE_BYTES = 500 * 1024 * 1024
"""All files of one conversation: five hundred photos."""

SENDER_FILE_BYTES = 2 * 1024 * 1024 * 1024
"""All files that one account, or one subscriber, announces within `SENDER_FILE_SECONDS`."""

SENDER_FILE_SECONDS = 24 * 60 * 60
"""In which the files of one sender are counted."""

COMMENT_CHARACTERS = 1000
"""A reason, a closing comment, a rating's words."""

NAME_CHARACTERS = 120
"""A person's name or a login, with room for patronymics and compound surnames."""

PASSWORD_CHARACTERS = 256
"""Capped before it is hashed: hashing ten megabytes is an attack, not a password."""

QUERY_CHARACTERS = 200
"""A search line."""

PEEK_CHARACTERS = 400
"""As much of an unsent text as a sneak peek shows."""

PAGE_ENTRIES = 200
"""Entries in one page of catch-up or history: two screens of the tallest monitor."""

PAGE_BYTES = 48 * 1024
"""Bytes of content in one page: a frame less the head and the longest single entry's slack."""

FOUND_SUBSCRIBERS = 20
"""Lines of a search: who needs more, types one letter more."""

FOUND_ENTRIES = 20
"""Hits of one page of a search in history, each with the head of its conversation: a frame."""

EDIT_SECONDS = 15 * 60
"""In which an agent may edit or delete what he has said: a slip is seen within the talk, and what
a subscriber has gone by for longer is not changed under his feet."""

PREVIEW_CHARACTERS = 120
"""The last message as a list shows it: a line of the widest inbox."""

LISTED_CONVERSATIONS = 25
"""Conversations in one list (waiting in a queue, earlier ones): as many as fit a frame, whatever
their names and previews hold."""

DESK_PLACES = 15
"""The largest room of an agent, offers and held ones included: three times what one keeps up
with."""

RECENT_CONVERSATIONS = 7
"""Closed ones on a desk: with those of a full room they fit a frame."""

GUESTS = 3
"""Colleagues brought into one conversation: with more it is a meeting, while somebody waits."""

GUEST_PLACES = 10
"""Conversations that one is a guest of at once: more than anybody can help in."""

GUEST_NAME_CHARACTERS = 40
"""As much of a colleague's name as stands beside others in the head of a conversation."""

FOUND_COLLEAGUES = 40
"""Colleagues told at once: two screens of a list; who needs another one types his name."""

DAY_STEP_LEAST_MS = 15 * 60 * 1000
"""The finest step of the figures of a day: in a shorter one there is nothing to be seen."""

DAY_STEP_MOST_MS = 24 * 60 * 60 * 1000
"""The coarsest: a day."""

DAY_STEPS = 100
"""In one answer: a day in quarters of an hour."""

PRESENCE_SPANS = 400
"""In one answer, the newest: a week of somebody who changes his presence every ten minutes."""

TALKS = 15
"""Talks among colleagues that a desk lists and follows, the newest: an older one comes back when
somebody writes in it."""

TALK_MEMBERS = 15
"""In one group: a shift's team; with a page of entries their names fit a frame."""

TALKS_BYTES = 24 * 1024
"""Of the talks in one list: with what one is asked about, and with who is there, a frame."""

ASKED_CONVERSATIONS = 4
"""Conversations that one is asked about, in one list, the newest."""

FOUND_COLLEAGUES = 20
"""Lines of a search among colleagues: who needs more, types one letter more."""

CITED_CHARACTERS = 300
"""Of the message that a colleague is asked about, as much as a card shows."""

MONEY_LINES = 100
"""Payments and write-offs in one profile: more than three months of the busiest account."""

OUTBOUND_BYTES = 1024 * 1024
"""What may wait in memory for a slow reader; then its connection is closed with «slow, resume»."""

COMMANDS_PER_SECOND = 20
"""Of one desk's connection: three times the fastest person."""

COMMANDS_BURST = 60
"""Of one desk's connection at once: room for a catch-up after a break."""

VISIT_COMMANDS_PER_SECOND = 5
"""Of one subscriber's connection: messages, marks and hints of somebody who types fast."""

VISIT_COMMANDS_BURST = 20
"""Of one subscriber's connection at once: what an outbox holds after a break."""

COMMANDS_IN_FLIGHT = 64
"""Commands of one connection that wait for their commit: beyond that reading pauses."""

CONNECTIONS = 5000
"""Open sockets of one node: five times the largest contact centre planned for one machine."""

CONNECTIONS_PER_ADDRESS = 1000
"""Open sockets of one address: the largest contact centre behind one NAT, and a fifth of a node."""

STRANGERS_PER_ADDRESS = 200
"""Of these, who have not said who they are: more than come back at once after a restart, even of
the largest centre, and too few to keep others out."""

VISITS_PER_ADDRESS = 30
"""New visits of one address within `VISITS_WINDOW_SECONDS`: carriers put many subscribers behind
one address, but a new conversation every two seconds for long is one program."""

VISITS_WINDOW_SECONDS = 60
"""In which the visits of an address are counted: a subscriber who is refused waits no longer."""

SESSIONS_PER_ACCOUNT = 3
"""A desk, a second screen and the one that has not noticed it was cut off."""

SESSION_IDLE_SECONDS = 8 * 60 * 60
"""From the last moment a session was connected to its end: longer than a break, not the night."""

SESSION_LONGEST_SECONDS = 24 * 60 * 60
"""From the password to the end of its session, however it is used: two shifts in a row."""

AUTHENTICATE_SECONDS = 5
"""From the opening of a socket to its first valid frame."""

BEAT_SECONDS = 2
"""How often a session tells the console where the counters stand."""

SILENCE_SECONDS = 7
"""Three missed beats: the link is dead, whatever TCP believes."""

SIGN_IN_TRIES = 10
"""Failed passwords for one login before it must wait: a forgetful person needs fewer, a guesser
many more."""

SIGN_IN_TRIES_PER_ADDRESS = 300
"""Failed passwords from one address: a third of an office of a thousand may err on one morning,
and a guesser over many logins spends a twentieth of a core at most."""

SIGN_IN_WINDOW_SECONDS = 300
"""For how long a failed password counts: a pause a person can bear."""

LONGEST_SECONDS = 366 * 24 * 60 * 60
"""Any duration that an administrator sets: what is to last longer has no end."""

HEAVIEST = 1000
"""A conversation that takes as much as ten chats, in hundredths of one: nobody has more room."""

HIGHEST_PRIORITY = 24 * 60 * 60
"""In seconds of waiting: nobody is to wait a day because others are worth more."""

LONGEST_QUEUE = 10_000
"""Conversations that may wait in one queue: twice what a whole centre has open."""

SERVED_QUEUES = 60
"""Queues that one agent serves by name: who serves more serves all of them."""

AGENT_SKILLS = 100
"""Skills of one agent, or languages: nobody has more worth telling apart."""

JOINED_LEADS = 3
"""Leads who write in one conversation beside its owner: with more nobody knows who speaks."""

OBSERVED = 12
"""Conversations that one desk follows unseen at once: more than anybody reads side by side."""

TIMELINE_BARS = 100
"""Stints in one answer, and as many offers let pass: a long day of the busiest agent. With twice as
many spans of presence they fit a frame."""

TIMELINE_SPAN_MS = 48 * 60 * 60 * 1000
"""The longest stretch of a timeline: a night shift and the days on both sides of it."""

BOARD_BYTES = 48 * 1024
"""Rows of the board in one frame: the rest of it is for the hours of two days, and for names."""

BOARD_ALERTS = 200
"""Alerts told at once, the worst first: nobody reads more, and they fit a frame."""

SETTINGS = 500
"""Items of a kind in a configuration: ten times the queues of the largest centre planned for."""

LISTED_SETTINGS = 100
"""Items that one item names: skills of a person, queues, outcomes, leads of a group; a page of
agents who have them all still fits a frame."""

SPECIAL_DAYS = 100
"""In one calendar: the holidays of five years."""

SPANS = 10
"""In one day: a break for every meal."""

RINGS = 10
"""Of one queue: more steps nobody can tell apart."""

SAID_CHARACTERS = 500
"""Words that every waiting subscriber is told: more nobody reads while he waits."""
