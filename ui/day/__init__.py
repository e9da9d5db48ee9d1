"""My day: what I have done, as figures and small plots."""
