"""Bodies about contact requests."""

from capitune.api.bodies.base import Body


class NewContactRequest(Body):
    """What a candidate writes. ``acknowledged``: the safety card was read; needed once for each professional."""

    text: str
    acknowledged: bool = False


class Acceptance(Body):
    """Yes. ``offers``: to accompany a dossier too."""

    answer: str = ""
    offers: bool = False


class Declining(Body):
    """No, with a word if one wants."""

    answer: str = ""
