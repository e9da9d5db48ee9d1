"""Scripts that measure what the design promises, each against something run beside it."""
