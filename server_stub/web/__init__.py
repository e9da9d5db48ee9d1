"""The HTTP side: health and metrics, for the ones who run the server."""
