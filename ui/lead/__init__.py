"""The pages of a lead: the board of his shift, and what he does from it."""
