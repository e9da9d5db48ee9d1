"""The truth: SQLAlchemy tables, the lanes that write them in groups, the reads, the migrations.

Repositories take a connection, never commit and know no transport. Everything that writes goes
through a lane (`lane.py`); everything that a screen reads goes through `reading.py` on connections
of its own. SQLite and PostgreSQL run the same code; what differs is in `engine.py`.
"""
