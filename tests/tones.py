"""Sounds made on the spot, as telephones, browsers and recorders write them."""

from __future__ import annotations

import io
import math
from array import array
from collections.abc import Callable, Sequence

import av

RATE = 44_100
LOUD = 9_000


def tone(seconds: float, *, pitch: float = 440, rate: int = RATE) -> array[int]:
    """One even tone, as samples of sixteen bits."""
    return array(
        "h",
        (
            round(LOUD * math.sin(2 * math.pi * pitch * each / rate))
            for each in range(round(seconds * rate))
        ),
    )


def tune(notes: Sequence[tuple[float, float]]) -> array[int]:
    """A tune of (pitch, seconds) that fades like a music box; a pitch of 0 is a rest."""
    samples = array("h")
    for pitch, seconds in notes:
        count = round(seconds * RATE)
        for each in range(count):
            fading = math.exp(-3.5 * each / count) * min(1, each / 200)
            wave = math.sin(2 * math.pi * pitch * each / RATE)
            above = math.sin(4 * math.pi * pitch * each / RATE)
            samples.append(round(LOUD * fading * (wave + 0.3 * above)))
    return samples


def encoded(
    samples: array[int],
    kind: str,
    codec: str,
    *,
    rate: int = RATE,
    layout: str = "mono",
    told: dict[str, str] | None = None,
    options: dict[str, str] | None = None,
    with_picture: bool = False,
) -> bytes:
    """Samples as a file. `kind` and `codec` are FFmpeg's words; `told` is what the file says of
    itself; `with_picture` makes a video of it."""
    out = io.BytesIO()
    with av.open(out, "w", format=kind, options=options or {}) as made:
        made.metadata.update(told or {})
        picture = made.add_stream("mpeg4", rate=5, width=64, height=48) if with_picture else None
        stream = made.add_stream(codec, rate=rate, layout=layout)
        even = av.AudioResampler(
            stream.codec_context.format.name,
            layout,
            rate,
            frame_size=stream.codec_context.frame_size or 1024,
        )
        if picture is not None:
            for number in range(5):
                image = av.VideoFrame(64, 48, "yuv420p")
                image.pts = number
                made.mux(picture.encode(image))
            made.mux(picture.encode(None))
        whole = av.AudioFrame("s16", "mono", len(samples))
        whole.sample_rate = rate
        whole.planes[0].update(samples.tobytes())
        whole.pts = 0
        for frame in [*even.resample(whole), *even.resample(None)]:
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
    return out.getvalue()


# What is sent from a home: as Chromium, Firefox and Safari record, and what else is on a telephone.
TOLD = {
    "title": "CANARY lullaby",
    "artist": "Agnieszka Canary",
    "comment": "at home, CANARY street",
    "location": "+51.1234-002.6543/",
}
_IN_FRAGMENTS = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
KINDS: dict[str, Callable[[float], bytes]] = {
    "chromium.webm": lambda long: encoded(
        tone(long, rate=48_000), "webm", "libopus", rate=48_000, told=TOLD
    ),
    "firefox.ogg": lambda long: encoded(
        tone(long, rate=48_000), "ogg", "libopus", rate=48_000, told=TOLD
    ),
    "safari.mp4": lambda long: encoded(tone(long), "mp4", "aac", told=TOLD, options=_IN_FRAGMENTS),
    "voice memo.m4a": lambda long: encoded(tone(long), "ipod", "aac", told=TOLD),
    "song.mp3": lambda long: encoded(tone(long), "mp3", "libmp3lame", layout="stereo", told=TOLD),
    "recorder.wav": lambda long: encoded(tone(long), "wav", "pcm_s16le", told=TOLD),
    "old phone.amr": lambda long: encoded(
        tone(long, rate=8_000), "amr", "libopencore_amrnb", rate=8_000
    ),
    "old phone.3gp": lambda long: encoded(
        tone(long, rate=8_000), "3gp", "libopencore_amrnb", rate=8_000, told=TOLD
    ),
    "loud.flac": lambda long: encoded(tone(long), "flac", "flac", told=TOLD),
}


def video(seconds: float = 1) -> bytes:
    """A film with sound, as a telephone's camera makes it."""
    return encoded(tone(seconds), "mp4", "aac", with_picture=True)
