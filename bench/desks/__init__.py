"""The lists of the back office, with a thousand rows and with a million."""
