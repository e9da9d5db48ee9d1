"""Subscribers and what they have, behind `port.py`; the embedded directory of the demo operator.

`embedded.py` answers the port from our own tables; `repository.py`, `search.py` and `profile.py`
read and write them on a given connection and never commit; `generate.py` invents the subscribers.
"""
