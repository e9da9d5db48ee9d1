"""The dialogs that ship: enough of them, in both languages, and true to the operator's page."""

import re
import tomllib
from collections import Counter
from importlib import resources
from typing import Any

import pytest

from server_stub.practice.library import shipped_tapes
from server_stub.practice.tape import Kind, Role, Tape, TapeEvent, is_answer


def _page(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("resources.volna") / name).read_text(encoding="utf-8"))


OPERATOR = _page("operator.toml")
CENTRE = _page("centre.toml")
TAPES = shipped_tapes()

MONEY = re.compile(r"(\d+(?:,\d+)?)\s?(?:₽|руб)")
USSD = re.compile(r"\*{1,2}\d+(?:\*[\dа-я]+)*#")
SHORT_NUMBER = re.compile(r"(?<![\d/*–-])(?<!№ )\b\d{4}\b(?![\d/*#–]|\s?(?:₽|руб|минут|SMS))")
PHONE = re.compile(r"\+\d[\d -]{6,}\d")
VOLUME = re.compile(r"(\d+)\s?(?:ГБ|GB)\b")

ACTIONS = {
    "knowledge.search",
    "profile.open",
    "identity.check",
    "service.on",
    "service.off",
    "subscription.off",
    "tariff.change",
    "number.block",
    "sim.replacement_stop",
    "account.sign_out",
    "marketing.opt_out",
    "notice.on",
    "detailing.send",
    "line.test",
    "request.file",
    "request.add",
    "conversation.transfer",
}
# What the operator's article on identity asks a code word for.
GUARDED = {
    "tariff.change",
    "number.block",
    "detailing.send",
    "account.sign_out",
    "sim.replacement_stop",
}
KNOWN = {
    "service": "service",
    "subscription": "subscription",
    "tariff": "tariff",
    "queue": "queue",
}


def numbers(text: str) -> set[str]:
    return {found.lstrip("0") or "0" for found in re.findall(r"\d+(?:,\d+)?", text)}


def prices() -> set[str]:
    """Every sum on the operator's page, notes included, as a dialog spells it."""
    found = {"0"}
    for kind in ("tariff", "home_tariff", "service", "subscription"):
        for thing in OPERATOR[kind]:
            whole, _, cents = f"{thing['price']:.2f}".partition(".")
            found.add(whole if cents == "00" else f"{whole},{cents}")
            found |= numbers(thing.get("note", {}).get("ru", ""))
    rules = OPERATOR["rules"]
    for group in OPERATOR["roaming_group"]:
        found |= {str(group[unit]) for unit in ("minute", "text", "megabyte")}
    found |= {str(rules["block_price_a_day"]), str(rules["number_change_price"])}
    return found | numbers(rules["sim_replacement"]["ru"])


def spoken(tape: Tape) -> list[TapeEvent]:
    return [event for event in tape.events if event.kind is Kind.MESSAGE]


def everything(tape: Tape) -> str:
    values = [str(value) for event in tape.events for value in event.parameters.values()]
    return "\n".join([tape.account, *(event.text for event in tape.events), *values])


def test_there_are_enough_in_both_languages_on_every_topic_and_in_many_tempers() -> None:
    languages = Counter(tape.language for tape in TAPES)
    assert languages["ru"] >= 40
    assert languages["en"] >= 10
    assert set(languages) == {"ru", "en"}
    topics = {topic["id"] for topic in CENTRE["topic"]}
    for language in languages:
        assert {tape.topic for tape in shipped_tapes(language)} == topics
    tempers = {tag for tape in TAPES for tag in tape.tags}
    assert tempers >= {
        "calm", "angry", "joking", "elderly", "terse", "over-polite", "typos", "wrong layout",
        "leaves", "comes back", "fraud", "short messages", "voice to text", "mixed languages",
        "foreigner", "ill", "grieving", "deaf", "embarrassed", "rambling", "urgent",
    }  # fmt: skip


def test_every_name_and_phone_is_one_persons() -> None:
    assert max(Counter(tape.subscriber.name for tape in TAPES).values()) == 1
    assert max(Counter(tape.subscriber.phone for tape in TAPES).values()) == 1
    # One block of numbers, so that whoever invents subscribers can keep out of it.
    assert all((tape.subscriber.phone or "").startswith("+7 975 310-") for tape in TAPES)


@pytest.mark.parametrize("tape", TAPES, ids=lambda tape: tape.id)
class TestEach:
    """What holds for every tape."""

    def test_it_is_a_dialog_of_8_to_24_events_named_like_its_file(self, tape: Tape) -> None:
        assert 8 <= len(tape.events) <= 24
        assert tape.id.startswith(f"{tape.language}_")
        assert (resources.files("resources.volna") / "tapes" / f"{tape.id}.toml").is_file()
        assert tape.account

    def test_phones_are_of_the_invented_code(self, tape: Tape) -> None:
        for phone in [tape.subscriber.phone or "", *PHONE.findall(everything(tape))]:
            assert phone.startswith(OPERATOR["operator"]["number_prefix"])

    def test_codes_and_short_numbers_are_the_operators(self, tape: Tape) -> None:
        codes = {service["ussd"] for service in OPERATOR["service"]}
        short = {one["short_number"] for one in OPERATOR["subscription"]}
        short |= {OPERATOR["operator"]["support_short_number"], "2019"}
        for event in spoken(tape):
            assert set(USSD.findall(event.text)) <= codes
            assert set(SHORT_NUMBER.findall(PHONE.sub("", event.text))) <= short

    def test_sums_the_agent_names_are_prices_or_stand_in_the_account(self, tape: Tape) -> None:
        known = prices() | numbers(tape.account)
        agent = {
            amount
            for event in spoken(tape)
            if is_answer(event)
            for amount in MONEY.findall(event.text)
        }
        assert agent <= known

    def test_gigabytes_the_agent_names_are_of_a_package_or_the_account(self, tape: Tape) -> None:
        known = {str(tariff["gigabytes"]) for tariff in OPERATOR["tariff"]} | {"3", "15"}
        known |= numbers(tape.account)
        for event in spoken(tape):
            if is_answer(event):
                assert set(VOLUME.findall(event.text)) <= known

    def test_actions_are_of_the_known_kinds_and_name_things_that_exist(self, tape: Tape) -> None:
        for event in tape.events:
            if event.kind is Kind.ACTION:
                assert event.role is Role.AGENT
                assert event.name in ACTIONS
            for name, kind in KNOWN.items():
                if name in event.parameters:
                    known = {thing["id"] for thing in (OPERATOR | CENTRE)[kind]}
                    assert event.parameters[name] in known

    def test_what_needs_a_code_word_is_done_after_asking_for_it(self, tape: Tape) -> None:
        done = [event.name for event in tape.events if event.kind is Kind.ACTION]
        for index, name in enumerate(done):
            assert name not in GUARDED or "identity.check" in done[:index]

    def test_the_outcome_is_one_of_the_operators(self, tape: Tape) -> None:
        (closing,) = [event for event in tape.events if event.kind is Kind.CLOSED]
        assert closing.name in {outcome["id"] for outcome in CENTRE["outcome"]}
        left = any(event.kind is Kind.LEFT for event in tape.events)
        assert (closing.name == "left") == left == ("leaves" in tape.tags)

    def test_the_agent_answers_first_within_the_queues_warning(self, tape: Tape) -> None:
        queue = next(t["queue"] for t in CENTRE["topic"] if t["id"] == tape.topic)
        warn = next(q["warn_after"] for q in CENTRE["queue"] if q["id"] == queue)
        last_of_the_first = max(
            e.at for e in tape.heard if e.at < next(a.at for a in tape.events if is_answer(a))
        )
        first = next(event for event in tape.events if is_answer(event))
        assert first.at - last_of_the_first <= warn

    def test_every_reply_has_a_label_and_is_short(self, tape: Tape) -> None:
        for event in spoken(tape):
            if is_answer(event):
                assert event.label
                assert len(event.text) <= 300
                assert "  " not in event.text
                assert event.text == event.text.strip()
