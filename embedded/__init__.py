"""PostgreSQL, Valkey and the processes of the product on one machine, for development and tests.

Production never imports this package: there the services are given by ``DATABASE_URL`` and
``REDIS_URL``, and the processes by the ``Procfile``. It knows nothing of ``capitune`` either; it
starts the same commands as production does.
"""

from embedded.stores import Stores, services

__all__ = ["Stores", "services"]
