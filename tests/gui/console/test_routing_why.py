"""Why somebody was asked, or nobody was, in sentences: each fact of an explanation once."""

from PySide6.QtCore import QLocale

from console.viewmodels import formats
from console.viewmodels.routing_lines import routing_line
from console.viewmodels.routing_why import why_of, why_waits
from protocol.bodies import Offered, Queued, Routed, Taken
from protocol.configuration import Known, Ring
from protocol.entries import Audience, Entry
from protocol.ids import AccountId, QueueId
from protocol.people import Author, AuthorRole
from protocol.routing import ChosenFor, Considered, Explanation, Limit, Limited
from protocol.scalars import Millis
from protocol.workplace import Choice, Workplace

ANNA = AccountId("anna")
PLACE = Workplace(
    queues=[],
    topics=[],
    outcomes=[],
    operator="",
    skills=[Choice(id="fibre", title="Fibre at home")],
)


def listed(*names: str) -> str:
    return QLocale().createSeparatedList(names)


def considered(name: str, load: int = 0) -> Considered:
    return Considered(agent=AccountId(name.lower()), name=name, load=load, idle_since=Millis(1))


def routed(**fields: object) -> Routed:
    why = Explanation(at=Millis(90_000), since=Millis(0), **fields)  # type: ignore[arg-type]
    return Routed(agent=ANNA, name="Anna", why=why)


def entries(*bodies: Queued | Offered | Routed | Taken) -> list[Entry]:
    author = Author(role=AuthorRole.SYSTEM, name="")
    return [
        Entry(
            seq=number,
            rev=number,
            at=Millis(number),
            author=author,
            audience=Audience.AGENTS,
            body=body,
        )
        for number, body in enumerate(bodies, 1)
    ]


def test_it_tells_what_decided_who_was_next_what_kept_others_and_what_was_relaxed() -> None:
    body = routed(
        on_line=9,
        choices=2,
        best=(considered("Anna", 20), considered("Boris", 40)),
        chosen_for=ChosenFor.LOAD,
        limits=(
            Limited(limit=Limit.ROOM, count=5, names=("Vera", "Gleb", "Dina")),
            Limited(limit=Limit.SKILL, count=2, names=("Egor", "Zoe")),
        ),
        opened=(Ring(after=60, without=("fibre",), lower=2, any_language=True),),
    )
    assert why_of(entries(body), PLACE).split("\n") == [
        f"Anna is the least busy: {formats.percent(20)} of the room taken.",
        "9 on line, 2 of them could take it. Next would have been Boris.",
        f"No room: {listed('Vera', 'Gleb', 'Dina', '2 more')}.",
        f"A skill is missing: {listed('Egor', 'Zoe')}.",
        "After waiting for 1:00 less was needed: without “Fibre at home”, levels lower by 2,"
        " any language.",
    ]


def test_each_reason_has_a_sentence_of_its_own() -> None:
    firsts = {
        why_of(entries(routed(choices=2, chosen_for=reason)), None).split("\n")[0]
        for reason in (*ChosenFor, None)
    }
    assert len(firsts) == len(ChosenFor) + 1
    assert all("Anna" in one for one in firsts)
    kept = {
        why_waits(
            Explanation(
                at=Millis(1),
                since=Millis(0),
                on_line=1,
                limits=(Limited(limit=limit, count=1, names=("Vera",)),),
            ),
            None,
        ).split("\n")[1]
        for limit in Limit
    }
    assert len(kept) == len(Limit)


def test_who_waits_is_told_what_he_needs_and_what_comes_next() -> None:
    why = Explanation(
        at=Millis(1),
        since=Millis(0),
        on_line=3,
        needs=(Known(skill="fibre", level=2), Known(skill="gone")),
        language="en",
        opens_at=Millis(60_000),
        before=2,
    )
    first, needed, opens, before = why_waits(why, PLACE).split("\n")
    assert first == "None of 3 on line can take it now."
    assert needed.startswith("Needed: “Fibre at home” from level 2, “gone” from level 1, language:")
    assert opens.endswith("more colleagues may be asked.")
    assert before.startswith("2 chat")
    assert before.endswith("before it.")
    nobody = Explanation(at=Millis(1), since=Millis(0))
    assert why_waits(nobody, None) == "Nobody is on line."


def test_the_line_of_the_steps_says_nothing_of_it_until_somebody_asks() -> None:
    steps = entries(
        Queued(queue=QueueId("general"), reason="entered"),
        Offered(agent=ANNA, name="Anna", until=Millis(9)),
        routed(choices=1, chosen_for=ChosenFor.ONLY),
        Taken(agent=ANNA, name="Anna", how="offer"),
    )
    assert routing_line(steps, None).count("Anna") == 1
    assert why_of(steps, None).startswith("Anna: nobody else could take it.")
