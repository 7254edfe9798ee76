"""What can go wrong before anything is served; each message is for the person at the terminal."""


class EmbeddedError(Exception):
    """Something that the person at the terminal can act upon."""


class ServerFailed(EmbeddedError):
    """A server did not come up; the message ends with the last lines of its log."""


class AlreadyRunning(EmbeddedError):
    """Another run uses this instance folder."""


class PortTaken(EmbeddedError):
    """Another program listens where the product should."""
