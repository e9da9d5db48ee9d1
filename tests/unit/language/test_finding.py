"""Whether a text has what is sought is told without asking for the keys of all its words."""

from hypothesis import given
from hypothesis import strategies as st

from language.finding import Sought, terms

_words = st.sampled_from(
    [
        "ребёнок",
        "дети",
        "детям",
        "идти",
        "шёл",
        "его",
        "он",
        "нему",
        "лучше",
        "хорошо",
        "тариф",
        "тари",
        "код7",
        "7",
        "код",
        "wi-fi",
        "wifi",
        "*100#",
        "100",
        "плачу",
        "children",
        "child",
        "went",
    ]
)
_texts = st.lists(_words, max_size=6).map(" ".join)


@given(query=_texts, text=_texts)
def test_a_text_has_what_its_terms_have(query: str, text: str) -> None:
    sought, having = Sought(query), terms(text)
    has_all = bool(sought) and all(word.is_in(having) for word in sought.words)
    assert sought.is_in(text) is has_all
