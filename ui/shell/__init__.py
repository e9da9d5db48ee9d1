"""The windows themselves: sign-in, the agent's desk, and what surrounds a conversation."""
