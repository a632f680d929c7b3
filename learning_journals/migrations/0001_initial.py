import datetime
import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import learning_journals.models.search
from families.tables import CreateTables

# Words as they are looked for: without accents and vowel marks, capitals, and the few letters that
# people write in two ways. The database's own `unaccent` is an extension that a managed database
# may not have, may be changed by whoever runs it, and knows no Arabic. Before the tables, because
# columns are made of it.
PLAIN_WORDS = r"""
CREATE FUNCTION footbridge_plain(said text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT replace(replace(replace(translate(
        lower(regexp_replace(normalize(said, NFKD),
            '[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]',
            '', 'g')),
        'łøđħıþðىةیےکہە', 'lodhitdيهييكهه'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
$$;
CREATE FUNCTION footbridge_words(said text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT to_tsvector('pg_catalog.simple'::regconfig,
        regexp_replace(public.footbridge_plain(said), '[[:punct:]،؛؟«»„“”‘’…]+', ' ', 'g'))
$$;
"""
NO_PLAIN_WORDS = """
DROP FUNCTION footbridge_words(text);
DROP FUNCTION footbridge_plain(text);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("families", "0003_held_by_the_database"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    # An old migration stands in one list only: a run that stops after this file goes on with the next.
    replaces = [
        ("learning_journals", "0002_row_security"),
        ("learning_journals", "0003_ends_of_sleep_and_open_pages"),
        ("learning_journals", "0004_report_rounds_and_problems"),
        ("learning_journals", "0005_photos_once_and_taken_out"),
        ("learning_journals", "0006_readers_know_the_term_of_a_report"),
        ("learning_journals", "0007_reports_know_whose_words"),
        ("learning_journals", "0008_the_worker_knows_which_files_belong_to_a_photo"),
        ("learning_journals", "0011_when_a_run_was_tried_again"),
        ("learning_journals", "0012_what_the_code_takes_for_granted"),
        ("learning_journals", "0014_photos_ask_for_permission"),
        ("learning_journals", "0015_accidents_and_medicine"),
        ("learning_journals", "0016_answers_books_and_search"),
        ("learning_journals", "0017_packs_next_steps_and_at_home"),
        ("learning_journals", "0018_the_day_round_the_child"),
    ]

    operations = [
        migrations.RunSQL(PLAIN_WORDS, NO_PLAIN_WORDS),
        CreateTables(
            [
                # --- models/answers.py
                migrations.CreateModel(
                    name="EntryAnswer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "observation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="learning_journals.observation",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cheer", "A cheer"),
                                    ("see_too", "We see this too"),
                                    ("tried", "We tried it"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("loved", "Loved it"),
                                    ("so_so", "So-so"),
                                    ("not_for_us", "Not for us"),
                                ],
                                max_length=10,
                                verbose_name="how was it?",
                            ),
                        ),
                        (
                            "words",
                            models.TextField(
                                blank=True, max_length=300, verbose_name="a few words"
                            ),
                        ),
                        ("language", models.CharField(default="en-gb", max_length=10)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("observation", "child", "family", "author", "kind"),
                                name="one_answer_of_a_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "tried"), models.Q(("result", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("kind", "tried"), _negated=True),
                                        ("result", ""),
                                        ("words", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="only_what_was_tried_has_a_result",
                            ),
                        ],
                    },
                ),
                # --- models/at_home.py
                migrations.CreateModel(
                    name="ShareCard",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("song", "Song"),
                                    ("recipe", "Recipe"),
                                    ("book", "Book"),
                                    ("game", "Game"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="title")),
                        (
                            "words",
                            models.TextField(
                                max_length=3000, verbose_name="the words, or how it goes"
                            ),
                        ),
                        (
                            "needs",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="what you need"
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="minutes"
                            ),
                        ),
                        ("language", models.CharField(default="en-gb", max_length=10)),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("put_away_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["title", "id"],
                        "indexes": [
                            models.Index(fields=["setting", "kind"], name="card_setting_kind")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minutes__isnull", True),
                                    models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                                    _connector="OR",
                                ),
                                name="card_takes_up_to_a_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CardGift",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="gifts",
                                to="learning_journals.sharecard",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.room",
                            ),
                        ),
                        (
                            "words",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="a line with it"
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "given_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                    ],
                    options={
                        "ordering": ["-given_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("child__isnull", False), ("room__isnull", True)),
                                    models.Q(("child__isnull", True), ("room__isnull", False)),
                                    _connector="OR",
                                ),
                                name="card_is_given_to_a_child_or_a_room",
                            ),
                            models.UniqueConstraint(
                                fields=("card", "child"), name="card_once_to_a_child"
                            ),
                            models.UniqueConstraint(
                                fields=("card", "room"), name="card_once_to_a_room"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoomWeek",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="weeks",
                                to="families.room",
                            ),
                        ),
                        ("monday", models.DateField()),
                        (
                            "explores",
                            models.TextField(max_length=1000, verbose_name="what we explore"),
                        ),
                        (
                            "song",
                            models.TextField(blank=True, max_length=1000, verbose_name="a song"),
                        ),
                        (
                            "bring",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="what to bring"
                            ),
                        ),
                        (
                            "question",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="a question to parents"
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="learning_journals.sharecard",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["-monday"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("room", "monday"), name="one_page_a_room_and_week"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("monday__week_day", 2)),
                                name="room_week_begins_on_monday",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WeekAnswer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "week",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="learning_journals.roomweek",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("words", models.TextField(max_length=1000, verbose_name="your answer")),
                        ("language", models.CharField(default="en-gb", max_length=10)),
                        (
                            "at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "used_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("used_at__isnull", True), ("used_by__isnull", True)),
                                    models.Q(
                                        ("used_at__isnull", False), ("used_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_is_used_by_somebody",
                            )
                        ],
                    },
                ),
                # --- models/books.py
                migrations.CreateModel(
                    name="JournalBook",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="+",
                                to="families.parentcarer",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("day", models.DateField()),
                        (
                            "month",
                            models.DateField(blank=True, null=True, verbose_name="which month"),
                        ),
                        (
                            "photos_show",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "photos_beside",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("queued", "Being made"),
                                    ("ready", "Ready"),
                                    ("failed", "Could not be made"),
                                    ("removed", "Removed again"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=120)),
                        ("pages", models.PositiveIntegerField(default=0)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["asked_by", "-asked_at"], name="journal_book_asked"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("asked_by", "child", "link", "day", "month"),
                                name="one_book_of_a_month_a_day",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "ready"), _negated=True),
                                    models.Q(("file_name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ready_book_has_a_file",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("month__isnull", True), ("month__day", 1), _connector="OR"
                                ),
                                name="month_of_a_book_is_its_first_day",
                            ),
                        ],
                    },
                ),
                # --- models/daily.py
                migrations.CreateModel(
                    name="CareEntry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="care_entries",
                                to="families.child",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("breakfast", "Breakfast"),
                                    ("snack", "Snack"),
                                    ("lunch", "Lunch"),
                                    ("tea", "Tea"),
                                    ("drink", "Drink"),
                                    ("bottle", "Bottle"),
                                    ("sleep", "Sleep"),
                                    ("nappy", "Nappy or toilet"),
                                    ("mood", "Mood"),
                                    ("activity", "Activity"),
                                    ("temperature", "Temperature"),
                                    ("sun_cream", "Sun cream"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="time"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="until"),
                        ),
                        ("answer", models.CharField(blank=True, max_length=12)),
                        (
                            "millilitres",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(1000)],
                                verbose_name="ml",
                            ),
                        ),
                        (
                            "degrees",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=3,
                                null=True,
                                verbose_name="°C",
                            ),
                        ),
                        ("parent_called_at", models.TimeField(blank=True, null=True)),
                        (
                            "words",
                            models.CharField(blank=True, max_length=500, verbose_name="words"),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="learning_journals.offer",
                            ),
                        ),
                        (
                            "logged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("logged_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("batch", models.UUIDField()),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        ("end_batch", models.UUIDField(blank=True, null=True)),
                        (
                            "end_logged_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("end_logged_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "care entries",
                        "indexes": [
                            models.Index(fields=["child", "-at", "-id"], name="care_child_at"),
                            models.Index(fields=["setting", "batch"], name="care_setting_batch"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "child"), name="care_once_per_batch_and_child"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    ("ended_at__gte", models.F("at")),
                                    _connector="OR",
                                ),
                                name="care_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("degrees__gte", Decimal("34.0")),
                                        ("degrees__lte", Decimal("42.5")),
                                        ("kind", "temperature"),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "temperature"), _negated=True),
                                        ("degrees__isnull", True),
                                        ("parent_called_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="care_temperature_is_a_childs",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    ("kind", "sleep"),
                                    ("undone_at__isnull", True),
                                ),
                                fields=("child",),
                                name="one_open_sleep_per_child",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DailyNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="daily_notes",
                                to="families.child",
                            ),
                        ),
                        ("day", models.DateField()),
                        (
                            "words",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="a real moment of the day"
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ready_at", models.DateTimeField(blank=True, null=True)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("ready_at__isnull", False), ("released_at__isnull", True)
                                ),
                                fields=["day"],
                                name="daily_note_waits",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("child", "day"), name="one_daily_note_per_child_and_day"
                            )
                        ],
                    },
                ),
                # --- models/from_home.py
                migrations.CreateModel(
                    name="MorningNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="day")),
                        (
                            "slept",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("well", "Slept well"),
                                    ("broken", "Awake in the night"),
                                    ("little", "Slept little"),
                                ],
                                max_length=8,
                                verbose_name="last night",
                            ),
                        ),
                        (
                            "breakfast",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("all", "Had breakfast"),
                                    ("some", "Ate a little"),
                                    ("none", "No breakfast yet"),
                                ],
                                max_length=8,
                                verbose_name="breakfast",
                            ),
                        ),
                        (
                            "mood",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("settled", "Settled"),
                                    ("joyful", "Joyful"),
                                    ("quiet", "Quiet"),
                                    ("tired", "Tired"),
                                    ("unsettled", "Unsettled"),
                                    ("upset", "Upset"),
                                ],
                                max_length=12,
                                verbose_name="mood",
                            ),
                        ),
                        (
                            "medicine",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="medicine given at home"
                            ),
                        ),
                        (
                            "medicine_at",
                            models.TimeField(blank=True, null=True, verbose_name="when"),
                        ),
                        (
                            "words",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="anything we should know"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "day"], name="morning_note_child_day")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("child", "family", "day"),
                                name="one_morning_note_per_home_and_day",
                            ),
                            models.UniqueConstraint(
                                fields=("child", "family", "day", "version"),
                                name="morning_note_version_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("breakfast", ""),
                                    ("medicine", ""),
                                    ("mood", ""),
                                    ("slept", ""),
                                    ("words", ""),
                                    _negated=True,
                                ),
                                name="a_morning_note_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("medicine", ""), ("medicine_at__isnull", True)),
                                    models.Q(
                                        models.Q(("medicine", ""), _negated=True),
                                        ("medicine_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="medicine_at_home_has_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MorningNoteReading",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="learning_journals.morningnote",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("note", "by"), name="a_morning_note_is_read_once_by_each"
                            )
                        ],
                    },
                ),
                # --- models/medicines.py
                migrations.CreateModel(
                    name="MedicinePermission",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="medicines",
                                to="families.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_by_name", models.CharField(max_length=120)),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("medicine", models.CharField(max_length=80, verbose_name="medicine")),
                        ("dose", models.CharField(max_length=60, verbose_name="dose")),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("liquid", "Liquid"),
                                    ("tablet", "Tablet"),
                                    ("drops", "Drops"),
                                    ("inhaler", "Inhaler"),
                                    ("cream", "Cream or gel"),
                                    ("injector", "Pen for an emergency"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="what it is for")),
                        (
                            "times",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TimeField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "when_needed",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="when it is needed"
                            ),
                        ),
                        (
                            "hours_between",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(24),
                                ]
                            ),
                        ),
                        (
                            "storage",
                            models.CharField(max_length=120, verbose_name="where it is kept"),
                        ),
                        ("started_on", models.DateField(verbose_name="from")),
                        ("ended_on", models.DateField(verbose_name="last day")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("form_key", models.UUIDField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "ended_on"], name="medicine_child_until")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("given_by", "form_key"), name="medicine_once_per_form"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dose__regex", "\\S"),
                                    ("medicine__regex", "\\S"),
                                    ("reason__regex", "\\S"),
                                ),
                                name="medicine_says_what_how_much_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("when_needed", ""), models.Q(("times", []), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("when_needed", ""), _negated=True), ("times", [])
                                    ),
                                    _connector="OR",
                                ),
                                name="medicine_at_times_or_when_needed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__gte", models.F("started_on")),
                                    (
                                        "ended_on__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("started_on"),
                                            "+",
                                            models.Value(datetime.timedelta(days=366)),
                                        ),
                                    ),
                                ),
                                name="medicine_for_a_year_at_most",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours_between__gte", 1), ("hours_between__lte", 24)
                                ),
                                name="medicine_with_hours_between",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MedicineGiven",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="doses",
                                to="learning_journals.medicinepermission",
                            ),
                        ),
                        ("at_home", models.BooleanField(default=False)),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        ("medicine", models.CharField(max_length=80)),
                        ("dose", models.CharField(max_length=60)),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.membership",
                            ),
                        ),
                        ("given_by_name", models.CharField(max_length=120)),
                        (
                            "witness",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.membership",
                            ),
                        ),
                        ("witness_name", models.CharField(blank=True, max_length=120)),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        ("too_soon", models.BooleanField(default=False)),
                        (
                            "logged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("logged_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("form_key", models.UUIDField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "-given_at"], name="dose_child_at"),
                            models.Index(
                                fields=["permission", "-given_at"], name="dose_permission_at"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("logged_by", "form_key"), name="dose_once_per_form"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("at_home", True), ("family__isnull", False)),
                                    models.Q(("at_home", False), ("family__isnull", True)),
                                    _connector="OR",
                                ),
                                name="dose_at_home_belongs_to_a_home",
                            ),
                        ],
                    },
                ),
                # --- models/menus.py
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="day")),
                        ("meal", models.CharField(max_length=12)),
                        ("words", models.CharField(max_length=200, verbose_name="what is offered")),
                        (
                            "allergens",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("celery", "Celery"),
                                        ("gluten", "Gluten (wheat, rye, barley, oats)"),
                                        ("crustaceans", "Crustaceans (prawns, crab)"),
                                        ("eggs", "Eggs"),
                                        ("fish", "Fish"),
                                        ("lupin", "Lupin"),
                                        ("milk", "Milk"),
                                        ("molluscs", "Molluscs (mussels, squid)"),
                                        ("mustard", "Mustard"),
                                        ("nuts", "Nuts"),
                                        ("peanuts", "Peanuts"),
                                        ("sesame", "Sesame"),
                                        ("soya", "Soya"),
                                        ("sulphites", "Sulphites"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("setting", "day", "meal"),
                                name="one_offer_per_meal_and_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("meal__in", ("breakfast", "snack", "lunch", "tea"))
                                ),
                                name="an_offer_is_of_a_meal",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="an_offer_says_what_it_is",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "allergens__contained_by",
                                        [
                                            "celery",
                                            "gluten",
                                            "crustaceans",
                                            "eggs",
                                            "fish",
                                            "lupin",
                                            "milk",
                                            "molluscs",
                                            "mustard",
                                            "nuts",
                                            "peanuts",
                                            "sesame",
                                            "soya",
                                            "sulphites",
                                        ],
                                    )
                                ),
                                name="an_offer_has_known_allergens",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChildAllergen",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="allergens",
                                to="families.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "allergen",
                            models.CharField(
                                choices=[
                                    ("celery", "Celery"),
                                    ("gluten", "Gluten (wheat, rye, barley, oats)"),
                                    ("crustaceans", "Crustaceans (prawns, crab)"),
                                    ("eggs", "Eggs"),
                                    ("fish", "Fish"),
                                    ("lupin", "Lupin"),
                                    ("milk", "Milk"),
                                    ("molluscs", "Molluscs (mussels, squid)"),
                                    ("mustard", "Mustard"),
                                    ("nuts", "Nuts"),
                                    ("peanuts", "Peanuts"),
                                    ("sesame", "Sesame"),
                                    ("soya", "Soya"),
                                    ("sulphites", "Sulphites"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "ticked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ticked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("child", "family", "allergen"),
                                name="an_allergen_is_ticked_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "allergen__in",
                                        [
                                            "celery",
                                            "gluten",
                                            "crustaceans",
                                            "eggs",
                                            "fish",
                                            "lupin",
                                            "milk",
                                            "molluscs",
                                            "mustard",
                                            "nuts",
                                            "peanuts",
                                            "sesame",
                                            "soya",
                                            "sulphites",
                                        ],
                                    )
                                ),
                                name="an_allergen_is_one_of_fourteen",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True), ("ended_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False), ("ended_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="who_ends_an_allergen_says_so",
                            ),
                        ],
                    },
                ),
                # --- models/next_steps.py
                migrations.CreateModel(
                    name="NextStep",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="next_steps",
                                to="families.child",
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField()),
                        (
                            "words",
                            models.CharField(max_length=300, verbose_name="what we help with"),
                        ),
                        ("why", models.CharField(max_length=500, verbose_name="why")),
                        (
                            "at_home",
                            models.CharField(
                                max_length=500, verbose_name="what it looks like at home"
                            ),
                        ),
                        (
                            "begun_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="learning_journals.observation",
                            ),
                        ),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("begun_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("seen", "We saw it"), ("not_now", "Not now")],
                                max_length=8,
                            ),
                        ),
                        (
                            "seen_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="learning_journals.observation",
                            ),
                        ),
                        (
                            "closing_words",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="a word about it"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["begun_on", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_on__isnull", True)),
                                fields=("child", "place"),
                                name="next_step_in_one_of_three_places",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("place__gte", 1), ("place__lte", 3)),
                                name="three_next_steps_at_most",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_by__isnull", True),
                                        ("closed_on__isnull", True),
                                        ("closing_words", ""),
                                        ("outcome", ""),
                                        ("seen_in__isnull", True),
                                    ),
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        ("outcome", "not_now"),
                                        ("seen_in__isnull", True),
                                    ),
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        ("outcome", "seen"),
                                        ("seen_in__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="next_step_is_closed_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__isnull", True),
                                    ("closed_on__gte", models.F("begun_on")),
                                    _connector="OR",
                                ),
                                name="next_step_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                # --- models/notices.py
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="families.child",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("accident", "Accident"),
                                    ("incident", "Incident"),
                                    ("arrival_injury", "Injury on arrival"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("day", models.DateField(verbose_name="day")),
                        ("at", models.TimeField(verbose_name="time")),
                        ("place", models.CharField(max_length=120, verbose_name="place")),
                        ("words", models.TextField(max_length=2000, verbose_name="what happened")),
                        (
                            "marks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("forehead", "Forehead"),
                                        ("face", "Eyes, nose or cheeks"),
                                        ("mouth", "Mouth, teeth or chin"),
                                        ("ear_right", "Right ear or temple"),
                                        ("ear_left", "Left ear or temple"),
                                        ("neck", "Neck"),
                                        ("chest", "Chest"),
                                        ("tummy", "Tummy"),
                                        ("nappy_area", "Nappy area"),
                                        ("arm_right", "Right arm"),
                                        ("arm_left", "Left arm"),
                                        ("hand_right", "Right hand"),
                                        ("hand_left", "Left hand"),
                                        ("leg_right", "Right leg"),
                                        ("leg_left", "Left leg"),
                                        ("knee_right", "Right knee"),
                                        ("knee_left", "Left knee"),
                                        ("foot_right", "Right foot"),
                                        ("foot_left", "Left foot"),
                                        ("head_back", "Back of the head"),
                                        ("neck_back", "Back of the neck"),
                                        ("back_upper", "Upper back"),
                                        ("back_lower", "Lower back"),
                                        ("bottom", "Bottom"),
                                        ("arm_right_back", "Right arm, from behind"),
                                        ("arm_left_back", "Left arm, from behind"),
                                        ("leg_right_back", "Right leg, from behind"),
                                        ("leg_left_back", "Left leg, from behind"),
                                    ],
                                    max_length=24,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "injury",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="what can be seen"
                            ),
                        ),
                        (
                            "first_aid",
                            models.TextField(blank=True, max_length=2000, verbose_name="first aid"),
                        ),
                        (
                            "first_aid_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.membership",
                            ),
                        ),
                        ("first_aid_by_name", models.CharField(blank=True, max_length=120)),
                        (
                            "witness",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.membership",
                            ),
                        ),
                        ("witness_name", models.CharField(blank=True, max_length=120)),
                        ("head_advice_given", models.BooleanField(default=False)),
                        (
                            "told_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.membership",
                            ),
                        ),
                        ("told_by_name", models.CharField(blank=True, max_length=120)),
                        (
                            "told_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("door", "at the door"),
                                    ("phone", "by phone"),
                                    ("message", "by message"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("told_at", models.TimeField(blank=True, null=True)),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signed_by_name", models.CharField(max_length=120)),
                        ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("form_key", models.UUIDField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "-day", "-at"], name="notice_child_day"),
                            models.Index(fields=["setting", "-day"], name="notice_setting_day"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("signed_by", "form_key"), name="notice_once_per_form"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("place__regex", "\\S"), ("words__regex", "\\S")
                                ),
                                name="notice_says_what_and_where",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("first_aid", ""), ("first_aid_by_name", "")),
                                    models.Q(
                                        models.Q(("first_aid", ""), _negated=True),
                                        models.Q(("first_aid_by_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="notice_first_aid_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("told_at__isnull", True),
                                        ("told_by_name", ""),
                                        ("told_how", ""),
                                    ),
                                    models.Q(
                                        models.Q(("told_by_name", ""), _negated=True),
                                        models.Q(("told_how", ""), _negated=True),
                                        ("told_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="notice_told_by_how_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("head_advice_given", False),
                                    (
                                        "marks__overlap",
                                        [
                                            "forehead",
                                            "face",
                                            "mouth",
                                            "ear_right",
                                            "ear_left",
                                            "head_back",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="notice_head_advice_for_a_head",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeAddendum",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addenda",
                                to="learning_journals.notice",
                            ),
                        ),
                        ("is_review", models.BooleanField(default=False)),
                        ("words", models.TextField(max_length=2000)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("author_name", models.CharField(max_length=120)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("form_key", models.UUIDField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [models.Index(fields=["notice", "at"], name="notice_addenda")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("author", "form_key"), name="notice_addendum_once_per_form"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words__regex", "\\S")),
                                name="notice_addendum_has_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Acknowledgement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="acknowledgements",
                                to="learning_journals.notice",
                            ),
                        ),
                        (
                            "dose",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="acknowledgements",
                                to="learning_journals.medicinegiven",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("person_name", models.CharField(max_length=120)),
                        (
                            "comment",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="your words"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("notice", "person"), name="notice_read_once_by_each_adult"
                            ),
                            models.UniqueConstraint(
                                fields=("dose", "person"), name="dose_read_once_by_each_adult"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("dose__isnull", True), ("notice__isnull", False)),
                                    models.Q(("dose__isnull", False), ("notice__isnull", True)),
                                    _connector="OR",
                                ),
                                name="a_notice_or_a_dose_is_read",
                            ),
                        ],
                    },
                ),
                # --- models/observations.py
                migrations.CreateModel(
                    name="Observation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("observation", "Observation"),
                                    ("group", "Group observation"),
                                    ("wow", "Wow moment"),
                                    ("home", "From home"),
                                ],
                                default="observation",
                                max_length=12,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("shared", "Shared with the family"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "begun_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "words",
                            models.TextField(
                                blank=True, max_length=5000, verbose_name="what you saw"
                            ),
                        ),
                        ("language", models.CharField(default="en-gb", max_length=10)),
                        (
                            "child_voice",
                            models.TextField(
                                blank=True, max_length=500, verbose_name="in the child's words"
                            ),
                        ),
                        (
                            "framework",
                            models.CharField(db_default="eyfs", default="eyfs", max_length=20),
                        ),
                        (
                            "areas",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "characteristics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=24),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "next_step",
                            models.TextField(
                                blank=True, max_length=500, verbose_name="what we will offer next"
                            ),
                        ),
                        (
                            "try_at_home",
                            models.TextField(
                                blank=True, max_length=500, verbose_name="to try at home"
                            ),
                        ),
                        (
                            "happened_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="when"
                            ),
                        ),
                        ("shared_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "saved_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("saved_from", models.UUIDField(blank=True, null=True)),
                        ("idempotency_key", models.UUIDField(blank=True, null=True)),
                        (
                            "search_words",
                            learning_journals.models.search.SearchWords(
                                "words", "child_voice", "next_step", "try_at_home"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["setting", "-happened_at", "-id"],
                                name="observation_setting_at",
                            ),
                            models.Index(
                                fields=["author", "status"], name="observation_author_status"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("author", "idempotency_key"),
                                name="observation_once_per_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("family__isnull", False), ("kind", "home")),
                                    models.Q(
                                        models.Q(("kind", "home"), _negated=True),
                                        ("family__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="from_home_means_a_home",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("shared_at__isnull", False), ("status", "shared")),
                                    models.Q(("shared_at__isnull", True), ("status", "draft")),
                                    ("status", "withdrawn"),
                                    _connector="OR",
                                ),
                                name="shared_means_shared_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObservationChild",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "observation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="journal_lines",
                                to="learning_journals.observation",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="journal_lines",
                                to="families.child",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("is_shared", models.BooleanField(default=False)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "-at", "-id"], name="journal_child_at")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("observation", "child"), name="child_once_in_observation"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "observation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="learning_journals.observation",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("words", models.TextField(max_length=2000, verbose_name="your words")),
                        ("language", models.CharField(default="en-gb", max_length=10)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("idempotency_key", models.UUIDField()),
                        ("search_words", learning_journals.models.search.SearchWords("words")),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [
                            models.Index(
                                fields=["observation", "at"], name="comment_observation_at"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("author", "idempotency_key"), name="comment_once_per_form"
                            )
                        ],
                    },
                ),
                # --- models/photos.py
                migrations.CreateModel(
                    name="Photo",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "observation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="learning_journals.observation",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True)),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        (
                            "description",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="what the picture shows"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("sizes_ready_at", models.DateTimeField(blank=True, null=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "shows",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "search_words",
                            learning_journals.models.search.SearchWords("description"),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "indexes": [
                            models.Index(
                                fields=["observation", "position"], name="photo_observation"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("removed_at__isnull", True),
                                    models.Q(("digest", ""), _negated=True),
                                ),
                                fields=("observation", "digest"),
                                name="photo_once_in_observation",
                            )
                        ],
                    },
                ),
                # --- models/release.py
                migrations.CreateModel(
                    name="ReleaseRule",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("at_once", "At once, when the words are shared"),
                                    ("at_hour", "At a set hour"),
                                    (
                                        "by_leader",
                                        "When the room leader or a manager releases the room",
                                    ),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.TimeField(blank=True, null=True, verbose_name="hour")),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("setting",),
                                name="one_release_rule_per_setting",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("at__isnull", False), ("how", "at_hour")),
                                    models.Q(
                                        models.Q(("how", "at_hour"), _negated=True),
                                        ("at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_set_hour_is_an_hour",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DailyNoteChange",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="learning_journals.dailynote",
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        ("why", models.CharField(max_length=200, verbose_name="why")),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("note", "version"), name="a_version_is_changed_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True),
                                name="a_correction_says_why",
                            ),
                        ],
                    },
                ),
                # --- models/reports.py
                migrations.CreateModel(
                    name="ReportRun",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.room",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.term",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("building", "Building"),
                                    ("ready", "Ready"),
                                    ("failed", "Could not be built"),
                                ],
                                default="building",
                                max_length=10,
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=120)),
                        ("pages", models.PositiveIntegerField(default=0)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("tried_again_at", models.DateTimeField(blank=True, null=True)),
                        ("idempotency_key", models.UUIDField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("requested_by", "idempotency_key"),
                                name="report_run_once_per_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "ready"), _negated=True),
                                    models.Q(("file_name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ready_run_has_a_file",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressReport",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "setting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.setting",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="learning_journals.reportrun",
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="families.child",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("queued", "Waiting"),
                                    ("ready", "Ready"),
                                    ("failed", "Could not be built"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        (
                            "problem",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fonts", "Letters of a script are missing on the server."),
                                    ("storage", "There is no room left for files."),
                                    ("other", "Something went wrong on the server."),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=120)),
                        ("pages", models.PositiveIntegerField(default=0)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("shared_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "from_home",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        ("has_photos", models.BooleanField(default=False)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["child", "-finished_at"], name="report_child")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "child"), name="one_report_per_child_and_run"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "ready"), _negated=True),
                                    models.Q(("file_name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ready_report_has_a_file",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
