"""A password is checked as slowly for a login that does not exist."""

import argon2
import pytest

from server_stub.accounts import passwords


def test_only_the_password_itself_matches() -> None:
    stored = passwords.hash_blocking("correct-horse-7")

    assert passwords.matches_blocking("correct-horse-7", stored)
    assert not passwords.matches_blocking("correct-horse-8", stored)
    assert not passwords.matches_blocking("correct-horse-7", "no hash")


def test_nobodys_password_is_really_computed_at_the_same_cost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    computed: list[str] = []
    verify = argon2.low_level.verify_secret

    def noted(stored: bytes, password: bytes, kind: argon2.Type) -> bool:
        computed.append(stored.decode())
        return verify(stored, password, kind)

    monkeypatch.setattr("argon2._password_hasher.verify_secret", noted)

    assert not passwords.matches_blocking("anything", None)
    (nobody,) = computed
    ours = passwords.hash_blocking("anything")
    assert argon2.extract_parameters(nobody) == argon2.extract_parameters(ours)
