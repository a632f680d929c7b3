"""The program that opens a stranger's sound, in a process of its own.

As `photo_decoder.py` is for pictures: `sounds.py` starts it for one sound and throws it away
afterwards. Before a byte of the sound is looked at it limits its own memory, processor time and
output, and closes the door on opening any file or network connection. A playlist that names other
files, or a file made to take over a decoder, finds an empty room.

How it is called (by `sounds.py` only)::

    python -I -S sound_decoder.py FORMAT PLACE[:PLACE…]  < sound > answer

FORMAT is what the first bytes say (`sounds.kind_of`): nothing else is tried. PLACES are where PyAV
and this package are found. The answer is one line of JSON, followed by the clean sound::

    {"seconds", "bytes", "cpu_seconds", "peak_mb"}
    {"refused": REASON, "cpu_seconds", "peak_mb"}

REASON is one of the keys of `sounds.WORDS`. Exit code 0 means that there is an answer; 70, that the
program could not start (a broken installation, not a bad sound).
"""

from __future__ import annotations

import importlib
import io
import json
import os
import pkgutil
import resource
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer

LONGEST_SECONDS = 120
GRACE_SECONDS = 2
"""A recording that stops itself at two minutes ends a moment later."""

SHORTEST_SECONDS = 0.3
"""Less is a slip of the finger."""

MEMORY_BYTES = 700 * 1024 * 1024
CPU_SECONDS = 20
"""Two minutes need about four."""

OUTPUT_BYTES = 4 * 1024 * 1024
"""Two minutes at 128 kbit/s have 1.9 MB."""

MOST_BROKEN = 50
"""Pieces that may be broken, as a player passes over them: tags behind a song, a hole in it."""

MOST_CHANNELS = 8
RATES = range(4_000, 192_001)  # samples a second
RATE = 44_100
SAMPLES_A_FRAME = 1152  # of MP3
BIT_RATES = {"mono": 96_000, "stereo": 128_000}
COVER = 0x400  # AV_DISPOSITION_ATTACHED_PIC
# No ID3 in front or behind, and no name of the program that wrote it.
NOTHING_ELSE = {"id3v2_version": "0", "write_id3v1": "0", "fflags": "+bitexact"}
# What telephones, browsers and old recorders write. A codec that is not here is not tried.
CODECS = frozenset(
    [
        *("aac", "aac_latm", "mp3", "mp3float", "mp2", "mp2float", "opus", "libopus", "vorbis"),
        *("flac", "alac", "amrnb", "amrwb", "libopencore_amrnb", "libopencore_amrwb"),
        *("pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_s32be"),
        *("pcm_u8", "pcm_f32le", "pcm_f64le", "pcm_alaw", "pcm_mulaw", "adpcm_ima_wav"),
    ]
)
# PyAV imports their modules when a file asks for them, and then no file can be opened any more.
PYAV_PARTS = ("audio", "codec", "container", "sidedata", "subtitles", "video")
EXIT_CANNOT_START = 70


class Refused(Exception):
    """The file is not a sound that we keep. `args`: the reason."""


def sound_of(source: InputContainer) -> AudioStream:
    """The one stream to be heard. A moving picture is refused; the cover of a song is passed over,
    and so is everything else beside the sound."""
    for picture in source.streams.video:
        if not int(picture.disposition) & COVER:
            raise Refused("video")
    if not source.streams.audio:
        raise Refused("no_sound")
    stream = source.streams.audio[0]
    context = stream.codec_context
    if context is None or context.name not in CODECS:
        raise Refused("unknown_kind")
    if context.sample_rate not in RATES or not 1 <= context.layout.nb_channels <= MOST_CHANNELS:
        raise Refused("damaged")
    context.thread_count = 1
    return stream


def clean(source: BinaryIO, kind: str) -> tuple[bytes, float]:
    """The sound as MP3 with nothing in it but sound, and how many seconds it lasts. One or two
    channels; at most two minutes: decoding stops there, whatever the file says of itself."""
    import av

    out = io.BytesIO()
    samples = 0
    most = (LONGEST_SECONDS + GRACE_SECONDS) * RATE
    with (
        av.open(source, "r", format=kind, metadata_errors="ignore") as received,
        av.open(out, "w", format="mp3", container_options=NOTHING_ELSE) as made,
    ):
        stream = sound_of(received)
        layout = "mono" if stream.codec_context.layout.nb_channels == 1 else "stereo"
        track = made.add_stream("libmp3lame", rate=RATE, layout=layout, format="s16p")
        track.codec_context.bit_rate = BIT_RATES[layout]
        even = av.AudioResampler("s16p", layout, RATE, frame_size=SAMPLES_A_FRAME)

        def write(frames: list[Any]) -> None:
            nonlocal samples
            for frame in frames:
                frame.pts = samples  # gaps and jumps of the file are not kept
                samples += frame.samples
                if samples > most:
                    raise Refused("too_long")
                made.mux(track.encode(frame))

        broken = 0
        for packet in received.demux(stream):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                broken += 1
                if broken > MOST_BROKEN:
                    raise Refused("damaged") from None
                continue
            for frame in frames:
                write(even.resample(frame))
        write(even.resample(None))
        made.mux(track.encode(None))
    if not samples:
        raise Refused("damaged" if broken else "no_sound")
    if samples < SHORTEST_SECONDS * RATE:
        raise Refused("too_short")
    return out.getvalue(), samples / RATE


def lock_in(places: str) -> int:
    """Everything that comes before the first look at the sound. Returns a descriptor of this
    process's status in /proc, or -1 where there is none."""
    sys.path.extend(places.split(os.pathsep))
    from learning_journals.photo_decoder import close_the_door, limit_self

    limit_self(memory=MEMORY_BYTES, cpu_seconds=CPU_SECONDS, output=OUTPUT_BYTES)
    import av

    for part in PYAV_PARTS:
        package = importlib.import_module(f"av.{part}")
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"av.{part}.{module.name}")
    av.logging.set_level(None)
    try:
        status = os.open("/proc/self/status", os.O_RDONLY)
    except OSError:
        status = -1
    close_the_door()
    return status


def main(arguments: list[str]) -> int:
    """See the top of the module. Returns the exit code."""
    source = io.BufferedReader(io.FileIO(0, "rb", closefd=False))
    try:
        kind, places = arguments
        status = lock_in(places)
    except Exception as error:
        message = {"broken": f"{type(error).__name__}: {error}"}
        sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
        return EXIT_CANNOT_START

    from learning_journals.photo_decoder import peak_megabytes

    answer: dict[str, Any]
    content = b""
    try:
        content, seconds = clean(source, kind)
        answer = {"seconds": round(seconds, 2), "bytes": len(content)}
    except Refused as refused:
        answer = {"refused": refused.args[0]}
    except MemoryError:
        answer = {"refused": "too_heavy"}
    except Exception as error:
        # Truncated data, a codec's own complaint, a name of a file it wanted to open: of every kind
        answer = {"refused": "damaged", "error": type(error).__name__}

    use = resource.getrusage(resource.RUSAGE_SELF)
    answer["cpu_seconds"] = round(use.ru_utime + use.ru_stime, 3)
    answer["peak_mb"] = peak_megabytes(status)
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + content)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
