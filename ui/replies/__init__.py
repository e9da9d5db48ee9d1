"""The manager of canned replies: one's own, those of groups, those of all."""
