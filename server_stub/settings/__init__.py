"""The configuration as a file that people write: TOML to and from the store."""
