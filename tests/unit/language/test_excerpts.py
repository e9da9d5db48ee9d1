"""Highlights and snippets: whole words in any form, one line round the first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.article_query import plain_words, query_words
from language.excerpts import Excerpts, Ranges, cut_short


def _cut(text: str, ranges: Ranges) -> list[str]:
    return [text[start : start + length] for start, length in ranges]


def test_every_form_and_the_beginning_being_typed_are_highlighted() -> None:
    text = "Возврат за контент-подписку: верните деньги, денег нет"
    assert _cut(text, Excerpts(query_words("деньги возв")).ranges(text)) == [
        "Возврат",
        "деньги",
        "денег",
    ]
    assert _cut(text, Excerpts(query_words("подп")).ranges(text)) == ["контент-подписку"]


def test_forms_unlike_their_dictionary_form_are_highlighted() -> None:
    text = "детям и людям лет пять, шёл дня два, станет лучше или хуже"
    sought = "ребёнок человек год идти день хороший плохой"
    found = _cut(text, Excerpts(plain_words(sought.replace("ё", "е").split())).ranges(text))
    assert found == ["детям", "людям", "лет", "шёл", "дня", "лучше", "хуже"]


def test_words_of_running_text_are_not_highlighted_by_their_beginnings() -> None:
    excerpts = Excerpts(plain_words(["воз"]))
    assert excerpts.ranges("Возврат и воз") == ((10, 3),)


def test_a_short_body_is_shown_whole_on_one_line() -> None:
    line, ranges = Excerpts(query_words("лимит")).snippet(
        "Срок 3 дня;\n  лимит 500 ₽.", thorough=True
    )
    assert line == "Срок 3 дня; лимит 500 ₽."
    assert _cut(line, ranges) == ["лимит"]


def test_marks_of_headings_and_lists_are_not_shown() -> None:
    body = "## Как вернуть\n\n- напишите нам;\n* ждите - недолго\n1. #5 и *100#"
    line, _ = Excerpts(()).snippet(body, thorough=True)
    assert line == "Как вернуть. напишите нам; ждите - недолго 1. #5 и *100#"


def test_a_heading_runs_into_no_sentence() -> None:
    body = "Срок\n\n## Как вернуть деньги\n1. Напишите.\n## Когда?\nЗавтра.\n# Ещё"
    line, _ = Excerpts(()).snippet(body, thorough=True)
    assert line == "Срок. Как вернуть деньги. 1. Напишите. Когда? Завтра. Ещё"


def test_a_heading_that_is_cut_at_its_beginning_ends_in_a_stop_all_the_same() -> None:
    heading = "## Что можно сделать вместо того, чтобы менять дату"
    body = f"{'слово ' * 100}\n{heading}\nАвтоплатёж по порогу. {'потом ' * 100}"
    line, _ = Excerpts(query_words("дата")).snippet(body, thorough=True)
    assert line.startswith("…сделать")
    assert "менять дату. Автоплатёж по порогу." in line


def test_the_snippet_of_a_long_body_is_cut_at_words_round_the_first_found() -> None:
    body = "слово " * 100 + "возвраты делаем быстро " + "потом " * 100
    line, ranges = Excerpts(query_words("возврат")).snippet(body, thorough=True)
    assert line.startswith("…слово ")
    assert line.endswith(" потом…")
    assert _cut(line, ranges) == ["возвраты"]
    assert len(line) <= 165


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("откройте «Подписки». 2.", "откройте «Подписки»…"),
        ("с 10:00 до 20:00.", "с 10:00 до 20:00…"),
        ("причину: 1.", "причину…"),
        ("«Штиль»: 290 ₽,", "«Штиль»: 290 ₽…"),
        ("уже короче…", "уже короче…"),
        ("...", "...…"),
    ],
)
def test_an_ellipsis_stands_at_a_word(text: str, shown: str) -> None:
    assert cut_short(text) == shown


def test_an_irregular_form_is_found_when_thorough() -> None:
    body = "слово " * 100 + "для детей бесплатно"
    excerpts = Excerpts(query_words("ребёнок"))
    assert _cut(*excerpts.snippet(body, thorough=True)) == ["детей"]
    assert excerpts.snippet(body, thorough=False)[0].startswith("слово")


def test_a_word_inside_another_is_no_place_for_a_snippet() -> None:
    body = "переносим, выносим " + "слово " * 50 + "носим"
    line, ranges = Excerpts(query_words("носим")).snippet(body, thorough=False)
    assert _cut(line, ranges) == ["носим"]


def test_the_snippet_without_a_found_word_is_the_beginning() -> None:
    assert Excerpts(()).snippet("Бесплатно.", thorough=True) == ("Бесплатно.", ())
    assert Excerpts(()).snippet("", thorough=False) == ("", ())
    assert Excerpts(()).snippet(" " * 500 + "Бесплатно.", thorough=False) == ("", ())


@given(st.text(max_size=400), st.text(max_size=12), st.booleans())
def test_highlights_always_lie_inside_the_text(body: str, query: str, thorough: bool) -> None:
    line, ranges = Excerpts(query_words(query)).snippet(body, thorough=thorough)
    assert len(line) <= 163  # two ellipses, and the stop after a heading
    assert "\n" not in line
    end = 0
    for start, length in ranges:
        assert end <= start < start + length <= len(line)
        end = start + length


def test_a_line_that_begins_amid_steps_does_not_begin_with_the_number_of_one() -> None:
    body = "1. Откройте «Переадресация».\n2. На главном экране указан тариф.\n" + "а" * 200
    line, ranges = Excerpts(query_words("тариф")).snippet(body, thorough=True)
    assert line.startswith("…На главном экране")
    assert _cut(line, ranges) == ["тариф"]
    body = body.replace("2. На главном", "На главном 25.")
    line, ranges = Excerpts(query_words("25")).snippet(body, thorough=True)
    assert _cut(line, ranges) == ["25"], "what was looked for stays"
