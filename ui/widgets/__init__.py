"""Small controls every page is built of; they show what they are given and decide nothing."""
