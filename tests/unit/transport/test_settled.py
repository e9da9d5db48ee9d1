"""How far an index may follow a log whose entries appear out of order."""

from hypothesis import given
from hypothesis import strategies as st

from server_stub.storage.history_words import Horizon
from server_stub.words_follower import Settled

STEPS = st.lists(st.tuples(st.sampled_from(("step", "commit", "look")), st.integers(0, 3)))


class Log:
    """Transactions that begin, take a number for their entry, and commit, in any order."""

    def __init__(self) -> None:
        self.begun = 1
        self.numbers = 0
        self.running: dict[int, tuple[int, int | None]] = {}
        self.committed: set[int] = set()

    def step(self, which: int) -> None:
        if which not in self.running:
            self.running[which] = (self.begun, None)
            self.begun += 1
        elif self.running[which][1] is None:
            self.numbers += 1
            self.running[which] = (self.running[which][0], self.numbers)

    def commit(self, which: int) -> None:
        number = self.running.pop(which, (0, None))[1]
        if number is not None:
            self.committed.add(number)

    def horizon(self) -> Horizon:
        pending = min((begun for begun, _ in self.running.values()), default=self.begun)
        return Horizon(max(self.committed, default=0), self.begun, pending)


@given(STEPS)
def test_no_entry_appears_behind_what_is_settled_and_all_is_settled_in_the_end(
    steps: list[tuple[str, int]],
) -> None:
    log, settled = Log(), Settled()
    for step, which in steps:
        if step == "step":
            log.step(which)
        elif step == "commit":
            log.commit(which)
        else:
            number = settled.take(log.horizon())
            assert all(taken is None or taken > number for _, taken in log.running.values())
    newest = max(log.committed, default=0)
    for which in range(4):
        log.commit(which)
    assert settled.take(log.horizon()) == max(log.committed, default=0) >= newest
