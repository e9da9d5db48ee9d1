"""The HTTP side: files of messages on their way, health and metrics."""
