"""Reading a subscriber: everything he has, and nothing that must be revealed."""

import msgspec
import pytest

from protocol import limits
from protocol.ids import SubscriberId
from protocol.subscribers import Profile
from server_stub.directory.masking import HiddenField
from server_stub.directory.phones import digits_of, shown
from server_stub.directory.records import Contract
from tests.contract.directory.conftest import Filled

PHONES = {"goroskop": "+7 975 310-11-12", "son": "+7 975 310-11-21", "home": "8(975)3102049"}


def profile(filled: Filled, phone: str, *, language: str = "ru") -> Profile:
    identity = filled.directory.by_phone(phone)
    assert identity is not None
    found = filled.directory.profile(identity, language=language)
    assert found is not None
    return found


def test_everybody_has_a_profile_that_fits_a_frame(filled: Filled) -> None:
    for contract in filled.contracts:
        for line in contract.lines:
            found = filled.directory.profile(line.id, language="ru")
            assert found is not None
            assert [number.id for number in found.numbers] == [each.id for each in contract.lines]
            assert len(found.money) <= limits.MONEY_LINES
            assert len(msgspec.json.encode(found)) < limits.PAGE_BYTES
            assert found.identity == "none"
            assert ("debt" in found.marks) == (found.balance < 0)


def test_a_profile_reveals_nothing(filled: Filled) -> None:
    for contract in filled.contracts:
        person = contract.person
        secrets = [person.passport, person.birth_date.isoformat(), person.address, person.email]
        secrets += [person.code_word, *(line.number for line in contract.lines)]
        secrets += [shown(line.number) for line in contract.lines]
        for line in contract.lines:
            told = repr(filled.directory.profile(line.id, language="ru"))
            assert not [secret for secret in secrets if secret in told]


def test_a_hidden_field_is_told_in_full(filled: Filled) -> None:
    contract = filled.contracts[0]
    person, line = contract.person, contract.lines[0]
    told = {field: filled.directory.hidden_value(line.id, field) for field in HiddenField}
    assert told == {
        "number": shown(line.number),
        "passport": person.passport,
        "birth_date": person.birth_date.isoformat(),
        "address": person.address,
        "email": person.email,
        "code_word": person.code_word,
    }


@pytest.mark.parametrize("field", ["balance", "id", "marks", ""])
def test_only_hidden_fields_can_be_revealed(filled: Filled, field: str) -> None:
    assert filled.directory.hidden_value(filled.contracts[0].lines[0].id, field) is None


def test_who_is_not_there_is_none(filled: Filled) -> None:
    nobody = SubscriberId("00000000000000000000000000")
    assert filled.directory.profile(nobody, language="ru") is None
    assert filled.directory.hidden_value(nobody, "email") is None
    assert filled.directory.by_phone("+7 975 000-05-75") is None
    assert filled.directory.by_phone("не номер") is None


def test_everybody_is_known_by_phone(filled: Filled) -> None:
    for contract in filled.contracts:
        for line in contract.lines:
            assert filled.directory.by_phone(f"+7 ({line.number[:3]}) {line.number[3:]}") == line.id


def test_a_profile_tells_why_money_was_written_off(filled: Filled) -> None:
    found = profile(filled, PHONES["goroskop"])
    assert found.balance == -800
    charged = [line for line in found.money if line.reason == "subscription"]
    assert sum(line.amount for line in charged) == -120_00
    assert charged[0].title == "Гороскоп на день: 6 дн. по 5 ₽"
    moments = [line.at for line in found.money]
    assert moments == sorted(moments, reverse=True)
    (paid,) = found.subscriptions
    assert (paid.short_number, paid.connected_by, paid.price) == ("5170", "sms", 500)
    assert found.marks == ["debt"]


def test_a_family_shares_an_account(filled: Filled) -> None:
    father, son = profile(filled, "+7 975 310-11-20"), profile(filled, PHONES["son"])
    assert father.numbers == son.numbers
    assert (father.balance, father.money) == (son.balance, son.money)
    assert not father.subscriptions
    assert [paid.id for paid in son.subscriptions] == ["games_plus"]


def test_a_profile_speaks_the_language_asked(filled: Filled) -> None:
    russian, english = (profile(filled, PHONES["home"], language=each) for each in ("ru", "en"))
    assert russian.services[0].title == "Дом 300 + ТВ"
    assert english.services[0].title == "Home 300 + TV"
    assert {line.title for line in russian.money} != {line.title for line in english.money}
    assert all(line.title.replace("₽", "").isascii() for line in english.money)


def test_what_is_kept_is_what_was_invented(filled: Filled) -> None:
    by_line = {
        line.id: (contract, billing, line)
        for contract in filled.contracts
        for billing in contract.billings
        for line in billing.lines
    }
    for identity, (contract, billing, line) in by_line.items():
        found = filled.directory.profile(identity, language="en")
        assert found is not None
        assert_same(found, contract)
        assert found.balance == billing.balance
        assert found.tariff.id == billing.tariff
        assert found.tariff.renews_on == billing.renews_on.isoformat()
        assert [paid.amount for paid in reversed(found.money)] == [
            movement.amount for movement in billing.movements
        ]
        assert {request.number for request in found.requests} == {
            request.number for request in line.requests
        }
        assert (found.promised is None) == (billing.promise is None)
        assert (found.device, found.sim) == (line.device, line.sim)


def assert_same(found: Profile, contract: Contract) -> None:
    assert found.name == contract.person.name
    assert digits_of(found.contract) == contract.number
    assert found.client_since == contract.client_since.isoformat()
    assert found.language == contract.person.language
