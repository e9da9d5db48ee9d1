"""Codes and limits: a closed, frozen set, each with its reason beside it."""

import pytest

from protocol import docstrings, limits
from protocol.errors import RETRYABLE, CloseCode, ErrorCode, ProtocolError

# Never edit a line of these: programs in the field know them. Only add.
FROZEN_ERRORS = {
    "MALFORMED": "malformed",
    "UNKNOWN_VERB": "unknown_verb",
    "INVALID": "invalid",
    "TOO_FAST": "too_fast",
    "NOT_SIGNED_IN": "not_signed_in",
    "ALREADY_SIGNED_IN": "already_signed_in",
    "BAD_CREDENTIALS": "bad_credentials",
    "SESSION_ENDED": "session_ended",
    "TOO_MANY_TRIES": "too_many_tries",
    "TOO_MANY_VISITS": "too_many_visits",
    "FORBIDDEN": "forbidden",
    "NOT_FOUND": "not_found",
    "STALE_EPOCH": "stale_epoch",
    "STALE_VIEW": "stale_view",
    "WRONG_STATE": "wrong_state",
    "NO_ROOM": "no_room",
    "CLIENT_ID_REUSED": "client_id_reused",
    "REASON_NEEDED": "reason_needed",
    "FILE_TOO_LARGE": "file_too_large",
    "PICTURE_TOO_LARGE": "picture_too_large",
    "FILE_TYPE_REFUSED": "file_type_refused",
    "FILE_DAMAGED": "file_damaged",
    "FILE_UNFINISHED": "file_unfinished",
    "FILE_FOR_OTHERS": "file_for_others",
    "FILES_FULL": "files_full",
    "WRONG_OFFSET": "wrong_offset",
    "STALE_VERSION": "stale_version",
    "REPLIES_FULL": "replies_full",
    "CONFIGURATION_REFUSED": "configuration_refused",
    "OVERLOADED": "overloaded",
    "UNAVAILABLE": "unavailable",
    "INTERNAL": "internal",
}
FROZEN_CLOSINGS = {
    "SLOW": 4008,
    "DRAINING": 1012,
    "SILENT": 4002,
    "BAD_HANDSHAKE": 4400,
    "SESSION_ENDED": 4401,
    "REPLACED": 4409,
    "VERSION": 4406,
}


def test_error_codes_are_those_that_programs_in_the_field_know() -> None:
    assert {code.name: code.value for code in ErrorCode} == FROZEN_ERRORS


def test_close_codes_are_those_that_programs_in_the_field_know() -> None:
    assert {code.name: code.value for code in CloseCode} == FROZEN_CLOSINGS


def test_close_codes_say_by_their_number_whether_to_come_back() -> None:
    for code in CloseCode:
        assert code in (CloseCode.DRAINING, *range(4000, 4100)) or code >= 4400


@pytest.mark.parametrize("owner", [ErrorCode, CloseCode])
def test_every_code_says_what_it_means(owner: type) -> None:
    for name, text in docstrings.of_attributes(owner).items():
        assert text, f"{owner.__name__}.{name} says nothing"


def test_every_limit_is_a_positive_number_with_a_reason() -> None:
    reasons = docstrings.of_constants(limits)
    assert set(reasons) == {name for name in vars(limits) if name.isupper()}
    for name, reason in reasons.items():
        assert getattr(limits, name) > 0
        assert reason, f"limits.{name} gives no reason"


def test_only_refusals_that_say_not_now_are_sent_again() -> None:
    assert {code.value for code in RETRYABLE} == {
        "too_fast",
        "too_many_visits",
        "overloaded",
        "unavailable",
        "internal",
    }


def test_an_error_carries_its_code_the_number_and_the_data() -> None:
    error = ProtocolError(ErrorCode.INVALID, request=4, data={"rule": "length"})
    assert (error.code, error.request, error.data) == (
        ErrorCode.INVALID,
        4,
        {"rule": "length"},
    )
    assert str(error) == "invalid"
    assert ProtocolError(ErrorCode.MALFORMED).data == {}
