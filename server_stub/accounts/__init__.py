"""People who sign in: passwords, sessions, and the commands that manage them."""
