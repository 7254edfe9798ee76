"""The mailer of the product, watched."""

from capitune.core.mail import MailUnavailable, Message, SendGridMailer


class NotingMailer(SendGridMailer):
    """The product's own, which notes how each try ended: on a machine that is busy, a good answer may come
    too late.
    """

    def __init__(self, url: str, patience: float) -> None:
        super().__init__("key", url, "CAPITUNE <x@capitune.example>", patience)
        self.took, self.may_have_taken = set[str](), set[str]()

    def send(self, message: Message, key: str) -> None:
        """As it does, noted."""
        try:
            super().send(message, key)
        except MailUnavailable as error:
            if error.maybe_sent:
                self.may_have_taken.add(key)
            raise
        self.took.add(key)
