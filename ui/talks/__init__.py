"""Choosing colleagues to talk to: who there is, who is there, one or several."""
