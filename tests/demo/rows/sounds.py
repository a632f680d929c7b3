"""The sound of the demo: a music box, played by code when the demo is loaded."""

from collections.abc import Sequence
from datetime import timedelta

from learning_journals.models import Observation, Sound
from learning_journals.sounds import CLEAN, new_sound_key, sound_file_name
from tests import tones

from ..records import Seen
from .book import Book, named_id
from .photographs import store

# Of our own: eight bars that rock and come home. (pitch in hertz, length in seconds; 0 is a rest)
C, D, E, F, G, A = 523.25, 587.33, 659.26, 698.46, 783.99, 880.0
MUSIC_BOX = (
    *((E, 0.6), (G, 0.3), (E, 0.6), (C, 0.3), (D, 0.6), (E, 0.3), (D, 0.9)),
    *((F, 0.6), (A, 0.3), (F, 0.6), (D, 0.3), (E, 0.6), (F, 0.3), (E, 0.9)),
    *((G, 0.6), (E, 0.3), (F, 0.6), (D, 0.3), (E, 0.6), (D, 0.3), (C, 1.2), (0, 0.2)),
)


def load_sounds(book: Book, journal: Sequence[Seen]) -> None:
    """A sound for every entry that has one, ready since a minute after it was written."""
    tune = tones.tune(MUSIC_BOX)
    content = tones.encoded(tune, "mp3", "libmp3lame", options={"id3v2_version": "0"})
    for number, seen in enumerate(journal):
        if not seen.heard or seen.at > book.now:
            continue
        entry = Observation.objects.get(idempotency_key=named_id("observation", number))
        sound = Sound.objects.create(
            setting_id=entry.setting_id,
            observation=entry,
            family_id=entry.family_id,
            name=new_sound_key(),
            heard=seen.heard,
            language=seen.language,
            uploaded_by_id=entry.author_id,
            uploaded_at=seen.at,
            seconds=round(len(tune) / tones.RATE),
            ready_at=seen.at + timedelta(minutes=1),
        )
        store(sound_file_name(sound.name, CLEAN), content)
