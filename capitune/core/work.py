"""The unit of work: one transaction per act, effects after it. The only file that commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from capitune.extensions import db

log = structlog.get_logger(__name__)

Effect = tuple[Callable[..., None], tuple[Any, ...]]


class NoUnitOfWork(RuntimeError):
    """An effect was asked for outside a unit of work: a GET cannot have effects by accident."""


def _effects() -> list[Effect]:
    effects: list[Effect] | None = db.session().info.get("effects")
    if effects is None:
        raise NoUnitOfWork("no unit of work is open")
    return effects


def is_open() -> bool:
    """True inside a unit of work."""
    return db.session().info.get("effects") is not None


def after_commit(act: Callable[..., None], *args: Any) -> None:
    """Run ``act(*args)`` once the current unit of work is durable; never if it is rolled back.

    Raises ``NoUnitOfWork`` outside one. An effect that fails is logged: it must have been a hint
    (the outbox row is what counts).
    """
    _effects().append((act, args))


def release() -> None:
    """Give the connection of the reads back, because something slow follows. Nothing inside a unit."""
    if not is_open():
        session: Any = db.session()
        session.let_go()
        session.commit()


@contextmanager
def unit_of_work() -> Iterator[None]:
    """One transaction. Commits at the end, rolls back on any exception, then runs the effects.

    An error marked ``keep`` commits what was written and is raised all the same. Opening one unit of
    work inside another joins it: the outermost decides.
    """
    session = db.session()
    if is_open():
        yield
        return
    # What was read so far came through the AUTOCOMMIT face: give that connection back first, so
    # that one request never holds two.
    session.commit()
    session.info["writing"] = True
    effects: list[Effect] = []
    session.info["effects"] = effects
    try:
        yield
        session.commit()
    except BaseException as error:
        if not getattr(error, "keep", False):
            session.rollback()
            effects.clear()
            raise
        session.commit()
        _close(session.info)
        _leave(effects)
        raise
    finally:
        _close(session.info)
    _leave(effects)


def _close(info: dict[Any, Any]) -> None:
    info.pop("writing", None)
    info.pop("effects", None)


def _leave(effects: list[Effect]) -> None:
    for act, args in effects:
        _run(act, args)


def _run(act: Callable[..., None], args: tuple[Any, ...]) -> None:
    try:
        act(*args)
    except Exception:
        # The work is durable already; the sweep repeats what this hint would have started.
        log.exception("effect_failed", effect=getattr(act, "__qualname__", repr(act)))


@contextmanager
def savepoint() -> Iterator[None]:
    """A part of the work that may fail alone: its rows and its effects go, the rest stays.

    An error marked ``keep`` keeps this part too.
    """
    effects = _effects()
    mark = len(effects)
    nested = db.session.begin_nested()
    try:
        yield
        nested.commit()
    except BaseException as error:
        if getattr(error, "keep", False):
            nested.commit()
        else:
            nested.rollback()
            del effects[mark:]
        raise
