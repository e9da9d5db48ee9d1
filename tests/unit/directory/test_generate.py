"""The invented subscribers as a whole: everything that one of them has agrees with the rest."""

from collections import Counter
from datetime import date, timedelta

import pytest

from protocol import limits
from resources.volna.operator import load_operator
from resources.volna.people import (
    NamedSubscriber,
    load_belongings,
    load_named_subscribers,
    load_peoples,
)
from server_stub.directory.generate import generate
from server_stub.directory.phones import national
from server_stub.directory.records import (
    MEGABYTES,
    Billing,
    Contract,
    Line,
    ProductKind,
    Reason,
    RequestStatus,
)
from server_stub.directory.tariff_months import moment
from server_stub.directory.titles import kopecks, make_catalogue

CATALOGUE = make_catalogue(load_operator(), load_belongings())
EXTRAS = {"more_3gb": 3 * MEGABYTES, "more_15gb": 15 * MEGABYTES}


def invent(
    today: date, *, subscribers: int, named: tuple[NamedSubscriber, ...] = ()
) -> list[Contract]:
    return list(
        generate(
            catalogue=CATALOGUE,
            peoples=load_peoples(),
            belongings=load_belongings(),
            today=today,
            subscribers=subscribers,
            named=named,
        )
    )


# A usual day, the end of a short month, the 29th of February, the first day of a year.
@pytest.fixture(
    scope="module",
    params=[date(2026, 11, 22), date(2027, 2, 28), date(2028, 2, 29), date(2027, 1, 1)],
    ids=str,
)
def today(request: pytest.FixtureRequest) -> date:
    day: date = request.param
    return day


@pytest.fixture(scope="module")
def contracts(today: date) -> list[Contract]:
    return invent(today, subscribers=1000, named=load_named_subscribers())


@pytest.fixture(scope="module")
def lines(contracts: list[Contract]) -> list[Line]:
    return [line for contract in contracts for line in contract.lines]


@pytest.fixture(scope="module")
def billings(contracts: list[Contract]) -> list[Billing]:
    return [billing for contract in contracts for billing in contract.billings]


def test_everything_that_names_somebody_is_his_alone(
    contracts: list[Contract], billings: list[Billing], lines: list[Line]
) -> None:
    assert len(contracts) >= 1000
    for names in (
        [contract.number for contract in contracts],
        [contract.id for contract in contracts],
        [billing.id for billing in billings],
        [line.id for line in lines],
        [line.number for line in lines],
        [request.number for line in lines for request in line.requests],
    ):
        assert max(Counter(names).values()) == 1
    assert all(len(line.number) == 10 and line.number.startswith("975") for line in lines)
    assert all(1 <= len(contract.lines) <= 5 for contract in contracts)


def test_nothing_has_happened_in_the_future(
    contracts: list[Contract], billings: list[Billing], today: date
) -> None:
    for contract in contracts:
        assert contract.person.birth_date.year + 18 <= contract.client_since.year
        for line in contract.lines:
            assert contract.client_since <= line.since < today
            assert all(line.since <= product.since < today for product in line.products)
            assert all(request.opened_on < today for request in line.requests)
            assert all(request.due_on > request.opened_on for request in line.requests)
    for billing in billings:
        assert billing.renews_on >= today
        moments = [movement.at for movement in billing.movements]
        assert moments == sorted(moments)
        assert all(at < moment(today, 0) for at in moments)
        assert billing.promise is None or billing.promise.due_on >= today


def test_the_money_adds_up_to_the_balance(billings: list[Billing]) -> None:
    for billing in billings:
        assert len(billing.movements) <= limits.MONEY_LINES
        balance = billing.opening
        for movement in billing.movements:
            balance += movement.amount
            assert movement.balance == balance
        assert balance == billing.balance


def test_a_line_of_money_is_worth_what_its_title_says(billings: list[Billing]) -> None:
    for billing in billings:
        for movement in billing.movements:
            if movement.quantity:
                story = movement.story
                fee = CATALOGUE.per_use.get(story) or CATALOGUE.daily_fee(movement.item)
                assert movement.amount == -movement.quantity * fee
            elif movement.reason in (Reason.TARIFF, Reason.SERVICE, Reason.SUBSCRIPTION):
                assert movement.amount == -CATALOGUE.fee(movement.item)


def test_refunds_give_back_no_more_than_was_taken(billings: list[Billing]) -> None:
    refunds = 0
    for billing in billings:
        taken: Counter[str] = Counter()
        for movement in billing.movements:
            if movement.reason is Reason.SUBSCRIPTION:
                taken[movement.item] -= movement.amount
            if movement.reason is Reason.REFUND:
                refunds += 1
                assert 0 < movement.amount <= taken[movement.item]
    assert refunds


def test_a_disputed_subscription_has_its_request(contracts: list[Contract]) -> None:
    for contract in contracts:
        refunded = any(
            movement.reason is Reason.REFUND
            for billing in contract.billings
            for movement in billing.movements
        )
        asked = [
            request.state
            for line in contract.lines
            for request in line.requests
            if request.kind == "refund_subscription"
        ]
        assert (RequestStatus.DONE in asked) == refunded


def test_what_is_left_is_within_the_package(billings: list[Billing]) -> None:
    for billing in billings:
        tariff = CATALOGUE.tariffs[billing.tariff]
        bought = sum(
            EXTRAS.get(product.product, 0) for line in billing.lines for product in line.products
        )
        assert billing.minutes.of == tariff.minutes
        assert billing.messages.of == tariff.messages
        assert billing.megabytes.of == tariff.gigabytes * MEGABYTES + bought
        for package in (billing.minutes, billing.megabytes, billing.messages):
            assert 0 <= package.left <= package.of


def test_a_month_that_has_just_begun_is_hardly_used(billings: list[Billing], today: date) -> None:
    fresh = today + timedelta(days=27)
    for billing in billings:
        if billing.renews_on > fresh and billing.minutes.of and billing.lines[0].since < fresh:
            assert billing.minutes.left >= billing.minutes.of * 0.7


def test_what_charges_is_switched_on(billings: list[Billing], contracts: list[Contract]) -> None:
    homes = {contract.billings[0].id: contract.home_tariff for contract in contracts}
    for billing in billings:
        has = {product.product for line in billing.lines for product in line.products}
        for movement in billing.movements:
            if movement.reason is Reason.TARIFF and movement.item:
                assert movement.item == billing.tariff
            elif movement.reason in (Reason.SERVICE, Reason.ROAMING):
                assert movement.item in has | {homes.get(billing.id)}


def test_a_content_ban_leaves_no_subscription(contracts: list[Contract]) -> None:
    for contract in contracts:
        for line in contract.lines:
            kinds = {product.kind for product in line.products}
            if any(product.product == "content_ban" for product in line.products):
                assert ProductKind.SUBSCRIPTION not in kinds


def test_an_archived_tariff_is_had_only_by_those_of_its_time(billings: list[Billing]) -> None:
    archived = [billing for billing in billings if CATALOGUE.tariffs[billing.tariff].archived]
    assert archived
    assert all(billing.lines[0].since < date(2021, 1, 1) for billing in archived)


def test_the_demo_has_something_of_everything(
    contracts: list[Contract], billings: list[Billing], lines: list[Line]
) -> None:
    assert {billing.tariff for billing in billings} == set(CATALOGUE.tariffs)
    assert {mark for contract in contracts for mark in contract.marks} >= {
        "vip",
        "fraud_suspected",
        "writes_only",
    }
    assert {line.status for line in lines} >= {"active", "blocked"}
    assert {line.sim for line in lines} >= {"sim", "esim"}
    assert {contract.home_tariff for contract in contracts} == {"", *CATALOGUE.home_tariffs}
    assert any(line.roaming for line in lines)
    assert any(billing.promise for billing in billings)
    debts = sum(billing.balance < 0 for billing in billings)
    assert 0.01 < debts / len(billings) < 0.15
    assert 0.02 < sum(contract.person.language == "en" for contract in contracts) / 1000 < 0.12
    assert {len(contract.lines) for contract in contracts} == {1, 2, 3, 4, 5}


def test_surnames_and_patronymics_agree(contracts: list[Contract]) -> None:
    for contract in contracts:
        words = contract.person.name.split()
        if contract.person.language == "ru" and len(words) == 3:
            female = words[2].endswith(("на", "кызы"))
            if words[0].endswith(("ов", "ев", "ёв", "ин", "ский")):
                assert not female, contract.person.name
            if words[0].endswith(("ова", "ева", "ёва", "ина", "ская")):
                assert female, contract.person.name


def test_the_same_day_and_seed_invent_the_same_people() -> None:
    day = date(2026, 11, 22)
    assert invent(day, subscribers=20) == invent(day, subscribers=40)[:20]


def test_subscribers_of_the_dialogs_have_what_their_tapes_tell(today: date) -> None:
    named = load_named_subscribers()
    for someone, contract in zip(named, invent(today, subscribers=0, named=named), strict=True):
        (billing,) = contract.billings
        assert [line.number for line in billing.lines] == [
            national(phone) for phone in someone.phones
        ]
        assert set(someone.name.split()) <= set(contract.person.name.split())
        assert someone.tariff in ("", billing.tariff)
        if someone.balance is not None:
            assert billing.balance == kopecks(someone.balance)
        if someone.gigabytes_left is not None:
            assert billing.megabytes.left == someone.gigabytes_left * MEGABYTES
        assert someone.code_word in ("", contract.person.code_word)
        products = {product.product: product.since for product in billing.lines[0].products}
        assert billing.lines[0].roaming == someone.abroad
        if someone.abroad:
            del products["roaming_world"]
        assert products == {
            item: today - timedelta(days=days) for item, days in someone.products.items()
        }


def test_a_named_subscriber_without_a_free_russian_number_is_left_out() -> None:
    sergey = NamedSubscriber(name="Сергей", phone="+7 975 310-13-01")
    others = (
        NamedSubscriber(name="Анна", phone="8 (975) 310-13-01"),
        NamedSubscriber(name="Ann", phone="+44 20 7946 0958"),
    )
    made = invent(date(2026, 11, 22), subscribers=0, named=(sergey, *others))
    assert [contract.lines[0].number for contract in made] == ["9753101301"]
    assert "Сергей" in made[0].person.name
