"""One home becomes two: what was said in the first stays there, through either wall alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communications.models import Conversation
from communications.policies import conversations_visible_to
from families.actions.team import end_post
from families.models import Family, Invitation, ParentCarer
from learning_journals.models import ProgressReport
from learning_journals.policies import reports_visible_to
from tests import factories as make
from tests.cast import Cast
from tests.roles import acting_as


@pytest.fixture
def parted(cast: Cast) -> Family:
    """Tomasz shared a talk with Agnieszka, and lives in a home of his own since today."""
    talk = cast.conversations["agnieszka"]
    talk.audience = [*talk.audience, cast.tomasz.pk]
    talk.save()
    today = timezone.localdate()
    ParentCarer.objects.filter(user=cast.tomasz).update(ended_on=today - timedelta(days=1))
    home = make.make_family(cast.hill, name="Tomasz at Lime Street")
    make.make_link(cast.children["zofia"], user=cast.tomasz, family=home, started_on=today)
    return home


@pytest.mark.usefixtures("parted")
def test_a_parent_who_moved_out_reads_the_old_homes_talk_no_more(cast: Cast) -> None:
    with acting_as(cast.tomasz) as tomasz:
        assert Conversation.objects.count() == 0
        assert conversations_visible_to(tomasz).count() == 0
    with acting_as(cast.agnieszka) as agnieszka:
        assert conversations_visible_to(agnieszka).count() == 1


def test_a_report_with_the_words_of_one_home_is_not_read_by_another(
    cast: Cast, parted: Family
) -> None:
    ProgressReport.objects.filter(child=cast.children["zofia"]).update(
        from_home=cast.homes["kapelusz"]
    )
    with acting_as(cast.tomasz) as tomasz:
        assert ProgressReport.objects.count() == 0
        assert reports_visible_to(tomasz).count() == 0
    with acting_as(cast.agnieszka) as agnieszka:
        assert reports_visible_to(agnieszka).count() == 1
    ProgressReport.objects.filter(child=cast.children["zofia"]).update(from_home=None)
    with acting_as(cast.tomasz) as tomasz:
        assert reports_visible_to(tomasz).count() == 1


def test_a_manager_who_leaves_leaves_no_open_letter_behind(cast: Cast) -> None:
    with acting_as(cast.tariq) as tariq:
        end_post(cast.posts["bettina"], actor=tariq, last_day=timezone.localdate())
    assert Invitation.objects.get(setting=cast.hill).revoked_at is not None
    assert Invitation.objects.get(setting=cast.wharf).revoked_at is None
