"""The figures of answered commands, as whoever watches the node reads them."""

from prometheus_client import CollectorRegistry, generate_latest

from server_stub.answered import Answered


def test_commands_are_told_by_verb_and_outcome_and_delays_by_how_long_they_were() -> None:
    registry, answered = CollectorRegistry(), Answered()
    registry.register(answered)
    answered.count("send", "done")
    answered.count("send", "done")
    answered.count("close", "stale_view")
    for seconds in (0.0005, 0.001, 0.004, 9.0):
        answered.committed(seconds)
    told = generate_latest(registry).decode().splitlines()
    assert 'pult_commands_total{outcome="done",verb="send"} 2.0' in told
    assert 'pult_commands_total{outcome="stale_view",verb="close"} 1.0' in told
    assert 'pult_acknowledged_seconds_bucket{le="0.001"} 2.0' in told
    assert 'pult_acknowledged_seconds_bucket{le="0.005"} 3.0' in told
    assert 'pult_acknowledged_seconds_bucket{le="+Inf"} 4.0' in told
    assert "pult_acknowledged_seconds_count 4.0" in told
    assert "pult_acknowledged_seconds_sum 9.0055" in told
