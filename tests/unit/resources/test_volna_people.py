"""What subscribers are invented of: it agrees with the operator's facts and with the tapes."""

from resources.volna.operator import Language, load_operator
from resources.volna.people import (
    load_belongings,
    load_named_subscribers,
    load_peoples,
)
from server_stub.directory.billing import PROMISE_DAYS, PROMISE_FEE, PROMISE_MOST, RUBLE
from server_stub.directory.invented_products import REFUND_DAYS, REFUND_MOST
from server_stub.directory.phones import national
from server_stub.directory.records import Story
from server_stub.practice.library import shipped_tapes
from server_stub.practice.tape import is_question

OPERATOR = load_operator()
BELONGINGS = load_belongings()


def test_every_tape_has_a_subscriber_of_its_phone_and_language() -> None:
    named = {national(someone.phone): someone for someone in load_named_subscribers()}
    for tape in shipped_tapes():
        phone = tape.subscriber.phone
        if phone is None:
            continue
        someone = named[national(phone)]
        assert someone.language == tape.language
        # A surname, or the only name given: first names may be short forms.
        assert tape.subscriber.name.split()[-1] in someone.name.split()


def test_the_code_word_told_in_a_tape_is_the_one_on_file() -> None:
    named = {national(someone.phone): someone for someone in load_named_subscribers()}
    for tape in shipped_tapes():
        said = ""
        for event in tape.events:
            if is_question(event):
                said = event.text.casefold()
            if event.name == "identity.check":
                code_word = named[national(tape.subscriber.phone or "")].code_word
                assert code_word
                assert code_word in said


def test_a_tapes_account_names_the_tariff_and_the_balance_on_file() -> None:
    named = {national(someone.phone): someone for someone in load_named_subscribers()}
    titles = {str(each.id): each.title for each in OPERATOR.tariffs}
    titles |= {str(each.id): each.title for each in OPERATOR.home_tariffs}
    for tape in shipped_tapes():
        someone = named[national(tape.subscriber.phone or "")]
        having = {someone.tariff, someone.home_tariff} - {""}
        assert any(titles[each].said_in(someone.language) in tape.account for each in having)
        if someone.balance is not None:
            assert f"{abs(someone.balance)} ₽" in tape.account


def test_named_subscribers_have_what_there_is_to_have() -> None:
    tariffs = {tariff.id for tariff in OPERATOR.tariffs}
    homes = {tariff.id for tariff in OPERATOR.home_tariffs}
    products = {str(product.id) for product in OPERATOR.services}
    products |= {str(product.id) for product in OPERATOR.subscriptions}
    for someone in load_named_subscribers():
        assert someone.tariff in tariffs | {""}
        assert someone.home_tariff in homes | {""}
        assert someone.abroad in {country.id for country in BELONGINGS.countries} | {""}
        assert set(someone.requests) <= {kind.id for kind in BELONGINGS.requests}
        for has in (someone.products, *(other.products for other in someone.others)):
            assert set(has) <= products


def test_every_country_has_its_price_of_roaming() -> None:
    priced = [country for group in OPERATOR.roaming_groups for country in group.countries]
    assert sorted(priced) == sorted(country.id for country in BELONGINGS.countries)


def test_every_story_of_money_has_its_words() -> None:
    assert {story.id for story in BELONGINGS.stories} == set(Story) - {Story.PAYMENT}


def test_prices_by_use_are_those_of_the_tariffs_note() -> None:
    (tariff,) = [tariff for tariff in OPERATOR.tariffs if tariff.id == "sekunda"]
    assert tariff.note is not None
    per_use = BELONGINGS.per_use
    for fee in (per_use.calls, per_use.texts, per_use.data):
        assert str(fee) in tariff.note.en


def test_the_rules_played_are_the_operators() -> None:
    rules = OPERATOR.rules
    assert rules.refund_days == REFUND_DAYS
    assert rules.refund_without_approval * RUBLE == REFUND_MOST
    (promise,) = [each for each in OPERATOR.services if each.id == "promised_payment"]
    assert promise.price * RUBLE == PROMISE_FEE
    assert promise.note is not None
    assert f"up to {PROMISE_MOST // RUBLE} for {PROMISE_DAYS} days" in promise.note.en


def test_names_are_paired_and_not_repeated() -> None:
    for people in load_peoples():
        for names in (people.men, people.women, people.patronymics, people.surnames):
            assert len(set(names)) == len(names)
        assert not set(people.men) & set(people.women)
        assert bool(people.patronymics) == (people.language is Language.RU)
        assert all("/" in pair for pair in people.patronymics)
