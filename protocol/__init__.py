"""The wire contract that console and server both keep: messages, codes, limits; no I/O, no Qt."""
