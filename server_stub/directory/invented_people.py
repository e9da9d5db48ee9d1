"""Invents persons: names that agree with gender and people, papers, addresses. Pure, seeded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from resources.volna.operator import Language
from resources.volna.people import Belongings, NamedSubscriber, People
from server_stub.directory.name_keys import words_of
from server_stub.directory.records import Person

ADULT_YEARS = 18
_LATIN = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya"},
    **{"ъ": "", "ь": ""},
}


@dataclass(frozen=True, slots=True)
class _Name:
    first: str
    surname: str
    patronymic: str
    language: Language

    @property
    def full(self) -> str:
        russian = (self.surname, self.first, self.patronymic)
        parts = (self.first, self.surname) if self.language is Language.EN else russian
        return " ".join(filter(None, parts))


class PeopleInventor:
    """Makes persons out of the lists of names; every choice comes from the given generator."""

    def __init__(self, peoples: Sequence[People], belongings: Belongings) -> None:
        self._peoples = peoples
        self._weights = [people.weight for people in peoples]
        self._belongings = belongings

    def anybody(self, random: Random, *, client_since: date) -> Person:
        """Somebody of any of the peoples, grown up when he became a client."""
        people = random.choices(self._peoples, self._weights)[0]
        female = random.random() < 0.5
        first = random.choice(people.women if female else people.men)
        return self._person(random, _complete(random, people, first, female), client_since)

    def known_as(self, random: Random, someone: NamedSubscriber, *, client_since: date) -> Person:
        """The person who calls himself so, what he leaves out filled in: «Анна» gets a surname."""
        name = self._named(random, someone.name, someone.language)
        person = self._person(random, name, client_since)
        return replace(
            person,
            email=someone.email or person.email,
            code_word=someone.code_word or person.code_word,
        )

    def _named(self, random: Random, name: str, language: Language) -> _Name:
        given = name.split()
        for people in self._peoples:
            for female, firsts in ((False, people.men), (True, people.women)):
                for first in given:
                    if first in firsts and people.language == language:
                        rest = [word for word in given if word != first]
                        return _complete(random, people, first, female, rest)
        # A name of no list says nothing of its bearer: it stays as it is.
        return _Name(first="", surname=name, patronymic="", language=language)

    def _person(self, random: Random, name: _Name, client_since: date) -> Person:
        belongings = self._belongings
        born = client_since.year - ADULT_YEARS - 1 - int(random.triangular(0, 60, 12))
        latin = [
            "".join(_LATIN.get(letter, letter) for letter in word) for word in words_of(name.full)
        ]
        mailbox = ".".join(latin[:2])
        return Person(
            name=name.full,
            language=name.language,
            birth_date=date(born, random.randint(1, 12), random.randint(1, 28)),
            passport=f"{random.randint(1000, 9999)} {random.randint(100000, 999999)}",
            address=(
                f"{random.choice(belongings.cities)}, {random.choice(belongings.streets)}, "
                f"д. {random.randint(1, 120)}, кв. {random.randint(1, 240)}"
            ),
            email=f"{mailbox}{random.randint(1, 99)}@{random.choice(belongings.mail_hosts)}",
            code_word=random.choice(belongings.code_words),
        )


def _complete(
    random: Random, people: People, first: str, female: bool, rest: Sequence[str] = ()
) -> _Name:
    """The name with surname and patronymic; those given in `rest` are kept."""
    invented = _form(random.choice(people.surnames), female)
    middle = _form(random.choice(people.patronymics), female) if people.patronymics else ""
    patronymics = [word for word in rest if _is_patronymic(word)]
    surnames = [word for word in rest if word not in patronymics]
    return _Name(
        first=first,
        surname=" ".join(surnames) or invented,
        patronymic=" ".join(patronymics) or middle,
        language=people.language,
    )


def _form(pair: str, female: bool) -> str:
    his, _, hers = pair.partition("/")
    return (hers or his) if female else his


def _is_patronymic(word: str) -> bool:
    return word.endswith(("ович", "евич", "ьич", "овна", "евна", "ична"))
