"""Months of an account: balances follow from each other and from the operator's rules."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from server_stub.directory.billing import PROMISE_FEE, PROMISE_MOST, adjusted, play
from server_stub.directory.billing_plan import DailyFee, Habit, Plan, Refund, Single
from server_stub.directory.records import Movement, Reason, Story
from server_stub.directory.tariff_months import moment

TODAY = date(2026, 11, 22)
START = TODAY - timedelta(days=92)
PRICE = 390_00


def make_plan(
    *,
    habit: Habit = Habit.TIDY,
    opening: int = 400_00,
    since: date = date(2024, 9, 10),
    daily: tuple[DailyFee, ...] = (),
    singles: tuple[Single, ...] = (),
    refund: Refund | None = None,
    stops_paying: date | None = None,
) -> Plan:
    return Plan(
        tariff="briz",
        price=PRICE,
        since=since,
        start=max(START, since),
        today=TODAY,
        habit=habit,
        pays_by="card",
        opening=opening,
        daily=daily,
        singles=singles,
        refund=refund,
        stops_paying=stops_paying,
    )


def every_day(item: str, fee: int, first: date, last: date) -> DailyFee:
    days = range(first.toordinal(), last.toordinal() + 1)
    return DailyFee(item, fee, Reason.SUBSCRIPTION, days, last=last.toordinal())


def told(movements: tuple[Movement, ...], story: Story) -> list[Movement]:
    return [movement for movement in movements if movement.story is story]


plans = st.builds(
    make_plan,
    habit=st.sampled_from(Habit),
    opening=st.integers(-300_00, 2000_00),
    since=st.dates(date(2020, 1, 1), TODAY - timedelta(days=1)),
    daily=st.just((every_day("horoscope", 500, START, TODAY - timedelta(days=1)),)),
    stops_paying=st.none() | st.dates(START, TODAY),
).map(lambda plan: plan if plan.start != plan.since else make_plan(since=plan.since, opening=0))


@given(plans, st.integers(0, 2**32))
def test_every_balance_follows_from_the_one_before(plan: Plan, chances: int) -> None:
    played = play(plan, Random(chances))
    balance, at = plan.opening, moment(plan.start, 0)
    for movement in played.movements:
        assert movement.amount != 0
        assert movement.at >= at
        assert movement.balance == balance + movement.amount
        balance, at = movement.balance, movement.at
    assert balance == played.balance
    assert at < moment(TODAY, 0)


@given(plans, st.integers(0, 2**32))
def test_a_month_never_costs_more_than_its_price(plan: Plan, chances: int) -> None:
    charged = -sum(
        movement.amount
        for movement in play(plan, Random(chances)).movements
        if movement.reason is Reason.TARIFF
    )
    assert 0 <= charged <= 4 * PRICE


@given(plans, st.integers(0, 2**32))
def test_a_promised_payment_keeps_its_rules(plan: Plan, chances: int) -> None:
    played = play(plan, Random(chances))
    given = told(played.movements, Story.PROMISE_GIVEN)
    returned = told(played.movements, Story.PROMISE_RETURNED)
    assert len(given) - len(returned) == (played.promise is not None)
    for movement, fee in zip(given, told(played.movements, Story.PROMISE_FEE), strict=True):
        assert 0 < movement.amount <= PROMISE_MOST
        assert fee.amount == -PROMISE_FEE
        assert movement.balance - movement.amount < 0
        assert movement.at > moment(plan.since + timedelta(days=60), 0)
    for movement, back in zip(given, returned, strict=False):
        assert back.amount == -movement.amount


def test_a_month_that_the_balance_covers_is_charged_at_once() -> None:
    movements = play(make_plan(opening=PRICE), Random(1)).movements
    charged = told(movements, Story.MONTH)[0]
    assert (charged.at, charged.amount) == (moment(date(2026, 9, 10), 185), -PRICE)


def test_a_month_that_the_balance_does_not_cover_is_charged_by_the_day() -> None:
    never = make_plan(opening=60_00, stops_paying=START)
    days = told(play(never, Random(1)).movements, Story.DAYS)
    assert days[0].quantity == (date(2026, 9, 13) - date(2026, 9, 10)).days + 1
    assert {movement.amount // movement.quantity for movement in days} == {-13_00}
    assert sum(movement.quantity for movement in days) == 30 + 30 + 12


def test_an_extra_is_paid_in_before_it_is_bought() -> None:
    extra = Single(date(2026, 10, 1), "more_15gb", 350_00)
    movements = play(
        make_plan(opening=400_00, singles=(extra,), stops_paying=START), Random(1)
    ).movements
    place = next(i for i, movement in enumerate(movements) if movement.story is Story.ONCE)
    assert movements[place - 1].reason is Reason.PAYMENT
    assert movements[place].balance >= 0


def test_a_refund_is_what_was_charged() -> None:
    first, last = date(2026, 10, 5), date(2026, 10, 14)
    movements = play(
        make_plan(
            daily=(every_day("games_plus", 12_00, first, last),),
            refund=Refund(date(2026, 10, 19), "games_plus", 500_00),
        ),
        Random(1),
    ).movements
    assert [movement.amount for movement in told(movements, Story.REFUND)] == [10 * 12_00]


def test_a_refund_stops_at_what_needs_no_approval() -> None:
    daily = (every_day("games_plus", 12_00, START, date(2026, 11, 1)),)
    refund = Refund(date(2026, 11, 5), "games_plus", 500_00)
    movements = play(make_plan(daily=daily, refund=refund), Random(1)).movements
    assert [movement.amount for movement in told(movements, Story.REFUND)] == [500_00]


@given(plans, st.integers(0, 2**32), st.integers(-50_00, 3000_00))
def test_a_wanted_balance_is_met(plan: Plan, chances: int, balance: int) -> None:
    moved, played = adjusted(plan, chances, balance)
    assert played.balance == balance
    assert moved.opening + sum(movement.amount for movement in played.movements) == balance
