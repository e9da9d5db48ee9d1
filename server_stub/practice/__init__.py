"""Owns recorded dialogs: what a tape is, its file, and how foreign recordings become tapes."""
