import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

MOST_QUESTIONS = 3
FEWEST_OPTIONS, MOST_OPTIONS = 3, 5
LEAST_DAYS, MOST_DAYS = 7, 35  # so that every family comes by; and questions get old
TITLE_LIMIT, QUESTION_LIMIT, OPTION_LIMIT = 80, 160, 60
# What stands beside an answer, so that nobody has to read it to find it again.
FACES = {
    3: ("smile", "meh", "frown"),
    4: ("laugh", "smile", "meh", "frown"),
    5: ("laugh", "smile", "meh", "frown", "cloud-rain"),
}
SHAPES = ("circle", "square", "triangle", "diamond", "star")


class Signs(models.TextChoices):
    """Which signs the answers of a question have."""

    FACES = "faces", _("Faces, from glad to sad")
    SHAPES = "shapes", _("Shapes, where no answer is better than another")


@dataclass(frozen=True)
class PulseOption:
    """One answer that can be tapped; `told` once it is counted, and None where that is not told."""

    number: int  # the first is 1
    words: str
    sign: str
    told: int | None = None


@dataclass(frozen=True)
class PulseQuestion:
    """One question of a pulse with what can be tapped."""

    number: int
    words: str
    signs: str
    options: list[PulseOption]

    @property
    def tells_nothing(self) -> bool:
        """No number can be told, or none is told yet."""
        return all(option.told is None for option in self.options)


class Pulse(models.Model):
    """One to three questions that families answer with a tap, without their name.

    Written by who leads, read once more and opened; from then on it stays as it is. Nobody's
    answer is a row: they are counted inside the sealed box (`feedback.sealed_box.Tally`), and only
    numbers that give nobody away ever come out of it (`result`). The database refuses a result with
    any number under five in it (migration 0005, `pulse_tells_no_small_number`).

    `questions`: for each its `words`, `signs` and `options`. `result`: the `total`, or none, and
    for each question its `counts`, none where it is not told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    setting = models.ForeignKey("families.Setting", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=TITLE_LIMIT)
    questions = models.JSONField()
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day
    version = models.PositiveSmallIntegerField(default=1)  # which one was read before opening it
    is_opened = models.BooleanField(default=False)
    counted_on = models.DateField(null=True)  # the day for which the box was emptied
    result = models.JSONField(null=True)

    class Meta:
        constraints = [
            # One at a time: two that are counted together could be laid side by side.
            models.UniqueConstraint(
                fields=["setting"],
                condition=Q(is_opened=True, counted_on=None),
                name="one_pulse_at_a_time",
            ),
            models.CheckConstraint(
                name="pulse_is_open_for_days",
                condition=Q(
                    closes_on__gte=F("opens_on") + timedelta(days=LEAST_DAYS - 1),
                    closes_on__lte=F("opens_on") + timedelta(days=MOST_DAYS - 1),
                ),
            ),
            models.CheckConstraint(
                name="pulse_is_counted_after_its_end",
                condition=Q(counted_on=None, result__isnull=True)
                | Q(is_opened=True, counted_on__gt=F("closes_on"), result__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"pulse {self.pk}"

    @property
    def shape(self) -> list[int]:
        """How many answers each question offers."""
        return [len(each["options"]) for each in self.questions]

    @property
    def asked(self) -> list[PulseQuestion]:
        """The questions with their answers, signs, and numbers as far as they are told."""
        told = self.result["counts"] if self.result else [[None] * size for size in self.shape]
        return [
            PulseQuestion(
                number=number,
                words=each["words"],
                signs=each["signs"],
                options=[
                    PulseOption(place, words, sign, count)
                    for place, (words, sign, count) in enumerate(
                        zip(each["options"], _signs_of(each), told[number - 1], strict=True), 1
                    )
                ],
            )
            for number, each in enumerate(self.questions, start=1)
        ]

    @property
    def total(self) -> int | None:
        """How many answered, or None: not counted yet, or too few to tell."""
        return self.result["total"] if self.result else None


def last_day(opens_on: date, *, days: int) -> date:
    """The last of so many days."""
    return opens_on + timedelta(days=days - 1)


def _signs_of(question: dict[str, Any]) -> tuple[str, ...]:
    how_many = len(question["options"])
    return FACES[how_many] if question["signs"] == Signs.FACES else SHAPES[:how_many]
