"""The entry of the server and of the ``flask`` command."""

# Before any other import: what is imported unpatched blocks every connection of the process.
from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402
import os  # noqa: E402

# What is imported lasts for the life of the process: looking for garbage among it finds none and
# costs a quarter of the start.
gc.disable()

import config  # noqa: E402
from capitune.app import create_app  # noqa: E402
from capitune.cli import register  # noqa: E402

app = create_app(config.load(os.environ))
register(app)

gc.enable()
