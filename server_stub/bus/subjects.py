"""The names under which nodes speak to each other on a broker; built here and nowhere else."""


def wakes(store: str) -> str:
    """Where the nodes of a store, known by its epoch, tell each other their wake-ups."""
    return f"pult.{store}.wakes"
