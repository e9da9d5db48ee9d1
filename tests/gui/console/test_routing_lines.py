"""Steps of routing in one line: each fact once, and offers that nobody answered only counted."""

from console.viewmodels.routing_lines import routing_line
from protocol.bodies import Declined, EntryBody, Expired, Offered, Queued, Released, Taken
from protocol.entries import Audience, Entry
from protocol.ids import AccountId, QueueId
from protocol.people import Author, AuthorRole
from protocol.scalars import Millis

ELENA, IVAN = AccountId("1" * 32), AccountId("2" * 32)
QUEUE = QueueId("general")


def line(*bodies: EntryBody, author: str = "Елена") -> str:
    said_by = Author(role=AuthorRole.AGENT, name=author)
    entries = [
        Entry(
            seq=number,
            rev=number,
            at=Millis(number),
            author=said_by,
            audience=Audience.AGENTS,
            body=body,
        )
        for number, body in enumerate(bodies, 1)
    ]
    return routing_line(entries, None)


def offered(agent: AccountId = ELENA, name: str = "Елена") -> Offered:
    return Offered(agent=agent, name=name, until=Millis(9))


def unanswered(agent: AccountId = ELENA, name: str = "Елена") -> tuple[EntryBody, ...]:
    return (
        offered(agent, name),
        Expired(agent=agent),
        Queued(queue=QUEUE, reason="expired"),
    )


def test_offers_that_nobody_answered_are_counted_and_not_told_one_by_one() -> None:
    told = line(
        *unanswered(),
        *unanswered(),
        *unanswered(IVAN, "Иван"),
        *unanswered(),
        offered(),
        Taken(agent=ELENA, name="Елена", how="offer"),
    )
    assert told == "Offered, but not accepted: Елена ×3, Иван · Елена accepted the chat"


def test_an_offer_stands_while_it_is_open() -> None:
    assert line(offered()) == "Offered to Елена"
    assert line(*unanswered(), offered()) == ("Offered, but not accepted: Елена · offered to Елена")


def test_one_who_was_offered_it_and_another_who_took_it_are_both_told() -> None:
    told = line(offered(), Taken(agent=IVAN, name="Иван", how="claim"))
    assert told == "Offered to Елена · Иван took the chat from the queue"


def test_the_same_fact_is_not_told_twice() -> None:
    back = "Not accepted in time; back in the queue “general”"
    assert line(Expired(agent=ELENA), Queued(queue=QUEUE, reason="expired")) == back
    assert line(Declined(agent=ELENA, reason="busy"), Queued(queue=QUEUE, reason="declined")) == (
        "Елена declined: busy"
    )
    assert (
        line(Released(agent=ELENA), Queued(queue=QUEUE, reason="released"))
        == "Елена gave the chat back"
    )
    assert line(Queued(queue=QUEUE, reason="released")) == "Given back to the queue “general”"


def test_what_was_to_be_passed_on_and_ran_out_keeps_its_words() -> None:
    ran_out = Expired(agent=IVAN, name="Иван", kept_by="Елена")
    told = line(ran_out)
    assert told == "Иван did not accept in time; the chat stays with Елена"
