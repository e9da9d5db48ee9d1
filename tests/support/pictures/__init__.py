"""Every page and state of the console as pictures to look at, with a sheet for each of them."""
