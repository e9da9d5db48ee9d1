"""One conversation on the screen: its transcript and its composer."""
