"""The routing server: the database is the truth, every command is acknowledged after its commit."""
