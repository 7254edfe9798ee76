"""Acts that begin at the same moment, on connections of their own."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from capitune.core.db import db
from capitune.core.errors import DomainError
from capitune.core.work import unit_of_work


def at_once(app: Flask, *acts: Callable[[], Any]) -> list[Any]:
    """What each act gave: a value, or the refusal."""
    gate = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        with app.app_context():
            gate.wait(10)
            try:
                with unit_of_work():
                    results[place] = act()
            except DomainError as refusal:
                results[place] = refusal
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    db.session.expire_all()
    return results


def told_at_once(app: Flask, acts: Iterable[Callable[[], Any]]) -> list[Any]:
    """The same, with the code of each refusal in its place."""
    results = at_once(app, *acts)
    return [one.code if isinstance(one, DomainError) else one for one in results]


def refusals(results: Iterable[Any]) -> list[str]:
    """The codes of those that were refused, in order."""
    return sorted(one.code for one in results if isinstance(one, DomainError))
