"""The program that opens a stranger's picture, in a process of its own.

`photos.py` starts it for one picture and throws it away afterwards. It reads the picture
from standard input and writes the answer to standard output, and that is all it can do:
before a byte of the picture is looked at it limits its own memory, processor time and
output, and closes the door on opening any file or network connection. A picture made to
crash or to take over a decoder finds an empty room.

How it is called (by `photos.py` only)::

    python -I -S photo_decoder.py photo|sizes SITE_PACKAGES[:SITE_PACKAGES…]  < picture > answer

`photo` makes the clean master and a first preview; `sizes` makes every size from a master.

The answer is one line of JSON, followed by the files it announces, one after the other::

    {"parts": [{"name", "type", "width", "height", "bytes"}, …], "cpu_seconds", "peak_mb"}
    {"refused": REASON, "kind": WORD, "cpu_seconds", "peak_mb"}

REASON is one of the keys of `photos.WORDS`. Exit code 0 means that there is an answer; 70,
that the program could not start (a broken installation, not a bad picture).

Nothing of Django is imported here, and Pillow only once the limits stand, so that starting
costs about 40 ms.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import sys
import warnings
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_BYTES = 20 * 1024 * 1024
"""Largest upload in bytes (trust.md 3)."""

MAX_PIXELS = 50 * 1024 * 1024
"""Most pixels we open. Cameras sold as "50 megapixels" give up to 8192 × 6144 = 50.3 million,
so the mega here is 1024 × 1024."""

MEMORY_BYTES = 700 * 1024 * 1024
"""Address space for the whole process. The programs themselves take about 100 MB of it."""

CPU_SECONDS = 6
"""Processor time. A photo from a telephone needs less than one second, 50 megapixels of PNG two."""

OUTPUT_BYTES = 24 * 1024 * 1024
"""No honest answer is longer: a master of 2400 × 2400 pixels of pure noise has 6 MB."""

MASTER_EDGE = 2400
"""Longest edge of the master in pixels: enough for a full A4 page at 200 dpi."""

MASTER_QUALITY = 85

SIZES: dict[str, tuple[int, str, int]] = {
    # name: (longest edge in pixels, format, quality)
    "thumb": (320, "WEBP", 74),
    "page": (960, "WEBP", 78),
    # JPEG: WeasyPrint puts it into a PDF as it is. 1654 pixels are the width of A4 at 200 dpi.
    "print": (1654, "JPEG", 82),
}
PREVIEW = "page"

CONTENT_TYPES = {"JPEG": "image/jpeg", "WEBP": "image/webp"}
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
PILLOW_PARTS = (
    "ImageCms",
    "JpegImagePlugin",
    "MpoImagePlugin",  # JPEGs with a second picture inside, as many telephones write them
    "PngImagePlugin",
    "TiffImagePlugin",  # reads EXIF
    "WebPImagePlugin",
)
STRIP_PIXELS = 4_000_000
EXIT_CANNOT_START = 70


class Refused(Exception):
    """The file is not a photo that we keep. `args`: the reason and, for some, the kind of file."""


# --- What is this, if it is not a photo? --------------------------------------------------

HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif"}
PICTURE_MAGIC = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"8BPS", "PSD"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"FUJIFILMCCD-RAW", "RAW"),
    (b"IIRO", "RAW"),
)
VIDEO_MAGIC = (b"\x1aE\xdf\xa3", b"FLV\x01", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"OggS")


def words_for_stranger(head: bytes) -> Refused:
    """Say what a file is that none of our decoders knows. Only for choosing the words:
    whether something is a photo is decided by decoding, never here."""
    if not head.strip(b"\x00 \t\r\n"):
        return Refused("not_a_photo")
    if head[4:8] == b"ftyp":
        if head[8:12] in (b"avif", b"avis"):
            return Refused("other_picture", "AVIF")
        if head[8:12] in HEIF_BRANDS:
            return Refused("damaged")
        if head[8:11] == b"crx":
            return Refused("other_picture", "RAW")
        return Refused("video")
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip") or head.startswith(VIDEO_MAGIC):
        return Refused("video")
    if head[:4] == b"RIFF":
        if head[8:12] == b"AVI ":
            return Refused("video")
        return Refused("damaged" if head[8:12] == b"WEBP" else "not_a_photo")
    if head.startswith((b"\xff\xd8", b"\x89PNG")):
        return Refused("damaged")
    for magic, kind in PICTURE_MAGIC:
        if head.startswith(magic):
            return Refused("other_picture", kind)
    if b"%PDF-" in head[:1024]:
        return Refused("pdf")
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if re.search(rb"<(!doctype html|html|head|body|script|iframe|meta)\b", text):
        return Refused("web_page")
    if b"<svg" in text:
        return Refused("svg")
    return Refused("not_a_photo")


# --- The limits ---------------------------------------------------------------------------


def limit_self(
    *, memory: int = MEMORY_BYTES, cpu_seconds: int = CPU_SECONDS, output: int = OUTPUT_BYTES
) -> None:
    """Before anything else: memory, processor time, output, no core dump (it would hold
    the picture)."""
    for which, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        # A second more until the signal that cannot be told from other kills.
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),
        (resource.RLIMIT_FSIZE, output, output),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        present = resource.getrlimit(which)[1]
        if present != resource.RLIM_INFINITY:
            soft, hard = min(soft, present), min(hard, present)
        resource.setrlimit(which, (soft, hard))


def close_the_door() -> None:
    """From here on no file, socket or pipe can be opened: the table of descriptors is full."""
    spare = os.dup(0)
    os.close(spare)
    resource.setrlimit(resource.RLIMIT_NOFILE, (spare, spare))


def load_decoders(head: bytes) -> None:
    """Import everything the work may need, while files can still be opened."""
    import codecs
    import importlib

    from PIL import Image, JpegImagePlugin

    for plugin in PILLOW_PARTS:
        importlib.import_module(f"PIL.{plugin}")
    Image.preinit()
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    for name in ("ascii", "latin-1", "utf-8", "utf-16", "utf-16-be", "utf-16-le"):
        codecs.lookup(name)
    if head[4:8] == b"ftyp":
        # Only for files that claim to be HEIC: it is a large library.
        import pillow_heif

        pillow_heif.register_heif_opener(
            decode_threads=1, thumbnails=False, depth_images=False, aux_images=False
        )
    else:
        # `Image.open` must not go looking for a format that it was told about.
        Image.OPEN["HEIF"] = (JpegImagePlugin.JpegImageFile, lambda prefix: False)


def lock_in(places: str, head: bytes) -> int:
    """Everything that comes before the first look at the picture. Returns a descriptor of
    this process's status in /proc, or -1 where there is none."""
    limit_self()
    sys.path.extend(places.split(os.pathsep))
    load_decoders(head)
    try:
        status = os.open("/proc/self/status", os.O_RDONLY)
    except OSError:
        status = -1
    close_the_door()
    return status


# --- From any picture to plain sRGB -------------------------------------------------------


def target_size(width: int, height: int, edge: int) -> tuple[int, int]:
    """The size with the same proportions whose longer edge is at most `edge` pixels."""
    scale = min(1.0, edge / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def orientation_of(picture: Picture) -> int:
    """The EXIF orientation, 1 to 8. A broken tag means: as it is."""
    try:
        value = picture.getexif().get(0x0112, 1)
    except Exception:  # the tags are a stranger's bytes; Pillow raises many kinds of error
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def plain_mode(strip: Picture) -> Picture:
    """A strip as L, RGB or CMYK: see-through parts laid on white, 16 bits brought to 8."""
    from PIL import Image

    if strip.mode.startswith("I"):
        return strip.point(lambda value: value / 256).convert("L")
    if strip.has_transparency_data:
        strip = strip.convert("RGBA")
        white = Image.new("RGBA", strip.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, strip).convert("RGB")
    if strip.mode in ("L", "RGB", "CMYK"):
        return strip
    return strip.convert("L" if strip.mode == "1" else "RGB")


def shrink(picture: Picture, edge: int) -> Picture:
    """At most `edge` pixels on the longer edge, in mode L, RGB or CMYK.

    Works through strips, so that there is never a second copy of 50 megapixels.
    """
    from PIL import Image

    width, height = picture.size
    target = target_size(width, height, edge)
    factor = max(1, min(width // target[0], height // target[1]))
    if factor == 1 and picture.mode in ("L", "RGB", "CMYK") and "transparency" not in picture.info:
        small = picture
    else:
        rows = max(1, STRIP_PIXELS // width // factor) * factor
        mode = plain_mode(picture.crop((0, 0, width, 1))).mode
        small = Image.new(mode, (-(-width // factor), -(-height // factor)))
        for top in range(0, height, rows):
            strip = plain_mode(picture.crop((0, top, width, min(top + rows, height))))
            if factor > 1:
                strip = strip.reduce(factor)
            small.paste(strip, (0, top // factor))
    if small.size != target:
        small = small.resize(target, Image.Resampling.LANCZOS)
    return small


def to_srgb(picture: Picture, profile: bytes | None) -> Picture:
    """RGB in the sRGB colour space, from whatever colour profile the picture carried.
    A broken profile, or one for another kind of picture, is passed over."""
    if profile:
        from PIL import ImageCms

        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            space = source.profile.xcolor_space.strip()
            name = source.profile.profile_description or ""
            fits = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}.get(space) == picture.mode
            if fits and "sRGB" not in name:
                srgb = ImageCms.createProfile("sRGB")
                changed = ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB")
                if changed is not None:
                    return changed
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError, AttributeError):
            pass
    return picture.convert("RGB")


def upright(picture: Picture, orientation: int) -> Picture:
    """Turned and mirrored as the EXIF orientation says (TIFF 6.0, tag 274)."""
    from PIL.Image import Transpose

    turn = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def open_clean(source: BinaryIO, edge: int) -> Picture:
    """Decode the first frame and return a new RGB picture that carries nothing but pixels."""
    from PIL import Image, UnidentifiedImageError

    head = source.read(4096)
    source.seek(0)
    try:
        picture = Image.open(source, formats=FORMATS)
    except UnidentifiedImageError:
        raise words_for_stranger(head) from None
    with picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise Refused("too_many_pixels")
        orientation = orientation_of(picture)
        profile = picture.info.get("icc_profile")
        if picture.format in ("JPEG", "MPO"):
            # Lets the JPEG decoder itself leave out what we would only throw away.
            picture.draft(None, target_size(*picture.size, edge))
        picture.load()
        small = shrink(picture, edge)
    small = upright(to_srgb(small, profile if isinstance(profile, bytes) else None), orientation)
    # A new picture: whatever Pillow hung on the old one (comments, tags, profiles, which
    # some of its writers copy into the file) stays behind.
    clean = Image.new("RGB", small.size)
    clean.paste(small)
    return clean


# --- Out again ----------------------------------------------------------------------------


def encoded(picture: Picture, name: str, file_format: str, quality: int) -> dict[str, Any]:
    """One part of the answer."""
    out = io.BytesIO()
    if file_format == "JPEG":
        picture.save(out, "JPEG", quality=quality, optimize=True)
    else:
        picture.save(out, "WEBP", quality=quality, method=3)
    return {
        "name": name,
        "type": CONTENT_TYPES[file_format],
        "width": picture.width,
        "height": picture.height,
        "content": out.getvalue(),
    }


def resized(picture: Picture, name: str) -> dict[str, Any]:
    """The part for one of `SIZES`, never larger than the picture is."""
    from PIL import Image

    edge, file_format, quality = SIZES[name]
    size = target_size(*picture.size, edge)
    small = picture
    if size != picture.size:
        small = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return encoded(small, name, file_format, quality)


def work(task: str, source: BinaryIO) -> list[dict[str, Any]]:
    """The parts of the answer for a task: `photo` or `sizes`."""
    picture = open_clean(source, MASTER_EDGE)
    if task == "photo":
        return [encoded(picture, "master", "JPEG", MASTER_QUALITY), resized(picture, PREVIEW)]
    return [resized(picture, name) for name in SIZES]


def main(arguments: list[str]) -> int:
    """See the top of the module. Returns the exit code."""
    answer: dict[str, Any]
    contents: list[bytes] = []
    source = io.BufferedReader(io.FileIO(0, "rb", closefd=False))
    try:
        task, places = arguments
        status = lock_in(places, source.peek(16)[:16])
    except Exception as error:
        message = {"broken": f"{type(error).__name__}: {error}"}
        sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
        return EXIT_CANNOT_START

    from PIL import Image

    try:
        parts = work(task, source)
        contents = [part.pop("content") for part in parts]
        for part, content in zip(parts, contents, strict=True):
            part["bytes"] = len(content)
        answer = {"parts": parts}
    except Refused as refused:
        answer = {"refused": refused.args[0], "kind": (*refused.args, "")[1]}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        answer = {"refused": "too_many_pixels"}
    except MemoryError:
        answer = {"refused": "too_heavy"}
    except Exception as error:
        # Truncated data, broken chunks, a codec's own complaint: decoders raise every kind.
        answer = {"refused": "damaged", "error": type(error).__name__}

    use = resource.getrusage(resource.RUSAGE_SELF)
    answer["cpu_seconds"] = round(use.ru_utime + use.ru_stime, 3)
    answer["peak_mb"] = peak_megabytes(status)
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    for content in contents:
        sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    return 0


def peak_megabytes(status: int) -> int:
    """The most memory this process held. From /proc where there is one, since `getrusage`
    also counts the web process that started us."""
    if status >= 0:
        found = re.search(rb"VmHWM:\s+(\d+) kB", os.pread(status, 4096, 0))
        if found:
            return int(found[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
