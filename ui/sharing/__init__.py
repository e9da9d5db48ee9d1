"""Colleagues in a conversation: whom it is passed on to, and who is brought into it as a guest."""
