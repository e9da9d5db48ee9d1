"""What the console knows and by which rules it changes; no Qt, no I/O, no clock of its own."""
