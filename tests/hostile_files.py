"""Files a nursery should never have to worry about, made on the fly.

`HOSTILE` names each file, makes its bytes and says what must become of it: the reason codes
with which it may be refused, or `CLEANED`. Nothing here is stored in the repository, so that
no virus scanner and no editor ever trips over it. Used by the tests of the photo pipeline and
by the browser tests that upload bad files.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageCms, ImageDraw

pillow_heif.register_heif_opener()

CLEANED = "cleaned"

LATITUDE, LONGITUDE = 51.123456, -2.654321
SERIAL = "SERIAL-4711-CANARY"
OWNER = "Agnieszka Canary"
CANARIES = (SERIAL.encode(), OWNER.encode(), b"CANARY")


def exif_with_place() -> Image.Exif:
    """EXIF as a telephone writes it: place, owner, serial number, maker."""
    exif = Image.Exif()
    exif[0x010F] = "CANARY Phones"
    exif[0x0110] = "Canary 12"
    exif[0x013B] = OWNER
    exif[0x8298] = f"(c) {OWNER}"
    sub = exif.get_ifd(0x8769)
    sub[0x9003] = "2026:11:03 10:12:00"
    sub[0xA430] = OWNER
    sub[0xA431] = SERIAL
    gps = exif.get_ifd(0x8825)
    gps.update({1: "N", 2: (51.0, 7.0, 24.44), 3: "W", 4: (2.0, 39.0, 15.55), 29: "2026:11:03"})
    return exif


def scene(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """A small picture whose top left corner is red, top right green, bottom left blue."""
    picture = Image.new("RGB", (width, height), (240, 230, 200))
    draw = ImageDraw.Draw(picture)
    right, bottom = width // 2, height // 2
    draw.rectangle((0, 0, right - 1, bottom - 1), fill=(210, 40, 30))
    draw.rectangle((right, 0, width, bottom - 1), fill=(40, 160, 60))
    draw.rectangle((0, bottom, right - 1, height), fill=(40, 70, 190))
    return picture.convert(mode) if mode != "RGB" else picture


def saved(picture: Image.Image, file_format: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, file_format, **options)
    return out.getvalue()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_announcing(width: int, height: int, colour_type: int = 2) -> bytes:
    """A PNG of any announced size in a few kilobytes: rows of zeros, many times compressed."""
    row = 1 + width * {0: 1, 2: 3, 6: 4}[colour_type]
    packer = zlib.compressobj(9)
    data = b""
    zeros = bytes(1_000_000)
    for _block in range(min(row * height // len(zeros), 200)):
        data += packer.compress(zeros)
    data += packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", data)
        + png_chunk(b"IEND", b"")
    )


def jpeg_60_megapixels() -> bytes:
    return saved(Image.new("RGB", (10_000, 6_000), (200, 180, 120)), "JPEG", quality=30)


def jpeg_that_announces(width: int, height: int) -> bytes:
    """A small JPEG whose header claims another size."""
    data = bytearray(saved(scene(), "JPEG"))
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def png_text_bomb() -> bytes:
    """A compressed text chunk that unpacks to 400 MB."""
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    packed = b"".join(packer.compress(block) for _ in range(400)) + packer.flush()
    good = saved(scene(), "PNG")
    return good[:33] + png_chunk(b"zTXt", b"Comment\x00\x00" + packed) + good[33:]


def png_colour_profile_bomb() -> bytes:
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    packed = b"".join(packer.compress(block) for _ in range(300)) + packer.flush()
    good = saved(scene(), "PNG")
    return good[:33] + png_chunk(b"iCCP", b"x\x00\x00" + packed) + good[33:]


def progressive_bomb() -> bytes:
    """A progressive JPEG with thousands of scans over 25 megapixels: minutes of work."""
    data = saved(Image.new("RGB", (5000, 5000), (90, 140, 60)), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    scan = data[last:-2]
    return data[:-2] + scan * max(1, min(3000, (18_000_000 - len(data)) // len(scan))) + b"\xff\xd9"


def polyglot_jpeg_zip() -> bytes:
    """A good photo and, behind it, a ZIP archive: one file that is both."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as bag:
        bag.writestr("run_me.js", "alert('CANARY')")
    return saved(scene(), "JPEG") + archive.getvalue()


def polyglot_jpeg_html() -> bytes:
    return saved(scene(), "JPEG", comment=b"<script>alert('CANARY')</script>")


def motion_photo() -> bytes:
    """A photo with the film a telephone took around it hung on behind."""
    return saved(scene(), "JPEG", exif=exif_with_place()) + mp4_header() + b"CANARY" * 1000


def mp4_header(brand: bytes = b"isom") -> bytes:
    return (
        struct.pack(">I", 24)
        + b"ftyp"
        + brand
        + b"\x00\x00\x02\x00"
        + brand
        + b"mp41"
        + struct.pack(">I", 8008)
        + b"mdat"
        + random.Random(1).randbytes(8000)
    )


def two_pictures_in_one() -> bytes:
    """An MPO, as telephones with two lenses write: the second picture shows something else."""
    return saved(
        scene(),
        "MPO",
        save_all=True,
        append_images=[Image.new("RGB", (400, 300), (0, 0, 0))],
        exif=exif_with_place(),
    )


def animated(file_format: str) -> bytes:
    frames = [Image.new("RGB", (200, 150), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], file_format, save_all=True, append_images=frames[1:], duration=90)


def sixteen_bit_png() -> bytes:
    grey = Image.linear_gradient("L").resize((300, 200)).convert("I;16")
    return saved(grey.point(lambda value: value * 256), "PNG")


def sixteen_bit_colour_png() -> bytes:
    """Pillow cannot write these, so by hand: 64 × 48 pixels of three times sixteen bits."""
    rows = b"".join(
        b"\x00" + struct.pack(">HHH", 60000, 30000, row * 1000) * 64 for row in range(48)
    )
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 16, 2, 0, 0, 0))
        + png_chunk(b"IDAT", zlib.compress(rows))
        + png_chunk(b"IEND", b"")
    )


def palette_png() -> bytes:
    picture = scene().quantize(8)
    return saved(picture, "PNG", transparency=0)


def see_through(file_format: str, mode: str = "RGBA") -> bytes:
    picture = Image.new(mode, (300, 200), 0)
    picture.paste(scene(100, 100).convert(mode), (100, 50))
    return saved(picture, file_format)


def swapped_colours_jpeg() -> bytes:
    """With a colour profile that is not sRGB: in this one red and green change places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace(b"rXYZ", b"swap").replace(b"gXYZ", b"rXYZ").replace(b"swap", b"gXYZ")
    profile = profile.replace("sRGB".encode("utf-16-be"), "odd!".encode("utf-16-be"))
    return saved(scene(), "JPEG", icc_profile=profile, quality=95)


def turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(scene(), "JPEG", exif=exif, quality=95)


def broken_exif_jpeg() -> bytes:
    good = saved(scene(), "JPEG")
    nonsense = b"Exif\x00\x00MM\x00*\xff\xff\xff\xf0" + b"\xff" * 200
    return good[:2] + b"\xff\xe1" + struct.pack(">H", len(nonsense) + 2) + nonsense + good[2:]


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def busy_scene() -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise((640, 480), 60 + 20 * i) for i in range(3)])


def flipped_bits(data: bytes, seed: int, count: int = 400) -> bytes:
    """A picture after a bad memory card: bytes behind the first 600 replaced at random."""
    dice = random.Random(seed)
    spoiled = bytearray(data)
    for _ in range(count):
        spoiled[dice.randrange(600, len(spoiled))] = dice.randrange(256)
    return bytes(spoiled)


def heic(**options: object) -> bytes:
    return saved(busy_scene(), "HEIF", quality=60, **options)


def large_jpeg() -> bytes:
    """21 MB, and a good photo all the same."""
    good = saved(scene(), "JPEG")
    return good + bytes(21 * 1024 * 1024 - len(good))


@dataclass(frozen=True)
class Hostile:
    """One file: the name it comes under, how its bytes are made, what may become of it."""

    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]


def _case(name: str, make: Callable[[], bytes], *outcomes: str) -> Hostile:
    return Hostile(name, make, frozenset(outcomes))


HOSTILE = [
    # Too much of it
    _case("sixty-megapixels.jpg", jpeg_60_megapixels, "too_many_pixels"),
    _case(
        "announces-4-gigapixels.jpg", lambda: jpeg_that_announces(65500, 65500), "too_many_pixels"
    ),
    _case("bomb-30000x30000.png", lambda: png_announcing(30_000, 30_000), "too_many_pixels"),
    _case("bomb-2-billion-wide.png", lambda: png_announcing(2**31 - 1, 1, 0), "too_many_pixels"),
    _case("announces-49-megapixels.png", lambda: png_announcing(7000, 7000, 2), "damaged", CLEANED),
    _case(
        "fifty-megapixels-see-through.webp",
        lambda: saved(
            Image.new("RGBA", (8660, 5770), (200, 90, 30, 120)), "WEBP", quality=10, method=0
        ),
        "too_heavy",
        CLEANED,
    ),
    _case("text-chunk-bomb.png", png_text_bomb, "damaged", "too_heavy", CLEANED),
    _case("colour-profile-bomb.png", png_colour_profile_bomb, "damaged", "too_heavy", CLEANED),
    _case("thousands-of-scans.jpg", progressive_bomb, "too_slow"),
    _case("twenty-one-megabytes.jpg", large_jpeg, "too_many_bytes"),
    _case("nothing.jpg", lambda: b"", "empty"),
    _case("zero-bytes.jpg", lambda: bytes(5000), "not_a_photo"),
    # Something else under a photo's name
    _case("text.jpg", lambda: b"Dear all, this is not a photo.\n" * 20, "not_a_photo"),
    _case(
        "drawing.svg",
        lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "svg",
    ),
    _case("page.jpg", lambda: b"<!DOCTYPE html><html><script>alert(1)</script></html>", "web_page"),
    _case("page-utf16.jpg", lambda: "<html><body>x</body></html>".encode("utf-16"), "web_page"),
    _case("document.jpg", lambda: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "pdf"),
    _case("animation.gif", lambda: animated("GIF"), "other_picture"),
    _case("bitmap.bmp", lambda: saved(scene(), "BMP"), "other_picture"),
    _case("scan.tiff", lambda: saved(scene(), "TIFF"), "other_picture"),
    _case("new-kind.avif", lambda: saved(scene(), "AVIF"), "other_picture"),
    _case("photoshop-eps.jpg", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(x) run\n", "not_a_photo"),
    _case("film.mp4", mp4_header, "video"),
    _case("film.mov", lambda: mp4_header(b"qt  "), "video"),
    _case("film.webm", lambda: b"\x1aE\xdf\xa3" + bytes(range(256)) * 10, "video"),
    _case("film-with-heic-brand.heic", lambda: mp4_header(b"heic"), "damaged"),
    _case("archive.jpg", lambda: polyglot_jpeg_zip()[-200:], "not_a_photo"),
    _case("program.jpg", lambda: b"MZ\x90\x00" + bytes(3000), "not_a_photo"),
    _case("program-elf.png", lambda: b"\x7fELF\x02\x01\x01" + bytes(3000), "not_a_photo"),
    # Two things at once
    _case("photo-and-zip.jpg", polyglot_jpeg_zip, CLEANED),
    _case("photo-with-script.jpg", polyglot_jpeg_html, CLEANED),
    _case("photo-with-film.jpg", motion_photo, CLEANED),
    _case("two-pictures.jpg", two_pictures_in_one, CLEANED),
    _case("animated.png", lambda: animated("PNG"), CLEANED),
    _case("animated.webp", lambda: animated("WEBP"), CLEANED),
    _case("photo.heic-named.png", lambda: heic(), CLEANED),
    # Cut off or spoiled on the way
    _case("cut.jpg", lambda: cut(saved(busy_scene(), "JPEG"), 0.5), "damaged"),
    _case("cut-header.jpg", lambda: saved(busy_scene(), "JPEG")[:300], "damaged"),
    _case("cut.png", lambda: cut(saved(busy_scene(), "PNG"), 0.5), "damaged"),
    _case("cut.webp", lambda: cut(saved(busy_scene(), "WEBP"), 0.5), "damaged"),
    _case("cut.heic", lambda: cut(heic(), 0.5), "damaged"),
    _case("cut-header.heic", lambda: heic()[:200], "damaged"),
    _case("spoiled.jpg", lambda: flipped_bits(saved(busy_scene(), "JPEG"), 1), "damaged", CLEANED),
    _case("spoiled.png", lambda: flipped_bits(saved(busy_scene(), "PNG"), 2), "damaged", CLEANED),
    _case("spoiled.webp", lambda: flipped_bits(saved(busy_scene(), "WEBP"), 3), "damaged", CLEANED),
    _case("spoiled.heic", lambda: flipped_bits(heic(), 4), "damaged", CLEANED),
    _case("broken-tags.jpg", broken_exif_jpeg, CLEANED),
    # Odd, but photos
    _case(
        "one-pixel-with-place.jpg",
        lambda: saved(Image.new("RGB", (1, 1), "red"), "JPEG", exif=exif_with_place()),
        CLEANED,
    ),
    _case(
        "one-pixel-high.png", lambda: saved(Image.new("RGB", (30_000, 1), "red"), "PNG"), CLEANED
    ),
    _case("print-colours.jpg", lambda: saved(scene(mode="CMYK"), "JPEG"), CLEANED),
    _case("grey.jpg", lambda: saved(scene(mode="L"), "JPEG"), CLEANED),
    _case("swapped-colours.jpg", swapped_colours_jpeg, CLEANED),
    _case(
        "broken-colour-profile.jpg",
        lambda: saved(scene(), "JPEG", icc_profile=b"CANARY not a profile" * 20),
        CLEANED,
    ),
    _case("sixteen-bits.png", sixteen_bit_png, CLEANED),
    _case("sixteen-bits-colour.png", sixteen_bit_colour_png, CLEANED),
    _case("one-bit.png", lambda: saved(scene(mode="1"), "PNG"), CLEANED),
    _case("palette-see-through.png", palette_png, CLEANED),
    _case("see-through.png", lambda: see_through("PNG"), CLEANED),
    _case("see-through-grey.png", lambda: see_through("PNG", "LA"), CLEANED),
    _case("see-through.webp", lambda: see_through("WEBP"), CLEANED),
]
