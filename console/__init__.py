"""The agent's console without a widget in it: state, link, local store, view-models."""
