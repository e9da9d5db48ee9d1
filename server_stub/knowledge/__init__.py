"""Articles and canned replies, each with the number of its last change, for consoles to follow.

`repository.py` works on a given connection and never commits. Numbers are given under the lock of
the counter's row, so they appear in the order of the commits and a reader never misses one.
"""
