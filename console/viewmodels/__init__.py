"""The console's state as Qt models: projections of `console.core` that decide nothing."""
