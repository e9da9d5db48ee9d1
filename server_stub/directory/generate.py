"""Invents the subscribers of the demo operator: the same ones for the same seed and day. Pure.

Nothing is dated on `today` or later, but due dates: the books are closed at its first minute.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random

from protocol.ids import SubscriberId, new_id
from resources.volna.people import Belongings, NamedSubscriber, People, RequestKind
from server_stub.directory.invented_accounts import AccountInventor, Draft, Owner
from server_stub.directory.invented_people import PeopleInventor
from server_stub.directory.phones import national
from server_stub.directory.records import (
    Billing,
    Contract,
    ContractId,
    Line,
    LineStatus,
    Request,
    RequestStatus,
    Sim,
)
from server_stub.directory.tariff_months import after_working_days, moment, renewal_in
from server_stub.directory.titles import Catalogue

FAMILY_TARIFF = "lagoon"
TABLET_TARIFF = "mayak"
_ARCHIVED_BEFORE = date(2020, 12, 31)
_SHARES = {"priliv": 27, "briz": 21, "shtil": 19, "okean": 11, "pristan_2019": 9, "sekunda": 7,
           TABLET_TARIFF: 6}  # fmt: skip
_NUMBERS = {1: 80, 2: 14, 3: 4, 4: 2}
_FAMILY = {2: 40, 3: 35, 4: 17, 5: 8}
_MARKS = {"vip": 0.02, "fraud_suspected": 0.015, "writes_only": 0.01}
_FIRST_CLIENT = date(2009, 3, 2)
_RESERVED = "975000"
"""The operator's own numbers begin so."""
_REFUND = "refund_subscription"
_REPAIR = "home_repair"


def generate(
    *,
    catalogue: Catalogue,
    peoples: Sequence[People],
    belongings: Belongings,
    today: date,
    subscribers: int,
    named: Sequence[NamedSubscriber] = (),
    seed: int = 575,
) -> Iterator[Contract]:
    """The named ones, then so many invented; a contract each.

    Of the named, whoever has no Russian number, or one that an earlier one has, is left out.
    """
    inventor = _ContractInventor(catalogue, peoples, belongings, today)
    for someone in named:
        if inventor.reserve_all(someone):
            yield inventor.named(Random(f"{seed} {someone.phone}"), someone)
    for place in range(subscribers):
        yield inventor.anybody(Random(f"{seed} {place}"))


class _ContractInventor:
    """Makes contracts whose numbers are all different."""

    def __init__(
        self,
        catalogue: Catalogue,
        peoples: Sequence[People],
        belongings: Belongings,
        today: date,
    ) -> None:
        self._catalogue = catalogue
        self._belongings = belongings
        self._today = today
        self._people = PeopleInventor(peoples, belongings)
        self._accounts = AccountInventor(catalogue, belongings, today)
        self._numbers: set[str] = set()
        self._contracts: set[str] = set()
        self._requests = count(1)
        self._kinds = {kind.id: kind for kind in belongings.requests}

    def reserve_all(self, someone: NamedSubscriber) -> bool:
        """Take the numbers of somebody named; False, and none taken, where one cannot be his."""
        numbers = [national(phone) for phone in someone.phones]
        free = all(number and number not in self._numbers for number in numbers)
        if free:
            self._numbers.update(number for number in numbers if number)
        return free

    def anybody(self, random: Random) -> Contract:
        """A contract like any other: one number mostly, a family now and then."""
        since = self._client_since(random)
        person = self._people.anybody(random, client_since=since)
        home = random.choice(tuple(self._catalogue.home_tariffs)) if random.random() < 0.14 else ""
        home_since = self._day(random, since) if home else None
        owner = Owner(home_tariff=home, home_since=home_since)
        billings = []
        if random.random() < 0.07:
            size = random.choices(tuple(_FAMILY), tuple(_FAMILY.values()))[0]
            billings.append(self._billing(random, owner, FAMILY_TARIFF, since, size))
        else:
            for place in range(random.choices(tuple(_NUMBERS), tuple(_NUMBERS.values()))[0]):
                number_since = since if place == 0 else self._day(random, since)
                tariff = self._tariff(random, number_since, first=place == 0)
                payer = owner if place == 0 else Owner()
                billings.append(self._billing(random, payer, tariff, number_since, 1))
        return Contract(
            id=ContractId(self._id(random, since)),
            number=self._contract_number(random),
            person=person,
            client_since=since,
            billings=tuple(billings),
            marks=tuple(mark for mark, chance in _MARKS.items() if random.random() < chance),
            home_tariff=home,
            home_since=home_since,
        )

    def named(self, random: Random, someone: NamedSubscriber) -> Contract:
        """The contract of somebody known beforehand."""
        since = self._since(random, someone)
        home_since = self._day(random, since) if someone.home_tariff else None
        numbers = [(someone.phone, someone.products)]
        numbers += [(other.phone, other.products) for other in someone.others]
        owner = Owner(home_tariff=someone.home_tariff, home_since=home_since)
        draft = self._accounts.exactly(
            random, someone, since=since, products=[mine for _, mine in numbers], owner=owner
        )
        lines = tuple(
            Line(
                id=SubscriberId(self._id(random, since)),
                number=national(phone) or "",
                status=LineStatus.BLOCKED if someone.blocked else LineStatus.ACTIVE,
                since=since,
                device=self._device(random, draft.tariff),
                sim=Sim.CARD,
                roaming=someone.abroad if place == 0 else "",
                products=draft.products[place],
                requests=tuple(
                    self._open_request(random, self._kinds[kind])
                    for kind in someone.requests
                    if place == 0
                ),
            )
            for place, (phone, _) in enumerate(numbers)
        )
        return Contract(
            id=ContractId(self._id(random, since)),
            number=self._contract_number(random),
            person=self._people.known_as(random, someone, client_since=since),
            client_since=since,
            billings=(draft.billing(self._id(random, since), lines),),
            marks=someone.marks,
            home_tariff=someone.home_tariff,
            home_since=home_since,
        )

    def _since(self, random: Random, someone: NamedSubscriber) -> date:
        """The tariff month begins on the day of the month that the number was sold on."""
        if someone.age is not None:
            return self._today - timedelta(days=someone.age)
        turn = self._today - timedelta(days=random.randint(1, 27))
        if someone.renewed is not None:
            turn = self._today - timedelta(days=someone.renewed)
        elif someone.renews_in is not None:
            turn = self._today + timedelta(days=someone.renews_in)
        # Old enough for every rule of the articles that asks for a number's age.
        year = turn.year - random.randint(2, 5)
        if someone.tariff and self._catalogue.tariffs[someone.tariff].archived:
            year = min(year, _ARCHIVED_BEFORE.year)
        return renewal_in(year, turn.month, day=turn.day)

    def _billing(
        self, random: Random, owner: Owner, tariff: str, since: date, size: int
    ) -> Billing:
        dates = [since, *(self._day(random, since) for _ in range(size - 1))]
        draft = self._accounts.anything(
            random, tariff=tariff, numbers_since=dates, calls=tariff != TABLET_TARIFF, owner=owner
        )
        lines = []
        for place, (day, products) in enumerate(zip(dates, draft.products, strict=True)):
            device = self._device(random, tariff)
            embedded = random.random() < 0.18 and device in self._belongings.phones[:-1]
            paying = place == 0
            lines.append(
                Line(
                    id=SubscriberId(self._id(random, day)),
                    number=self._number(random),
                    status=LineStatus.BLOCKED if random.random() < 0.02 else LineStatus.ACTIVE,
                    since=day,
                    device=device,
                    sim=Sim.EMBEDDED if embedded else Sim.CARD,
                    roaming=(
                        random.choice(self._belongings.countries).id
                        if paying and draft.abroad
                        else ""
                    ),
                    products=products,
                    requests=self._line_requests(random, owner, draft, day) if paying else (),
                )
            )
        return draft.billing(self._id(random, since), tuple(lines))

    def _line_requests(
        self, random: Random, owner: Owner, draft: Draft, since: date
    ) -> tuple[Request, ...]:
        requests = []
        if draft.dispute is not None:
            state = RequestStatus.DONE if draft.refunded else RequestStatus.IN_WORK
            requests.append(self._request(self._kinds[_REFUND], state, draft.dispute.opened_on))
        if random.random() < 0.09:
            kinds = self._belongings.requests
            kind = random.choices(kinds, [kind.weight for kind in kinds])[0]
            requests.append(self._some_request(random, kind, since))
        if owner.home_tariff and random.random() < 0.1:
            requests.append(self._some_request(random, self._kinds[_REPAIR], since))
        return tuple(requests)

    def _some_request(self, random: Random, kind: RequestKind, since: date) -> Request:
        opened = max(since, self._today - timedelta(days=random.randint(1, 25)))
        late = after_working_days(opened, kind.days) < self._today
        states, weights = (
            ((RequestStatus.DONE, RequestStatus.REFUSED, RequestStatus.IN_WORK), (78, 14, 8))
            if late
            else ((RequestStatus.OPEN, RequestStatus.IN_WORK), (40, 60))
        )
        return self._request(kind, random.choices(states, weights)[0], opened)

    def _open_request(self, random: Random, kind: RequestKind) -> Request:
        opened = self._today - timedelta(days=random.randint(1, 2))
        return self._request(kind, RequestStatus.IN_WORK, opened)

    def _request(self, kind: RequestKind, state: RequestStatus, opened_on: date) -> Request:
        return Request(
            number=f"{opened_on:%y%m}-{next(self._requests):06}",
            kind=kind.id,
            state=state,
            opened_on=opened_on,
            due_on=after_working_days(opened_on, kind.days),
        )

    def _tariff(self, random: Random, since: date, *, first: bool) -> str:
        if not first and random.random() < 0.4:
            return TABLET_TARIFF
        tariff = random.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]
        if self._catalogue.tariffs[tariff].archived and since > _ARCHIVED_BEFORE:
            return "priliv"
        return tariff

    def _device(self, random: Random, tariff: str) -> str:
        belongings = self._belongings
        return random.choice(belongings.tablets if tariff == TABLET_TARIFF else belongings.phones)

    def _client_since(self, random: Random) -> date:
        if random.random() < 0.06:
            return self._today - timedelta(days=random.randint(1, 90))
        return self._day(random, _FIRST_CLIENT)

    def _day(self, random: Random, first: date) -> date:
        return first + timedelta(days=random.randrange(max(1, (self._today - first).days)))

    def _number(self, random: Random) -> str:
        while True:
            number = f"975{random.randrange(10_000_000):07}"
            if not number.startswith(_RESERVED) and number not in self._numbers:
                self._numbers.add(number)
                return number

    def _contract_number(self, random: Random) -> str:
        while True:
            number = f"{random.randrange(100_000_000, 1_000_000_000)}"
            if number not in self._contracts:
                self._contracts.add(number)
                return number

    @staticmethod
    def _id(random: Random, since: date) -> str:
        return new_id(at_ms=moment(since, 0), random_bits=random.getrandbits(82))
