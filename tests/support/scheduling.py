"""Which worker takes which tests: a file stays whole, and so do the files that share one running product."""

from xdist.scheduler import LoadFileScheduling

# Their product takes a core half a minute to start: one for all of them.
TOGETHER = ("tests/browser/journey/",)


class SharedSetUp(LoadFileScheduling):
    """As ``--dist loadfile``, but folders of ``TOGETHER`` go to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        whole = next((folder for folder in TOGETHER if nodeid.startswith(folder)), None)
        return whole or str(super()._split_scope(nodeid))
