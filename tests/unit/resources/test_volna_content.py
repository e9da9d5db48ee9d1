"""What articles and replies say agrees with operator.toml, with each other, and with our style."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest

from resources.volna.knowledge import (
    load_articles,
    load_canned_replies,
)
from resources.volna.operator import (
    HomeTariff,
    Language,
    RoamingGroup,
    Service,
    Subscription,
    Tariff,
    load_operator,
)
from resources.volna.people import load_belongings
from server_stub.practice.library import shipped_tapes
from server_stub.practice.tape import is_answer

OPERATOR = load_operator()
ARTICLES = load_articles()
REPLIES = load_canned_replies()

MONEY = re.compile(r"(?P<amount>\d+(?:[.,]\d+)?)\s₽")
AMOUNT = re.compile(r"(?P<amount>\d+)\s(?P<unit>минут|minutes|ГБ|GB|SMS\b|texts)")
DAYS = re.compile(r"(?P<amount>\d+)\s(?P<kind>рабоч|working|дн|days)")
CODE = re.compile(r"\*[\d*]+(?:номер|number)?#")
PHONE = re.compile(r"\+?\d[\d\s()-]{7,}\d")
SHORT_NUMBER = re.compile(r"(?<![\d*-])[05]\d{3}(?!\d|\s₽)")

Product = Tariff | HomeTariff | Service | Subscription
PRODUCTS: tuple[Product, ...] = (
    *OPERATOR.tariffs,
    *OPERATOR.home_tariffs,
    *OPERATOR.services,
    *OPERATOR.subscriptions,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of ours and where it comes from."""

    source: str
    language: Language
    text: str


PIECES = [
    *(Piece(f"{a.id}.{a.language}.md", a.language, f"{a.title}\n{a.body}") for a in ARTICLES),
    *(Piece(f"reply {r.id} ({r.language})", r.language, r.text) for r in REPLIES),
]
every_piece = pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.source)


def decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def money_in(text: str) -> set[Decimal]:
    return {decimal(found["amount"]) for found in MONEY.finditer(text)}


def money_of(product: Product) -> set[Decimal]:
    allowed = {product.price}
    if isinstance(product, Tariff | HomeTariff):
        # A thirtieth of the price is taken each day when the balance does not cover it all, and
        # given back for each day without home internet.
        allowed.add(product.price / 30)
    if isinstance(product, Tariff | Service) and product.note is not None:
        allowed |= money_in(product.note.ru)
    return allowed


def prices_of(group: RoamingGroup) -> set[Decimal]:
    return {group.minute, group.text, group.megabyte}


KNOWN_MONEY = {
    *(amount for product in PRODUCTS for amount in money_of(product)),
    *money_in(OPERATOR.rules.sim_replacement.ru),
    OPERATOR.rules.refund_without_approval,
    OPERATOR.rules.number_change_price,
    OPERATOR.rules.block_price_a_day,
    OPERATOR.rules.rubles_a_point,
    *(price for group in OPERATOR.roaming_groups for price in prices_of(group)),
}


def title_pattern(title: str) -> str:
    """The title in quotes, whatever the case ending of its longer words."""
    words = [
        re.escape(word[:-1]) + r"\w*" if len(word) > 2 and word.isalpha() else re.escape(word)
        for word in title.split()
    ]
    return r"[«“]" + r"\s".join(words) + r"[»”]"


TITLES = {
    language: [(re.compile(title_pattern(p.title.said_in(language))), p) for p in PRODUCTS]
    for language in Language
}


def claims(piece: Piece) -> Iterator[tuple[Product, str]]:
    """Each product named, with what its sentence says after it and before the next one."""
    for sentence in re.split(r"\n|(?<=[.!?])\s", piece.text):
        named = sorted(
            (
                (found, product)
                for pattern, product in TITLES[piece.language]
                for found in pattern.finditer(sentence)
            ),
            key=lambda pair: pair[0].start(),
        )
        ends = [found.start() for found, _ in named[1:]] + [len(sentence)]
        for (found, product), end in zip(named, ends, strict=False):
            yield product, sentence[found.end() : end]


@every_piece
def test_price_beside_a_title_is_the_price_of_that_product(piece: Piece) -> None:
    for product, said in claims(piece):
        assert money_in(said) <= money_of(product), (product.title.ru, said)


@every_piece
def test_packages_beside_a_tariff_are_its_packages(piece: Piece) -> None:
    for product, said in claims(piece):
        if not isinstance(product, Tariff) or not product.price:
            continue
        own = {
            "минут": product.minutes,
            "minutes": product.minutes,
            "ГБ": product.gigabytes,
            "GB": product.gigabytes,
            "SMS": product.messages,
            "texts": product.messages,
        }
        for found in AMOUNT.finditer(said):
            assert int(found["amount"]) == own[found["unit"]], (product.title.ru, said)


def test_titles_are_recognised_so_that_the_price_checks_can_fail() -> None:
    named = {product.id for piece in PIECES for product, said in claims(piece) if money_in(said)}
    free = {product.id for product in PRODUCTS if not product.price}
    assert named >= {product.id for product in PRODUCTS} - free
    wrong = Piece("", Language.RU, "«Бриз» — 390\u00a0₽, «Прилив» — 390\u00a0₽.")
    refuted = [
        product.id for product, said in claims(wrong) if not money_in(said) <= money_of(product)
    ]
    assert refuted == ["priliv"]


@every_piece
def test_every_sum_is_one_of_ours(piece: Piece) -> None:
    assert money_in(piece.text) <= KNOWN_MONEY


@every_piece
def test_every_term_in_days_is_one_of_ours(piece: Piece) -> None:
    promised = next(service for service in OPERATOR.services if service.id == "promised_payment")
    assert promised.note is not None
    rules = OPERATOR.rules
    known = {
        "working": {
            rules.refund_days,
            rules.complaint_days,
            rules.personal_data_days,
            rules.closing_days,
            *(kind.days for kind in load_belongings().requests),
        },
        "days": {
            rules.block_free_days,
            rules.debt_days,
            rules.unused_days,
            rules.instalment_grace_days,
            *(int(found["amount"]) for found in DAYS.finditer(promised.note.ru)),
        },
    }
    for found in DAYS.finditer(piece.text):
        kind = "working" if found["kind"] in {"рабоч", "working"} else "days"
        assert int(found["amount"]) in known[kind], found[0]


@every_piece
def test_every_dialled_code_is_one_of_ours(piece: Piece) -> None:
    known = {service.ussd for service in OPERATOR.services}
    for found in CODE.finditer(piece.text):
        assert found[0].replace("number", "номер") in known


@every_piece
def test_no_phone_number_but_ours(piece: Piece) -> None:
    assert set(PHONE.findall(piece.text)) <= {OPERATOR.support_abroad}
    assert set(SHORT_NUMBER.findall(piece.text)) <= {
        OPERATOR.support_short_number,
        *(subscription.short_number for subscription in OPERATOR.subscriptions),
    }


ASKING = re.compile(r"назовите|пришлите|напишите|сообщите|(?:tell|give|send|write) (?:me|us)", re.I)
SECRET = re.compile(
    r"код[а-я]* из SMS|парол|номер[а-я]* карты|code from a text|password|card number", re.I
)
REFUSING = re.compile(r"\bне\b|никогда|don[’']t|never", re.I)


def asked_for_secrets(text: str) -> list[str]:
    """Sentences that ask to hand over what nobody of ours may ask for."""
    sentences = re.split(r"\n|(?<=[.!?:])\s", text)
    return [
        each
        for each in sentences
        if ASKING.search(each) and SECRET.search(each) and not REFUSING.search(each)
    ]


def test_nobody_is_asked_for_a_code_a_password_or_a_card() -> None:
    answers = [event.text for tape in shipped_tapes() for event in tape.events if is_answer(event)]
    for text in (*(piece.text for piece in PIECES), *answers):
        assert not asked_for_secrets(text)


def test_asking_for_a_secret_is_recognised() -> None:
    assert asked_for_secrets("Назовите, пожалуйста, код из SMS.")
    assert asked_for_secrets("Please tell me your password.")
    assert not asked_for_secrets("Пожалуйста, не присылайте пароль.")


@every_piece
def test_hours_are_ours(piece: Piece) -> None:
    opened, closed = OPERATOR.office_hours.split("–")
    assert set(re.findall(r"\d\d:\d\d", piece.text)) <= {opened, closed}


@every_piece
def test_typography(piece: Piece) -> None:
    assert not re.search(r"\d (?:₽|ГБ|GB|МБ|MB|SMS|минут)", piece.text), "needs a no-break space"
    assert not re.search(r"\.\.\.|\S[ \u00a0]-\s|  |--", piece.text)
    assert '"' not in piece.text
    if piece.language is Language.RU:
        assert not re.search(r"[“”'’]| —", piece.text)
        assert not re.search(r"\b(?:еще|счет|платеж|ее|пришел|пришлем|назовем)\b", piece.text, re.I)
    else:
        assert not re.search(r"[«»'а-яё]", piece.text, re.I)
    assert piece.text.count("«") == piece.text.count("»")
    assert piece.text.count("“") == piece.text.count("”")


def test_roaming_prices_stand_under_the_heading_of_their_group() -> None:
    told = set()
    for piece in PIECES:
        for section in piece.text.split("\n## "):
            for group in OPERATOR.roaming_groups:
                if section.startswith(f"{group.title.said_in(piece.language)}\n"):
                    assert money_in(section) == prices_of(group)
                    told.add((group.id, piece.language))
    assert told == {
        (group.id, language) for group in OPERATOR.roaming_groups for language in Language
    }


def test_titles_of_replies_begin_like_those_that_people_write() -> None:
    small = {reply.title for reply in REPLIES if reply.title[0].islower()}
    assert small <= {"eSIM steps"}, small
