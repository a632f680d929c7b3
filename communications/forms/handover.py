"""Who goes on with what a colleague who leaves has looked after."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.actions.key_persons import CannotLookAfter
from families.models import FamilyGoal, HelpWish, HomeVisit, KeyPersonAssignment, Membership

from ..queries.handover import LeftBehind


class HandoverForm(forms.Form):
    """Who goes on with each child of a colleague who leaves (the back-up, unless one says
    otherwise), who finishes the drafts, and who keeps what was promised to other children's
    families; what was promised to those of key children goes with the child."""

    def __init__(self, *args: Any, left: LeftBehind, staff: Iterable[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.left = left
        people = {str(post.pk): post for post in staff}  # read once, for however many children
        choices = [("", ""), *((key, post.user.name) for key, post in people.items())]

        def who(label: Any, default: Membership | None, *, required: bool) -> forms.Field:
            return forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=people.get,
                empty_value=None,
                required=required,
                initial=str(default.pk) if default else "",
                error_messages={"required": _("Choose somebody: no child is left alone.")},
            )

        for each in left.rows:
            name = {"name": each.row.child.known_as}
            words = _("Back-up of %(name)s") if each.row.is_backup else _("Key person of %(name)s")
            self.fields[f"child-{each.row.pk}"] = who(
                words % name, each.default, required=not each.row.is_backup
            )
        if left.drafts:
            first = next((each.default for each in left.rows if each.default), None)
            self.fields["drafts_to"] = who(_("Who finishes the drafts?"), first, required=True)
        if left.others:
            names = ", ".join(child.known_as for child in left.others)
            self.fields["promises_to"] = who(
                _("Who does what was promised to the family of: %(names)s?") % {"names": names},
                None,
                required=True,
            )

    @property
    def promises_kept(self) -> list[tuple[FamilyGoal | HomeVisit | HelpWish, Membership]]:
        """Each thing that was promised to a family, with who does it."""
        by_child = {row.child_id: to for row, to in self.choices_made if not row.is_backup}
        rest = self.cleaned_data.get("promises_to")
        return [(each, by_child.get(each.child_id, rest)) for each in self.left.promises]

    def say_who_cannot(self, problem: CannotLookAfter) -> None:
        """Say why somebody cannot look after a child, beside that child's field."""
        name = f"child-{problem.row.pk}" if problem.row else ""
        self.add_error(name if name in self.fields else None, str(problem))

    @property
    def choices_made(self) -> list[tuple[KeyPersonAssignment, Membership]]:
        """Each row with who goes on, without those that are left open."""
        return [
            (each.row, self.cleaned_data[f"child-{each.row.pk}"])
            for each in self.left.rows
            if self.cleaned_data.get(f"child-{each.row.pk}")
        ]
