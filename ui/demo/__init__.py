"""A demo of the console on invented traffic: starts a server, and can work the windows by itself.

`run.py` starts the server's process (`server_process.py`) and the console beside it. Without a
screen `automatic_agent.py` does an agent's work with real keys on the real widgets, `pictures.py`
saves what it looks like, and the server proves at the end that nothing was lost.
"""
