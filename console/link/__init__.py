"""The console's link to the server: one websocket at a time, kept up all session long.

`DeskLink.run()` connects, signs in, brings the store up to date and sends what is entered, over and
over; a break of any kind ends one round and starts the next. It stops by being cancelled.
"""
