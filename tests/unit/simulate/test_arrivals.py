"""The shape of a week, a file's or our own, and moments drawn from it; bad files are refused."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.simulate.arrivals import DAY_S, Shape, moments, own_shape, read_shape
from server_stub.simulate.errors import ArrivalsRefused, Reason
from tests.support.real_data import TestData

_WEEK = [f"2024-01-0{day}" for day in range(1, 8)]
"""A Monday and the days after it."""


def _file(tmp_path: Path, rows: list[str], *, head: str = "date,start,calls,Day") -> Path:
    path = tmp_path / "arrivals.csv"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return path


def test_a_file_says_the_mean_of_each_day_of_the_week(tmp_path: Path) -> None:
    rows = [f"{day},{start},2.0,any" for day in _WEEK for start in ("00:00", "12:00")]
    path = _file(tmp_path, [*rows, "2024-01-08,00:00,6.0,any", "2024-01-08,12:00,2.0,any"])
    shape = read_shape(path)
    assert shape.bin_s == DAY_S // 2
    assert shape.week == (4.0, 2.0) + (2.0,) * 12


def test_a_shape_is_scaled_so_that_a_mean_day_is_a_thirtieth_of_a_month() -> None:
    for shape in (own_shape(), Shape(bin_s=DAY_S, week=(0, 1, 2, 3, 4, 5, 6))):
        rates = shape.rates(3_500_000)
        assert sum(rates) * shape.bin_s / 7 == pytest.approx(3_500_000 / 30)


def test_our_own_shape_is_a_week_of_six_minutes_without_jumps() -> None:
    shape = own_shape()
    assert shape.bin_s == 360
    assert len(shape.week) == 7 * 240
    day = shape.week[:240]
    assert max(abs(one - other) for one, other in pairwise(day)) < max(day) / 20


@given(st.integers(1, 20), st.integers(0, 5))
def test_moments_are_in_order_within_their_days_and_of_their_seed(days: int, seed: int) -> None:
    rates = tuple(0.0 if place % 3 == 0 else 0.002 for place in range(84))
    found = moments(rates, 7_200, days=days, seed=seed)
    assert found == sorted(found)
    assert all(0 <= one < days * DAY_S for one in found)
    assert all(int(one // 7_200) % 3 for one in found)
    assert found == moments(rates, 7_200, days=days, seed=seed)
    assert found != moments(rates, 7_200, days=days, seed=seed + 1)


def test_as_many_come_as_the_rates_say() -> None:
    rates = own_shape().rates(600_000)
    found = moments(rates, 360, days=14, seed=3)
    wanted = 600_000 / 30 * 14
    # Poisson: four standard deviations.
    assert abs(len(found) - wanted) < 4 * wanted**0.5
    mornings = sum(one % DAY_S < DAY_S / 2 for one in found)
    share = sum(own_shape().week[:120]) / sum(own_shape().week[:240])
    assert mornings / len(found) == pytest.approx(share, abs=0.005)


def test_the_shape_of_a_real_centre_is_read(test_data: TestData) -> None:
    shape = read_shape(test_data("arrivals/technion_anonymous_bank_1999_6min.csv"))
    assert shape.bin_s == 360
    rates = shape.rates(3_500_000)
    # As its README reckons the mean peak hour of the busiest day.
    hours = [sum(rates[hour * 10 : hour * 10 + 10]) / 10 for hour in range(7 * 24)]
    assert max(hours) == pytest.approx(3.9, abs=0.1)


@pytest.mark.parametrize(
    ("rows", "reason", "line"),
    [
        ([], Reason.EMPTY, 0),
        (["2024-01-32,00:00,1"], Reason.BAD_DATE, 2),
        (["2024-01-01,24:00,1"], Reason.BAD_TIME, 2),
        (["2024-01-01,noon,1"], Reason.BAD_TIME, 2),
        (["2024-01-01,00:00,many"], Reason.NOT_A_NUMBER, 2),
        (["2024-01-01,00:00,-1"], Reason.NOT_A_NUMBER, 2),
        (["2024-01-01,00:00,nan"], Reason.NOT_A_NUMBER, 2),
        (["2024-01-01,00:00"], Reason.NOT_A_NUMBER, 2),
        (["2024-01-01,00:00,1"], Reason.NO_WEEKDAY, 0),
        ([f"{day},00:00,0" for day in _WEEK], Reason.EMPTY, 0),
        ([f"{day},{at},1" for day in _WEEK for at in ("00:00", "00:07")], Reason.UNEVEN, 0),
        ([f"{day},{at},1" for day in _WEEK for at in ("00:00", "01:00", "01:30", "02:15")],
         Reason.UNEVEN, 0),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, rows: list[str], reason: Reason, line: int
) -> None:
    with pytest.raises(ArrivalsRefused) as refused:
        read_shape(_file(tmp_path, rows))
    assert refused.value.reason is reason
    assert refused.value.data["line"] == line


def test_what_is_no_such_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArrivalsRefused) as refused:
        read_shape(tmp_path / "none.csv")
    assert refused.value.reason is Reason.UNREADABLE
    with pytest.raises(ArrivalsRefused) as refused:
        read_shape(_file(tmp_path, ["2024-01-01,1"], head="date,calls"))
    assert refused.value.reason is Reason.NO_COLUMN
    assert refused.value.data["column"] == "start"
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ArrivalsRefused) as refused:
        read_shape(tmp_path / "bytes.csv")
    assert refused.value.reason is Reason.UNREADABLE
