"""Files of messages: announced over a websocket, brought and fetched over HTTP, kept by content.

A file is announced, arrives piece by piece, is looked into when its last byte is there, and then
waits for a message to name it. Rows are the store's; contents lie behind `port.py`.
"""
