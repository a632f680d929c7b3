"""What people do with daily notes, observations, photographs and reports: one function each."""


class Refused(Exception):
    """A rule says no; nothing was changed.

    `errors` maps the name of a form field ("" for the whole form) to plain words that say what is
    wrong and what to do, in the language that was active.
    """

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("; ".join(words for each in errors.values() for words in each))
        self.errors = errors


__all__ = ["Refused"]
