"""One line of the routine card in the nursery's column."""

from typing import Any

from ..models.questions import Question
from .fields import EditForm, WordsField


class NurseryLineForm(EditForm):
    """What we do at nursery."""

    edits = ("words",)
    words = WordsField(max_length=600, rows=5, required=False)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = question.title
        self.fields["words"].help_text = question.hint
