"""Calling a person who looks elsewhere: sounds, the tray, cards over all windows, the task bar."""
