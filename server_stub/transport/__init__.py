"""Websockets: listeners, sessions of desks and of subscribers, and who is told what.

A connection has one reader, one writer and one bounded queue between them (`connection.py`). A
session (`desk_session.py`, `visit_session.py`) decodes commands, hands them to lanes and reading
threads, and keeps which revision of each conversation it has told its client. The hub (`hub.py`)
brings wake-ups to sessions and, every second, compares their counters with the store's.
Started by `listener.py`; stopped by ending the listener, telling everyone `bye`, closing with 1012.
"""
