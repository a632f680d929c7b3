"""Many families, each with something new to read; run inside a stack of its own."""

from families.context import maintenance
from families.models import User
from tests import factories as make
from tests.cast import Cast, build_cast


def make_many(number: int) -> Cast:
    """The cast, and so many parents of children in Pinecones, each with a new observation."""
    with maintenance():
        cast = build_cast()
        for count in range(number):
            child = make.make_child(cast.hill, name=f"Pebble {count}", room=cast.rooms["pinecones"])
            home = make.make_family(cast.hill, name=f"The Pebbles {count}")
            parent = User.objects.create_user(  # without a password, which would take its time
                f"pebble{count}@families.example", full_name=f"P Pebble {count}"
            )
            make.make_link(child, user=parent, family=home)
            make.make_observation(child, by=cast.saoirse, words="You found a snail.")
    return cast
