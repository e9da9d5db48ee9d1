"""The first look round: short callouts over the real desk, gone as soon as work calls."""
