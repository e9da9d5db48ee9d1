"""Wake-ups between the parts of the server, and between nodes: «look at X», never the truth itself.

A wake-up may be lost, repeated or come late. Whoever is told compares the counter it carries with
what he has, and reads the database if he is behind. Publish after the commit, never before.
"""
