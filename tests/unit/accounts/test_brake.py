"""The brake on guessing passwords, on a clock that the test turns."""

from hypothesis import given
from hypothesis import strategies as st

from protocol import limits
from server_stub.accounts.signing_in import REMEMBERED_GUESSERS, Brake


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_after_so_many_tries_a_guesser_waits_until_the_first_one_no_longer_counts() -> None:
    clock = Clock()
    brake = Brake(tries=limits.SIGN_IN_TRIES, clock=clock)
    for _ in range(limits.SIGN_IN_TRIES):
        assert brake.wait_ms("login:anna") == 0
        brake.tried("login:anna")
        clock.now += 1
    window = limits.SIGN_IN_WINDOW_SECONDS
    assert brake.wait_ms("login:anna") == (window - limits.SIGN_IN_TRIES) * 1000
    assert brake.wait_ms("login:boris") == 0
    clock.now += window - limits.SIGN_IN_TRIES - 0.0001
    assert brake.wait_ms("login:anna") == 1
    clock.now += 0.001
    assert brake.wait_ms("login:anna") == 0
    brake.tried("login:anna")
    assert brake.wait_ms("login:anna") > 0


def test_a_right_password_forgives_the_login_all_and_the_address_only_itself() -> None:
    brake = Brake(tries=limits.SIGN_IN_TRIES, clock=Clock())
    for _ in range(limits.SIGN_IN_TRIES):
        brake.tried("login:anna")
        brake.tried("address:shared")
    brake.forget("login:anna")
    brake.forgive("address:shared")
    assert (brake.wait_ms("login:anna"), brake.wait_ms("address:shared")) == (0, 0)
    brake.tried("address:shared")
    assert brake.wait_ms("address:shared") > 0


@given(st.lists(st.tuples(st.floats(0, 400), st.booleans()), max_size=80))
def test_no_window_ever_holds_more_tries_than_allowed(steps: list[tuple[float, bool]]) -> None:
    clock = Clock()
    brake = Brake(tries=limits.SIGN_IN_TRIES, clock=clock)
    let_through: list[float] = []
    for pause, tries in steps:
        clock.now += pause
        if tries and not brake.wait_ms("login:anna"):
            brake.tried("login:anna")
            let_through.append(clock.now)
    for at in let_through:
        inside = [one for one in let_through if at <= one < at + limits.SIGN_IN_WINDOW_SECONDS]
        assert len(inside) <= limits.SIGN_IN_TRIES


def test_what_is_remembered_of_guessers_is_bounded() -> None:
    brake = Brake(tries=limits.SIGN_IN_TRIES, clock=Clock())
    for number in range(REMEMBERED_GUESSERS + 100):
        for _ in range(limits.SIGN_IN_TRIES if number < 100 else 1):
            brake.tried(f"login:{number}")
    assert brake.wait_ms("login:0") == 0
