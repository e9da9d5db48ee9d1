"""Pure rules: what a command does to a conversation, who may ask for it, who gets what waits.

Nothing here reads a database, a clock or a socket. `decisions.decide` takes a conversation and a
command and says what changes; `routing.plan` takes what waits and who is free and says who gets
what; `permissions.authorize` says who may ask. Refusals are `DomainError`s with a code.
"""
