"""Markdown-lite: what is styled, what stays text, and that nothing is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.markdown_lite import Marked, Span, Style, parse


def _shown(marked: Marked) -> list[tuple[str, str]]:
    return [(span.style.value, marked.text[span.start : span.end]) for span in marked.spans]


@pytest.mark.parametrize(
    ("source", "text", "styled"),
    [
        ("**важно**", "важно", [("bold", "важно")]),
        ("__важно__ и *мягко*, _тоже_", "важно и мягко, тоже",
         [("bold", "важно"), ("italic", "мягко"), ("italic", "тоже")]),
        ("**очень *важно* **", "**очень важно **", [("italic", "важно")]),
        ("**очень _важно_**", "очень важно", [("bold", "очень важно"), ("italic", "важно")]),
        ("код `*100#` и ``a`b``", "код *100# и a`b", [("code", "*100#"), ("code", "a`b")]),
        ("```\nAPN\n- x\n```", "\nAPN\n- x\n", [("code", "\nAPN\n- x\n")]),
        ("[**чат**](https://a.example/b)", "чат", [("link", "чат"), ("bold", "чат")]),
        ("см. https://a.example/b?x=1.", "см. https://a.example/b?x=1.",
         [("link", "https://a.example/b?x=1")]),
        ("шаги:\n- раз\n2. **два**", "шаги:\n- раз\n2. два",
         [("bold", "два"), ("item", "- раз"), ("item", "2. два")]),
    ],
)  # fmt: skip
def test_what_pairs_off_is_styled(source: str, text: str, styled: list[tuple[str, str]]) -> None:
    marked = parse(source)
    assert marked.text == text
    assert _shown(marked) == styled


@pytest.mark.parametrize(
    "source",
    [
        "",
        "наберите *100# или *111*2#, а потом *105*",
        "2 * 3 * 4 и 2*3*4",
        "snake_case_name и __init",
        "**не закрыто",
        "*через\nстроку*",
        "`через\nстроку`",
        "[текст](javascript:alert)",
        "[текст](file:///etc/passwd)",
        "[](https://a.example)",
        "<b>не HTML</b> &amp;",
        "http:// и https://",
        "** ** и ****",
    ],
)
def test_what_does_not_pair_off_is_text(source: str) -> None:
    assert parse(source) == Marked(source, ())


def test_a_link_tells_where_it_goes_whatever_it_says() -> None:
    (link,) = parse("[https://good.example](https://other.example)").spans[:1]
    assert (link.style, link.target) == (Style.LINK, "https://other.example")


def test_depth_and_number_of_spans_are_bounded() -> None:
    deep = parse("".join(f"{marker}a " for marker in ("**", "*", "_", "__")) + "a__ a_ a* a**")
    assert len(deep.spans) <= 3
    assert len(parse("*a* " * 5_000).spans) == 500
    assert len(parse("- a\n" * 5_000).spans) == 500


_MARKERS = "* ** _ __ ` `` ``` [ ](https://a.example/) ] - 1. а b1 https://b.example ) ."
_PIECES = [*_MARKERS.split(), "\n", " ", "- "]
_SOURCES = st.text(max_size=80) | st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


@given(_SOURCES)
def test_text_and_spans_make_the_source_again(source: str) -> None:
    assert parse(source).source() == source


@given(_SOURCES)
def test_spans_are_stretches_of_the_text_that_nest_or_stand_apart(source: str) -> None:
    marked = parse(source)
    spans = [span for span in marked.spans if span.style is not Style.ITEM]
    for span in marked.spans:
        assert 0 <= span.start < span.end <= len(marked.text)
    for order, outer in enumerate(spans):
        for span in spans[order + 1 :]:
            assert outer.start <= span.start
            assert span.end <= outer.end or outer.end <= span.start


@given(st.integers(1, 400))
def test_an_unpaired_crowd_costs_no_more_than_its_length(count: int) -> None:
    for piece in ("[", "*a", "`" * (count % 7 + 1) + "a", "](https://a.example)"):
        assert isinstance(parse(piece * count), Marked)


def test_a_span_is_what_it_was_made_of() -> None:
    assert parse("**a**").spans == (Span(0, 1, Style.BOLD, "**", "**"),)
