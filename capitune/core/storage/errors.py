"""The ways in which a store can fail."""


class StorageError(Exception):
    """Base of the storage's failures; never raised itself."""


class StorageMissing(StorageError):
    """Nothing is kept under this key, or no upload is under way under this id."""


class StorageUnavailable(StorageError):
    """The store cannot be reached, is full, or answered nonsense; trying again later may work."""


class PartsRefused(StorageError):
    """The parts do not make the whole. ``code`` is stable; ``numbers`` name the parts that are wrong."""

    def __init__(self, code: str, *numbers: int) -> None:
        super().__init__(code)
        self.code = code
        self.numbers = numbers
