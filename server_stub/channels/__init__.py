"""Owns the ways a subscriber reaches the server; every one of them enters through `port`."""
