"""What a reader sends of a course."""

from wtforms import HiddenField

from capitune.core.forms import Form


class LessonForm(Form):
    """A lesson, counted from 1."""

    lesson = HiddenField()

    @property
    def number(self) -> int:
        """The lesson; 0, which none is, for anything that is no number."""
        text = str(self.lesson.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
