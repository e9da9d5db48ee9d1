"""What routing says of its decisions, invented: of an offer, and of one that waits."""

from protocol.bodies import Routed
from protocol.configuration import Known, Ring
from protocol.ids import AccountId
from protocol.routing import ChosenFor, Considered, Explanation, Limit, Limited
from protocol.scalars import Millis
from tests.support.made_up_operator import ME, now

_RING = Ring(after=60, without=("contracts",), lower=1)


def routed() -> Routed:
    """Elena was asked, for she had the most room."""
    moment = now()
    return Routed(
        agent=ME,
        name="Елена Морозова",
        why=Explanation(
            at=moment,
            since=Millis(moment - 72_000),
            on_line=26,
            choices=3,
            best=(
                Considered(agent=ME, name="Елена Морозова", load=20, idle_since=moment),
                Considered(
                    agent=AccountId("vera"), name="Вера Соколова", load=40, idle_since=moment
                ),
                Considered(
                    agent=AccountId("boris"), name="Борис Лавров", load=60, idle_since=moment
                ),
            ),
            chosen_for=ChosenFor.LOAD,
            limits=(
                Limited(limit=Limit.SKILL, count=2, names=("Игорь Зимин", "Олег Рябов")),
                Limited(
                    limit=Limit.ROOM,
                    count=21,
                    names=("Павел Егоров", "Ирина Белова", "Марина Котова"),
                ),
            ),
            needs=(Known(skill="roaming", level=2),),
            language="ru",
            opened=(_RING,),
        ),
    )


def waits() -> Explanation:
    """Nobody has room for it."""
    moment = now()
    return Explanation(
        at=moment,
        since=Millis(moment - 72_000),
        on_line=26,
        limits=(
            Limited(limit=Limit.AWAY, count=4, names=("Анна Котова", "Олег Рябов", "Инга Лис")),
            Limited(limit=Limit.SKILL, count=2, names=("Игорь Зимин", "Пётр Рябов")),
            Limited(
                limit=Limit.ROOM, count=24, names=("Павел Егоров", "Ирина Белова", "Марина Котова")
            ),
        ),
        needs=(Known(skill="roaming", level=2),),
        language="ru",
        opens_at=Millis(moment + 48_000),
        before=3,
    )
