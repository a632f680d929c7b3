"""Who lives in the house of the attacks: twenty parents, who leads, and a second nursery."""

from families.context import maintenance
from feedback.actions.emptying import write_anew
from tests import factories as make

PARENTS = 20


def make_people() -> None:
    """Marmalade Hill with twenty parents of twenty children, and Custard Wharf beside it."""
    with maintenance():
        hill, wharf = make.make_setting(), make.make_setting("Custard Wharf")
        for setting in (hill, wharf):
            make.make_term(setting)
        room = make.make_room(hill)
        bettina = make.make_user("bettina@hill.example", full_name="Bettina Quill")
        make.make_staff(hill, user=bettina, role="manager")
        for number in range(PARENTS):
            parent = make.make_user(f"parent{number}@families.example")
            child = make.make_child(hill, name=f"Pebble {number}", room=room)
            home = make.make_family(hill, name=f"The Pebbles {number}")
            make.make_link(child, user=parent, family=home)
            make.make_observation(child, by=bettina, words="You found a snail.")
        addresses = [setting.letterbox_address for setting in (hill, wharf)]
    for address in addresses:
        write_anew(address)
