"""What the console keeps on this machine: an encrypted file per account, and the knowledge base.

One writer thread owns each file; nothing here blocks the loop. `LocalDesk.enqueue` returns after
its commit is on disk (WAL, `synchronous=FULL`), drafts follow the keyboard within a second, all
else is written in order behind it.
"""
