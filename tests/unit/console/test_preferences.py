"""What a person has set up comes back as it was, whatever else stands in the file."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from console.core import events, preferences
from console.core.changes import PreferencesChanged
from console.core.preferences import Appearance, Preferences, ThemeChoice
from console.core.store import Store
from protocol.scalars import Millis

NOW = Millis(1)
DARK = Preferences(appearance=Appearance(theme=ThemeChoice.DARK))


def test_what_was_set_up_comes_back() -> None:
    assert preferences.decode(preferences.encode(DARK)) == DARK


def test_defaults_are_not_written_so_that_a_better_default_reaches_everybody() -> None:
    assert preferences.encode(Preferences()) == "{}"


def test_what_a_newer_version_wrote_beside_it_harms_nothing() -> None:
    kept = msgspec.json.encode(
        {"appearance": {"theme": "dark", "wallpaper": "sea"}, "telepathy": {"on": True}}
    ).decode()
    assert preferences.decode(kept) == DARK


def test_a_section_that_cannot_be_read_is_at_its_default() -> None:
    assert preferences.decode('{"appearance": {"theme": "plaid"}}') == Preferences()


@given(st.text())
def test_nothing_that_stands_in_the_file_stops_the_console(kept: str) -> None:
    assert isinstance(preferences.decode(kept), Preferences)


def test_a_change_is_told_once_and_leaving_the_account_forgets_it() -> None:
    store = Store()
    assert store.apply(events.Preferred(DARK), now=NOW) == (PreferencesChanged(),)
    assert store.apply(events.Preferred(DARK), now=NOW) == ()
    assert PreferencesChanged() in store.apply(events.AccountLeft(), now=NOW)
    assert store.preferences == Preferences()
