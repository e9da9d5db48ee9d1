"""The widgets of the console: they show state and pass on what people do; they decide nothing."""
