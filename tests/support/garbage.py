"""How often Python looks for garbage while tests run, loaded as a pytest plugin.

Nearly all that is alive was there before the first test: looking through it again and again was a sixth
of the work. What a test leaves unclosed is still found, and fails the run.
"""

import gc


def pytest_configure() -> None:
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
