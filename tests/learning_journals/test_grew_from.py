"""An observation goes on from an earlier one, and the journal says so at both ends."""

import uuid
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learning_journals.models import Observation
from tests import factories as make
from tests.cast import Cast
from tests.statements import statements

pytestmark = pytest.mark.django_db

EARLIER, LATER = "Zofia stacked two cups.", "Zofia stacked seven cups, all alone."


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.users[name])
    return client


def page(cast: Cast, name: str, address: str) -> str:
    return unescape(signed_in(cast, name).get(address).content.decode())


def journal_of(cast: Cast, child: str) -> str:
    return reverse("learning_journals:journal", args=[cast.children[child].pk])


def write(cast: Cast, *names: str, **fields: object) -> Observation:
    key = str(uuid.uuid4())
    form = {
        "key": key,
        "page": str(uuid.uuid4()),
        "child": [str(cast.children[name].pk) for name in names],
        "words": LATER,
        "then": "share",
    } | fields
    signed_in(cast, "marek").post(reverse("learning_journals:observation_create"), form)
    return Observation.objects.get(idempotency_key=key)


def test_marek_links_it_and_both_ends_say_so(cast: Cast) -> None:
    first = make.make_observation(cast.children["zofia"], by=cast.marek, words=EARLIER)
    new = reverse("learning_journals:observation_create")
    form = page(cast, "marek", f"{new}?child={cast.children['zofia'].pk}")
    assert f'value="{first.pk}"' in form
    assert "Does it go on from an earlier one?" in form
    later = write(cast, "zofia", builds_on=str(first.pk))
    assert (later.status, later.builds_on) == ("shared", first)
    day = f"{timezone.localtime(first.happened_at):%-d %B}"
    for name in ("agnieszka", "ewa"):
        text = page(cast, name, journal_of(cast, "zofia"))
        assert "Grew from:" in text
        assert f"{day}, <q dir" in text
        assert "Went on:" in text
    entry = reverse("learning_journals:observation_detail", args=[later.pk])
    assert f"/observations/{first.pk}/" in page(cast, "agnieszka", entry)
    back = reverse("learning_journals:observation_detail", args=[first.pk])
    assert f"/observations/{later.pk}/" in page(cast, "agnieszka", back)


def test_the_link_is_kept_in_the_draft_and_goes_with_the_child(cast: Cast) -> None:
    first = make.make_observation(cast.children["zofia"], by=cast.marek, words=EARLIER)
    draft = write(cast, "zofia", builds_on=str(first.pk), then="save")
    assert draft.builds_on == first
    edit = reverse("learning_journals:observation_edit", args=[draft.pk])
    assert f'value="{first.pk}" selected' in page(cast, "marek", edit)
    other = write(cast, "idris", builds_on=str(first.pk), then="save")
    assert other.builds_on is None, "Idris was not there"
    nonsense = write(cast, "zofia", builds_on="the blue one", then="save")
    assert nonsense.builds_on is None


def test_what_it_may_go_on_from_comes_with_the_first_words(cast: Cast) -> None:
    """The page is not opened anew for it: every autosave brings the choice along."""
    first = make.make_observation(cast.children["zofia"], by=cast.marek, words=EARLIER)
    form = {"key": str(uuid.uuid4()), "page": str(uuid.uuid4()), "words": LATER}
    autosave = reverse("learning_journals:observation_autosave")

    def offered(*names: str) -> str:
        chosen = {"child": [str(cast.children[name].pk) for name in names]}
        return signed_in(cast, "marek").post(autosave, form | chosen).json()["grew_from"]

    assert f'value="{first.pk}"' in offered("zofia")
    assert str(first.pk) not in offered("idris")
    assert offered().strip() == ""


def test_a_family_reads_no_link_to_what_is_not_in_its_journal(cast: Cast) -> None:
    """It grew from something of Zofia alone, and is about Zofia and Idris."""
    first = make.make_observation(cast.children["zofia"], by=cast.marek, words=EARLIER)
    both = (cast.children["zofia"], cast.children["idris"])
    make.make_observation(*both, by=cast.marek, words=LATER, builds_on=first)
    assert "Grew from:" in page(cast, "agnieszka", journal_of(cast, "zofia"))
    for name in ("nia", "emrys", "ewa"):
        text = page(cast, name, journal_of(cast, "idris"))
        assert "Grew from:" not in text, name
        assert "two cups" not in text, name


def test_what_is_not_shared_or_taken_back_is_no_link(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    first = make.make_observation(zofia, by=cast.marek, words=EARLIER)
    make.make_observation(zofia, by=cast.marek, words=LATER, builds_on=first, shared=False)
    assert "Went on:" not in page(cast, "agnieszka", journal_of(cast, "zofia"))
    shared = make.make_observation(zofia, by=cast.marek, words="Eight.", builds_on=first)
    client = signed_in(cast, "marek")
    client.post(reverse("learning_journals:observation_withdraw", args=[first.pk]))
    assert shared.pk
    assert "Grew from:" not in page(cast, "agnieszka", journal_of(cast, "zofia"))


def test_the_first_words_of_the_earlier_one_name_no_friend(cast: Cast) -> None:
    zofia = cast.children["zofia"]
    first = make.make_observation(zofia, by=cast.marek, words="Idris gave Zofia a cup.")
    first.journal_lines.update(hidden_names=["Idris"])
    make.make_observation(zofia, by=cast.marek, words=LATER, builds_on=first)
    text = page(cast, "agnieszka", journal_of(cast, "zofia"))
    assert "A friend gave Zofia a cup." in text
    assert "Idris gave" not in text


def test_twenty_links_cost_what_none_does(cast: Cast) -> None:
    zofia, client = cast.children["zofia"], signed_in(cast, "agnieszka")
    client.get(journal_of(cast, "zofia"))
    counts = []
    for many in (0, 20):
        last = None
        for _each in range(many):
            last = make.make_observation(zofia, by=cast.marek, words=LATER, builds_on=last)
        with statements() as sent:
            client.get(journal_of(cast, "zofia"))
        counts.append(len(sent))
    assert counts[0] == counts[1]
