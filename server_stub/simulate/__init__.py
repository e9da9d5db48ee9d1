"""The routing domain on a virtual clock: waits, staffing, policies against each other.

A *trial* (`trial`) is one policy on the requests of one seed with one plan of shifts; it is pure,
runs in any process, and the same trial always ends the same. A *study* (`study`) is the trials
that one command asks for: searches for the staffing of a wait, comparisons on paired seeds, a grid
of cases. Its coroutines wait for trials that a pool of processes runs; nothing depends on which
process ran which trial, or on how many there are.

Nothing here touches a store, a socket or the real time, but for measuring what a decision costs.
"""
