"""What every part of a desk stands on: what happens, what can be done, and the words for it."""
