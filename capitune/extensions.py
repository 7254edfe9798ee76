"""Extension objects, unbound. Imports nothing of ours."""

from typing import Any

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_socketio import SocketIO
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Connection, Engine, MetaData
from sqlalchemy.orm import DeclarativeBase

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all stored records."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


class RoutingSession(Session):
    """Reads outside a unit of work run in AUTOCOMMIT, on the same pool.

    A ROLLBACK at the end of each read makes psycopg forget its prepared statements and PostgreSQL plan
    every query again; AUTOCOMMIT keeps both (measured: a sixth of the server's CPU).
    """

    # Held by hot reads outside a unit of work: a transaction of the session costs as much as the read.
    _held: Connection | None = None

    def for_reads(self) -> Connection:
        """The connection of hot reads: in AUTOCOMMIT, or that of the transaction under way."""
        if self.info.get("writing") or self.in_transaction():
            return self.connection()
        if self._held is None or self._held.invalidated:
            bind = self.get_bind()
            if not isinstance(bind, Engine):
                return self.connection()
            self._held = bind.connect()
        return self._held

    def let_go(self) -> None:
        """Give the connection of hot reads back: nobody holds two."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def close(self) -> None:
        """End the session, and give back what it holds."""
        self.let_go()
        super().close()

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        """The engine for this statement: the reading one unless a unit of work is open."""
        self.let_go()
        bind = super().get_bind(*args, **kwargs)
        if self.info.get("writing") or not isinstance(bind, Engine):
            return bind
        return reading(bind)


_reading: dict[int, Engine] = {}


def reading(engine: Engine) -> Engine:
    """The AUTOCOMMIT face of ``engine``; both share one pool."""
    face = _reading.get(id(engine))
    if face is None or face.pool is not engine.pool:
        face = engine.execution_options(isolation_level="AUTOCOMMIT")
        _reading[id(engine)] = face
    return face


db = SQLAlchemy(
    model_class=Base,
    session_options={"class_": RoutingSession, "expire_on_commit": False, "autoflush": False},
)
migrate = Migrate()
babel = Babel()
login_manager = LoginManager()
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address)
socketio = SocketIO()
