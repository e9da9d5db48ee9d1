"""No key does two things, whatever a person or a file wants."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core import shortcuts
from console.core.errors import ShortcutsUnreadable

DEFAULTS = {"hold": "Ctrl+H", "finish": "Ctrl+W", "take": "F2", "note": "Ctrl+Shift+M"}
KEYS = st.sampled_from(["", "Ctrl+H", "Ctrl+W", "F2", "F3", "Ctrl+J", "Alt+1"])
_SPELT = {"ctrl+j": "Ctrl+J", "Ctrl+Foo": ""}
CHANGES = st.dictionaries(st.sampled_from([*DEFAULTS, "gone"]), KEYS)


def _spelt(keys: str) -> str:
    """Like a desktop that knows a few keys."""
    return _SPELT.get(keys, keys)


@given(CHANGES)
def test_no_two_commands_have_the_same_keys_and_every_command_is_there(
    changed: dict[str, str],
) -> None:
    held = shortcuts.effective(DEFAULTS, changed)
    assert list(held) == list(DEFAULTS)
    given_keys = [keys for keys in held.values() if keys]
    assert len(given_keys) == len(set(given_keys))


@given(CHANGES, st.sampled_from(list(DEFAULTS)), KEYS)
def test_who_is_given_keys_has_them_and_nobody_else_changes_but_who_had_them(
    changed: dict[str, str], command: str, keys: str
) -> None:
    before = shortcuts.effective(DEFAULTS, changed)
    loser = shortcuts.holder(DEFAULTS, changed, keys, but=command) if keys else None
    now = shortcuts.effective(DEFAULTS, shortcuts.assign(DEFAULTS, changed, command, keys))
    assert now[command] == keys
    others = set(DEFAULTS) - {command, loser}
    assert {one: now[one] for one in others} == {one: before[one] for one in others}
    if loser is not None:
        assert now[loser] == ""


def test_what_is_chosen_goes_before_what_another_command_has_by_default() -> None:
    held = shortcuts.effective(DEFAULTS, {"finish": "Ctrl+H"})
    assert (held["finish"], held["hold"]) == ("Ctrl+H", "")


def test_choosing_what_we_gave_leaves_no_trace() -> None:
    changed = shortcuts.assign(DEFAULTS, {}, "hold", "Ctrl+J")
    assert shortcuts.assign(DEFAULTS, changed, "hold", "Ctrl+H") == {}


@pytest.mark.parametrize("keys", ["A", "Shift+A", "Space", "Return", "Tab", "Esc", "Shift+Tab", ""])
def test_keys_that_type_or_work_a_field_are_nobodys(keys: str) -> None:
    assert not shortcuts.may_be_assigned(keys)


@pytest.mark.parametrize("keys", ["F5", "Ctrl+A", "Alt+Ф", "Ctrl+Return", "Ctrl++", "Shift+F2"])
def test_keys_that_type_nothing_may_be_given(keys: str) -> None:
    assert shortcuts.may_be_assigned(keys)


@pytest.mark.parametrize(
    ("keys", "latin"),
    [
        ("Ctrl+Shift+Ф", "Ctrl+Shift+A"),
        ("Alt+ф", "Alt+A"),
        ("Ctrl+Ю", "Ctrl+."),
        ("Ctrl+Ё", "Ctrl+`"),
        ("Ctrl+Shift+№", "Ctrl+Shift+#"),
        ("Ctrl+ß", "Ctrl+ß"),
        ("Ctrl+Shift++", "Ctrl+Shift++"),
        ("Ctrl+PgUp", "Ctrl+PgUp"),
        ("", ""),
    ],
)
def test_a_key_is_called_by_the_latin_letter_on_it(keys: str, latin: str) -> None:
    assert shortcuts.in_latin(keys) == latin


def test_the_same_key_in_another_layout_is_the_same_key() -> None:
    changed = {"take": "Ctrl+Р"}  # on the key of H
    held = shortcuts.effective(DEFAULTS, changed)
    assert (held["take"], held["hold"]) == ("Ctrl+H", "")
    assert shortcuts.holder(DEFAULTS, changed, "Ctrl+H", but="note") == "take"
    content = {"kind": "pult-keys", "version": 1, "keys": {"take": "Ctrl+Alt+Й", "hold": "Ф"}}
    read = shortcuts.read(msgspec.json.encode(content), DEFAULTS, spelt=_spelt)
    assert (read.changed, read.unknown) == ({"take": "Ctrl+Alt+Q"}, ("hold",))
    assert "Ctrl+H" in shortcuts.export(changed)


def test_a_saved_file_gives_the_same_keys_back() -> None:
    changed = {"hold": "Ctrl+J", "note": ""}
    read = shortcuts.read(shortcuts.export(changed).encode(), DEFAULTS, spelt=_spelt)
    assert (dict(read.changed), read.unknown) == (changed, ())


def test_what_a_file_has_for_others_is_left_out_and_named() -> None:
    content = shortcuts.export({"hold": "Ctrl+J", "teleport": "F9", "note": "A"}).encode()
    read = shortcuts.read(content, DEFAULTS, spelt=_spelt)
    assert dict(read.changed) == {"hold": "Ctrl+J"}
    assert set(read.unknown) == {"teleport", "note"}


def test_keys_spelt_in_two_ways_or_given_twice_or_none_at_all_are_left_out_and_named() -> None:
    """Of two commands with the same keys the desktop would run neither."""
    keys = {"hold": "ctrl+j", "note": "Ctrl+J", "take": "Ctrl+Foo"}
    read = shortcuts.read(shortcuts.export(keys).encode(), DEFAULTS, spelt=_spelt)
    assert dict(read.changed) == {"hold": "Ctrl+J"}
    assert read.unknown == ("note", "take")


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_any_other_file_is_refused(content: bytes) -> None:
    with pytest.raises(ShortcutsUnreadable):
        shortcuts.read(content, DEFAULTS, spelt=_spelt)


def test_a_file_of_another_kind_is_refused() -> None:
    content = msgspec.json.encode({"kind": "colours", "version": 1, "keys": {}})
    with pytest.raises(ShortcutsUnreadable):
        shortcuts.read(content, DEFAULTS, spelt=_spelt)
