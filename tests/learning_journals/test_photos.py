"""The photo pipeline: what comes in, what stays out, and what is left in the files.

exiftool (Debian's `libimage-exiftool-perl`) is the judge of what is left: it was written by
others and knows more hiding places than we do.
"""

from __future__ import annotations

import errno
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import translation
from PIL import Image

from learning_journals import photo_decoder, photos
from learning_journals.photos import (
    CleanPhoto,
    DecoderBroken,
    PhotoRefused,
    StorageFull,
    inspect_and_clean,
    make_sizes,
)
from tests import hostile_files
from tests.hostile_files import CANARIES, CLEANED, HOSTILE, saved, scene

# What may be said of a picture once it is clean: how large it is and how it is packed.
TECHNICAL = {
    "System": None,  # of the temporary file itself
    "ExifTool": {"ExifToolVersion"},
    "File": {
        "FileType", "FileTypeExtension", "MIMEType", "ImageWidth", "ImageHeight",
        "EncodingProcess", "BitsPerSample", "ColorComponents", "YCbCrSubSampling",
    },
    "JFIF": {"JFIFVersion", "ResolutionUnit", "XResolution", "YResolution"},
    "RIFF": {
        "VP8Version", "ImageWidth", "ImageHeight", "HorizontalScale", "VerticalScale",
        "WebP_Flags", "AlphaIsUsed",
    },
    "Composite": {"ImageSize", "Megapixels"},
}  # fmt: skip


def exiftool(*arguments: str | Path) -> str:
    program = shutil.which("exiftool")
    assert program, "these tests need exiftool: apt-get install libimage-exiftool-perl"
    done = subprocess.run(
        [program, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=True
    )
    return done.stdout


def tags_in(content: bytes, folder: Path) -> set[str]:
    """Every tag exiftool finds, unknown and embedded ones too, as `Group:Name`."""
    path = folder / "judged"
    path.write_bytes(content)
    (found,) = json.loads(exiftool("-j", "-G1", "-a", "-u", "-U", "-ee", path))
    return {tag for tag in found if tag != "SourceFile"}


def assert_only_technical(content: bytes, folder: Path) -> None:
    tags = tags_in(content, folder)
    assert tags, "exiftool read nothing, so it proves nothing"
    for tag in tags:
        group, _colon, name = tag.partition(":")
        assert group in TECHNICAL, f"{tag} was left in the picture"
        assert TECHNICAL[group] is None or name in TECHNICAL[group], f"{tag} was left"
    for canary in CANARIES:
        assert canary not in content
    for marker in (b"Exif\x00", b"EXIF", b"ICC_PROFILE", b"ICCP", b"ns.adobe.com", b"Photoshop"):
        assert marker not in content


def pixels(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def near(colour: object, wanted: tuple[int, int, int], tolerance: int = 30) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(a - b) <= tolerance for a, b in zip(colour, wanted, strict=True))


RED, GREEN, BLUE = (210, 40, 30), (40, 160, 60), (40, 70, 190)


# --- Hostile files ------------------------------------------------------------------------


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_file_is_refused_in_plain_words_or_cleaned(hostile, tmp_path):
    content = hostile.make()
    start = time.monotonic()
    outcome, message = CLEANED, ""
    try:
        photo = inspect_and_clean(content)
    except PhotoRefused as refused:
        outcome, message = refused.reason_code, refused.message
    if message:
        assert len(message) > 40
        assert message.endswith(".")
        assert "%" not in message
    else:
        assert photo.peak_megabytes < 512
        assert_only_technical(photo.master, tmp_path)
        assert_only_technical(photo.preview.content, tmp_path)
        assert pixels(photo.master).size == (photo.width, photo.height)
    assert outcome in hostile.outcomes
    assert time.monotonic() - start < photos.WALL_SECONDS + 1


def test_there_are_enough_hostile_files_and_every_reason_is_met():
    assert len(HOSTILE) >= 40
    met = {outcome for hostile in HOSTILE for outcome in hostile.outcomes}
    assert set(photos.WORDS) - met == {"busy"}


def test_the_words_follow_the_reader_not_the_writer():
    refused = PhotoRefused("other_picture", "GIF")
    with translation.override("pl"):
        assert "GIF" in refused.message
    with translation.override("en-gb"):
        assert "This kind of picture (GIF) cannot be opened here." in refused.message


# --- Nothing but the picture --------------------------------------------------------------

EVERYTHING = (
    "-GPSLatitude=51.123456", "-GPSLatitudeRef=N", "-GPSLongitude=2.654321", "-GPSLongitudeRef=W",
    "-EXIF:SerialNumber=SERIAL-4711-CANARY", "-EXIF:OwnerName=Agnieszka Canary",
    "-EXIF:Artist=Agnieszka Canary", "-EXIF:Make=CANARY", "-EXIF:Model=CANARY 12",
    "-EXIF:DateTimeOriginal=2026:11:03 10:12:00", "-EXIF:UserComment=CANARY comment",
    "-EXIF:ImageUniqueID=CANARY-ID", "-EXIF:LensSerialNumber=SERIAL-4711-CANARY",
    "-XMP-dc:Creator=Agnieszka Canary", "-XMP-exif:GPSLatitude=51.123456",
    "-XMP-mwg-rs:RegionName=Zofia CANARY", "-XMP-photoshop:City=CANARY Town",
)  # fmt: skip
IPTC = ("-IPTC:By-line=Agnieszka Canary", "-IPTC:City=CANARY Town", "-IPTC:Keywords=CANARY")


def full_of_tags(file_format: str, tmp_path: Path) -> bytes:
    """A picture with everything a telephone, a camera or an agency may write into it."""
    path = tmp_path / f"full.{file_format.lower()}"
    if file_format == "PNG":
        from PIL.PngImagePlugin import PngInfo

        texts = PngInfo()
        texts.add_text("Author", "Agnieszka Canary")
        texts.add_text("Comment", "CANARY comment", zip=True)
        texts.add_itxt("Location", "CANARY Town")
        path.write_bytes(saved(scene(), "PNG", pnginfo=texts))
    else:
        path.write_bytes(saved(scene(), file_format, quality=90))
    extra: tuple[str, ...] = ()
    if file_format == "JPEG":
        thumbnail = tmp_path / "thumbnail.jpg"
        thumbnail.write_bytes(saved(Image.new("RGB", (160, 120), "black"), "JPEG"))
        extra = (*IPTC, "-Comment=CANARY comment", f"-ThumbnailImage<={thumbnail}")
    exiftool("-q", "-overwrite_original", *EVERYTHING, *extra, path)
    return path.read_bytes()


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_no_place_device_or_name_is_left_in_any_size(file_format, tmp_path):
    content = full_of_tags(file_format, tmp_path)
    before = tags_in(content, tmp_path)
    # The judge sees them before, or its silence afterwards would mean nothing.
    assert {"GPS:GPSLatitude", "ExifIFD:SerialNumber", "XMP-dc:Creator"} <= before
    if file_format == "JPEG":
        assert {"IPTC:By-line", "IFD1:ThumbnailOffset", "File:Comment"} <= before

    photo = inspect_and_clean(content)

    assert_only_technical(photo.master, tmp_path)
    assert_only_technical(photo.preview.content, tmp_path)
    for size in make_sizes(photo.master).values():
        assert_only_technical(size.content, tmp_path)
    assert near(pixels(photo.master).getpixel((50, 50)), RED)


CAMERAS = (
    *(
        ("Apple", "iPhone 15", "17.4"),
        ("Apple", "iPad mini", "16.1"),
        ("Google", "Pixel 8", "HDR+"),
    ),
    *(("samsung", "SM-S921B", "S921BXX"), ("Xiaomi", "2312DRA50G", "MIUI 14")),
    *(("HUAWEI", "ELE-L29", "EMUI 12"), ("motorola", "moto g84", "14"), ("OnePlus", "CPH2581", "")),
    *(("FAIRPHONE", "FP5", ""), ("Nokia", "G42", ""), ("SONY", "ILCE-6400", "v2.00")),
    *(
        ("Canon", "EOS 250D", "1.0.2"),
        ("Canon", "IXUS 185", ""),
        ("NIKON CORPORATION", "D3500", ""),
    ),
    *(
        ("FUJIFILM", "X-T30 II", "2.04"),
        ("OLYMPUS CORPORATION", "TG-6", ""),
        ("GoPro", "HERO11", ""),
    ),
    *(("Panasonic", "DMC-FT7", ""), ("RICOH", "WG-70", ""), ("LEICA", "D-LUX 7", "")),
    *(
        ("Amazon", "Fire HD 10", ""),
        ("Lenovo", "TB310FU", ""),
        ("Epson", "Perfection V39", "Scan 2"),
    ),
    *(("", "", "WhatsApp"), ("", "", "Adobe Photoshop 25.1")),
)
FORMATS = ("JPEG", "JPEG", "JPEG", "JPEG", "JPEG", "HEIF", "WEBP", "PNG")


def photos_of_all_cameras(folder: Path) -> list[Path]:
    """Eight pictures of each camera, each full of what this one writes into its files."""
    for number, (make, model, software) in enumerate(CAMERAS):
        paths = []
        for turn, file_format in enumerate(FORMATS, start=1):
            path = folder / f"{number:02}-{turn}.{file_format.lower()}"
            path.write_bytes(saved(scene(), file_format, quality=80))
            paths.append(path)
        named = [
            f"-EXIF:{name}={value} CANARY"
            for name, value in (("Make", make), ("Model", model), ("Software", software))
        ]
        own = [each for each in EVERYTHING if not each.startswith(("-EXIF:Make", "-EXIF:Model"))]
        serial = f"-EXIF:SerialNumber=SERIAL-{number}-CANARY"
        exiftool("-q", "-overwrite_original", *own, *named, serial, *paths)
    return sorted(folder.iterdir())


@pytest.mark.timeout(600)
def test_two_hundred_photos_of_different_cameras_leave_no_metadata(tmp_path: Path) -> None:
    given, kept = tmp_path / "given", tmp_path / "kept"
    given.mkdir()
    kept.mkdir()
    paths = photos_of_all_cameras(given)
    assert len(paths) == 200
    for path in paths:
        photo = inspect_and_clean(path.read_bytes())
        files = {"master": photo.master, "preview": photo.preview.content}
        files |= {name: size.content for name, size in make_sizes(photo.master).items()}
        for name, content in files.items():
            (kept / f"{path.stem}-{name}").write_bytes(content)

    def judged(folder: Path) -> list[dict[str, str]]:
        return json.loads(exiftool("-j", "-G1", "-a", "-u", "-U", "-ee", "-ext", "*", folder))

    assert all("GPS:GPSLatitude" in tags for tags in judged(given)), "the judge would see them"
    found = judged(kept)
    assert len(found) == len(list(kept.iterdir())) >= 4 * 200
    for tags in found:
        for tag in tags.keys() - {"SourceFile"}:
            group, _colon, name = tag.partition(":")
            assert group in TECHNICAL, f"{tag} was left in {tags['SourceFile']}"
            assert TECHNICAL[group] is None or name in TECHNICAL[group], tag
    for path in kept.iterdir():
        assert not any(canary in path.read_bytes() for canary in CANARIES), path.name


# --- The picture itself -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("orientation", "corners"),
    [
        # Which colour is top left and top right once the picture is upright. The fourth
        # quarter of the scene is paper.
        (1, (RED, GREEN)),
        (2, (GREEN, RED)),
        (3, (None, BLUE)),
        (4, (BLUE, None)),
        (5, (RED, BLUE)),
        (6, (BLUE, RED)),
        (7, (None, GREEN)),
        (8, (GREEN, None)),
    ],
)
def test_a_turned_photo_is_kept_upright(orientation, corners):
    photo = inspect_and_clean(hostile_files.turned(orientation))
    assert (photo.width, photo.height) == ((400, 300) if orientation < 5 else (300, 400))
    picture = pixels(photo.master)
    for colour, x in zip(corners, (50, photo.width - 50), strict=True):
        assert near(picture.getpixel((x, 50)), colour or (240, 230, 200))


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "HEIF"])
def test_other_formats_are_kept_upright_too(file_format):
    exif = Image.Exif()
    exif[0x0112] = 6
    # As bytes, because then the HEIC writer also turns the picture in HEIC's own way (`irot`),
    # as telephones do. Turned twice would be as wrong as not at all.
    content = saved(scene(), file_format, exif=exif.tobytes(), quality=95)
    photo = inspect_and_clean(content)
    assert (photo.width, photo.height) == (300, 400)
    assert near(pixels(photo.master).getpixel((250, 50)), RED)


@pytest.mark.parametrize("name", ["see-through.png", "see-through-grey.png", "see-through.webp"])
def test_see_through_parts_become_white(name):
    (hostile,) = (hostile for hostile in HOSTILE if hostile.name == name)
    picture = pixels(inspect_and_clean(hostile.make()).master)
    assert near(picture.getpixel((5, 5)), (255, 255, 255), 4)
    assert not near(picture.getpixel((120, 70)), (255, 255, 255))


def test_print_colours_grey_and_sixteen_bits_look_as_they_did():
    print_colours = pixels(inspect_and_clean(saved(scene(mode="CMYK"), "JPEG")).master)
    assert near(print_colours.getpixel((50, 50)), RED)
    grey = pixels(inspect_and_clean(hostile_files.sixteen_bit_png()).master)
    assert near(grey.getpixel((150, 4)), (4, 4, 4), 8)
    assert near(grey.getpixel((150, 196)), (251, 251, 251), 8)
    deep = pixels(inspect_and_clean(hostile_files.sixteen_bit_colour_png()).master)
    assert near(deep.getpixel((32, 24)), (234, 117, 94), 8)


def test_other_colour_spaces_become_srgb():
    narrow = inspect_and_clean(saved(scene(), "JPEG", quality=95))
    swapped = inspect_and_clean(hostile_files.swapped_colours_jpeg())
    # Its profile says that what the file calls red is green: the eye sees green.
    assert near(pixels(narrow.master).getpixel((50, 50)), RED)
    red, green, _blue = pixels(swapped.master).getpixel((50, 50))
    assert green > red + 60


@pytest.mark.parametrize("file_format", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_kept(file_format):
    photo = inspect_and_clean(hostile_files.animated(file_format))
    assert near(pixels(photo.master).getpixel((100, 75)), (255, 0, 0))


def test_of_two_pictures_in_one_file_the_first_is_kept():
    photo = inspect_and_clean(hostile_files.two_pictures_in_one())
    assert near(pixels(photo.master).getpixel((50, 50)), RED)


@pytest.fixture(scope="module")
def phone_jpeg() -> bytes:
    """12 megapixels with the detail of a real photo: 3 to 4 MB."""
    soft = Image.merge(
        "RGB", [Image.effect_noise((126, 94), 110).resize((4032, 3024)) for _ in range(3)]
    )
    grain = Image.effect_noise((4032, 3024), 25).convert("RGB")
    return saved(
        Image.blend(soft, grain, 0.2), "JPEG", quality=90, exif=hostile_files.exif_with_place()
    )


@pytest.fixture(scope="module")
def phone_photo(phone_jpeg: bytes) -> CleanPhoto:
    return inspect_and_clean(phone_jpeg)


def test_a_phones_photo_is_clean_in_under_two_seconds_and_little_memory(phone_photo):
    assert (phone_photo.width, phone_photo.height) == (2400, 1800)
    assert phone_photo.cpu_seconds < 2
    assert phone_photo.peak_megabytes < 200
    preview = phone_photo.preview
    assert (preview.width, preview.height, preview.content_type) == (960, 720, "image/webp")


def test_the_sizes_a_worker_makes(phone_photo):
    sizes = make_sizes(phone_photo.master)
    assert {name: (size.width, size.height, size.content_type) for name, size in sizes.items()} == {
        "thumb": (320, 240, "image/webp"),
        "page": (960, 720, "image/webp"),
        "print": (1654, 1240, "image/jpeg"),
    }
    for size in sizes.values():
        assert pixels(size.content).size == (size.width, size.height)
    assert len(sizes["thumb"].content) < 40_000


def test_a_small_picture_is_never_blown_up():
    photo = inspect_and_clean(saved(scene(200, 150), "PNG"))
    assert (photo.width, photo.height) == (200, 150)
    assert {(s.width, s.height) for s in make_sizes(photo.master).values()} == {(200, 150)}


def test_fifty_megapixels_are_taken_and_one_more_row_is_not():
    most = Image.new("L", (8192, 6400), 90)
    photo = inspect_and_clean(saved(most, "PNG"))
    assert (photo.width, photo.height) == (2400, 1875)
    with pytest.raises(PhotoRefused) as refused:
        inspect_and_clean(saved(Image.new("L", (8192, 6401), 90), "PNG"))
    assert "50 megapixels" in refused.value.message


# --- However it arrives -------------------------------------------------------------------


def test_every_way_an_upload_arrives_is_taken(tmp_path):
    content = saved(scene(), "JPEG")
    path = tmp_path / "photo"
    path.write_bytes(content)
    on_disk = TemporaryUploadedFile("photo.jpg", "image/jpeg", len(content), None)
    on_disk.write(content)
    on_disk.flush()
    read_already = SimpleUploadedFile("evil.svg", content, "image/svg+xml")
    read_already.read()
    for source in (content, path, on_disk, read_already, io.BytesIO(content), path.open("rb")):
        assert inspect_and_clean(source).width == 400


# --- The room the decoder works in --------------------------------------------------------


def as_decoder(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put another program in the decoder's place."""
    path = tmp_path / "decoder.py"
    path.write_text("import json, os, sys, time\n" + program)
    monkeypatch.setattr(photo_decoder, "__file__", str(path))


def test_behind_the_closed_door_nothing_can_be_opened():
    program = f"""
import os, socket, sys
sys.path.insert(0, {str(Path(photo_decoder.__file__).parent)!r})
import photo_decoder as decoder
decoder.lock_in({photos._package_folders()!r}, b"")
for attempt in (lambda: open({__file__!r}), socket.socket, os.pipe, lambda: open("new", "w")):
    try:
        attempt()
    except OSError as error:
        print(error.errno)
    else:
        print("opened")
try:
    bytearray(900 * 1024 * 1024)
except MemoryError:
    print("no memory")
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:5] == [str(errno.EMFILE)] * 4 + ["no memory"], done.stderr


def test_the_decoder_is_given_no_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "CANARY")
    as_decoder(
        "print(json.dumps({'refused': 'other_picture', 'cpu_seconds': 0, 'peak_mb': 0,"
        " 'kind': str('SECRET_KEY' in os.environ or len(os.environ) > 4 or os.getcwd() != '/')}))",
        tmp_path,
        monkeypatch,
    )
    with pytest.raises(PhotoRefused) as refused:
        inspect_and_clean(b"x")
    assert refused.value.kind == "False"


def test_a_decoder_that_hangs_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(photos, "WALL_SECONDS", 0.5)
    as_decoder("time.sleep(60)", tmp_path, monkeypatch)
    start = time.monotonic()
    with pytest.raises(PhotoRefused) as refused:
        inspect_and_clean(b"x")
    assert refused.value.reason_code == "too_slow"
    assert time.monotonic() - start < 5


PROMISE = [
    {"name": name, "type": "image/jpeg", "width": 1, "height": 1, "bytes": 10}
    for name in ("master", photos.PREVIEW)
]
TOO_SHORT = f"print(json.dumps({{'parts': {PROMISE}, 'cpu_seconds': 0, 'peak_mb': 0}}))"


@pytest.mark.parametrize(
    "program",
    [
        "while True: os.write(1, b'x' * 65536)",
        TOO_SHORT,
        TOO_SHORT + "; print('<html></a>' * 2)",
        "print(json.dumps({'parts': 7, 'cpu_seconds': 0, 'peak_mb': 0}))",
        "print(json.dumps({'parts': [], 'cpu_seconds': 'x', 'peak_mb': 0}))",
        "print(json.dumps({'parts': [], 'cpu_seconds': 0, 'peak_mb': 0}))",
        "print(json.dumps({'refused': 'CANARY', 'cpu_seconds': 0, 'peak_mb': 0}))",
        "os.kill(os.getpid(), 11)",
    ],
    ids=["endless", "short", "html", "odd", "no number", "nothing", "unknown", "crash"],
)
def test_what_a_captured_decoder_says_is_not_believed(program, tmp_path, monkeypatch):
    as_decoder(program, tmp_path, monkeypatch)
    with pytest.raises(PhotoRefused) as refused:
        inspect_and_clean(b"x")
    assert refused.value.reason_code == "damaged"


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "print('{}'); raise SystemExit(70)"])
def test_a_broken_installation_is_not_blamed_on_the_picture(program, tmp_path, monkeypatch):
    as_decoder(program, tmp_path, monkeypatch)
    with pytest.raises(DecoderBroken):
        inspect_and_clean(b"x")


def test_a_decoder_without_pillow_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(photos, "_package_folders", lambda: str(tmp_path))
    with pytest.raises(DecoderBroken, match="PIL"):
        inspect_and_clean(saved(scene(), "JPEG"))


def test_too_many_at_once_are_asked_to_wait(monkeypatch):
    monkeypatch.setattr(photos, "WAIT_FOR_TURN_SECONDS", 0.05)
    for _ in range(photos.DECODERS_AT_ONCE):
        photos._turns.acquire()
    try:
        with pytest.raises(PhotoRefused) as refused:
            inspect_and_clean(saved(scene(), "JPEG"))
    finally:
        for _ in range(photos.DECODERS_AT_ONCE):
            photos._turns.release()
    assert refused.value.reason_code == "busy"
    assert inspect_and_clean(saved(scene(), "JPEG")).width == 400


# --- Keeping the files --------------------------------------------------------------------


@pytest.fixture
def disk(tmp_path: Path) -> FileSystemStorage:
    return FileSystemStorage(
        location=tmp_path / "media", file_permissions_mode=0o600, directory_permissions_mode=0o700
    )


def files_under(disk: FileSystemStorage) -> list[Path]:
    return sorted(path for path in Path(disk.location).rglob("*") if path.is_file())


def test_keys_are_random_and_say_nothing():
    keys = {photos.new_photo_key() for _ in range(500)}
    assert len(keys) == 500
    assert all(photos.KEY_PATTERN.fullmatch(key) for key in keys)
    key = keys.pop()
    assert photos.photo_file_name(key, "master") == f"{key}-master.jpg"
    assert photos.photo_file_name(key, "thumb") == f"{key}-thumb.webp"


@pytest.mark.parametrize(
    ("key", "size"),
    [
        ("photos/aa/bb/../../../etc/passwd", "master"),
        ("photos/aa/bb/ccdd" + "0" * 28, "master"),
        ("photos/aa/bb/aabb" + "0" * 28, "../master"),
        ("photos/aa/bb/aabb" + "0" * 28 + "\n", "master"),
    ],
)
def test_only_our_own_names_reach_the_disk(key, size):
    with pytest.raises(ValueError, match="not a photo key"):
        photos.photo_file_name(key, size)


def test_a_file_is_kept_read_and_removed(disk):
    key = photos.new_photo_key()
    name = photos.photo_file_name(key, "master")
    photos.store_photo_file(name, b"first", disk)
    photos.store_photo_file(name, b"second", disk)
    photos.store_photo_file(photos.photo_file_name(key, "page"), b"page", disk)
    with photos.open_photo_file(name, disk) as kept:
        assert kept.read() == b"second"
    (path, _page) = files_under(disk)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(photos.stored_photo_keys(disk)) == [key]
    photos.delete_photo_files(key, disk)
    photos.delete_photo_files(key, disk)
    assert files_under(disk) == []
    assert list(photos.stored_photo_keys(disk)) == []


class Bucket(InMemoryStorage):
    """Like S3 with `file_overwrite`: the same name replaces. Remembers what was deleted."""

    def get_available_name(self, name, max_length=None):
        return name

    def delete(self, name):
        self.deleted = [*getattr(self, "deleted", []), name]
        super().delete(name)


def test_a_storage_that_is_no_folder_works_as_well():
    cloud = Bucket()
    key = photos.new_photo_key()
    name = photos.photo_file_name(key, "master")
    assert list(photos.stored_photo_keys(cloud)) == []
    photos.store_photo_file(name, b"first", cloud)
    photos.store_photo_file(name, b"second", cloud)
    assert photos.open_photo_file(name, cloud).read() == b"second"
    assert not hasattr(cloud, "deleted"), "there was a moment without the file"
    assert list(photos.stored_photo_keys(cloud)) == [key]
    assert photos.remove_unfinished_files(storage=cloud) == 0
    photos.delete_photo_files(key, cloud)
    assert not cloud.exists(name)


def test_a_storage_that_keeps_both_files_is_refused():
    cloud = InMemoryStorage()
    name = photos.photo_file_name(photos.new_photo_key(), "master")
    photos.store_photo_file(name, b"first", cloud)
    with pytest.raises(ValueError, match="does not replace"):
        photos.store_photo_file(name, b"second", cloud)
    assert len(cloud.listdir(name.rpartition("/")[0])[1]) == 1


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_behind_and_says_so(code, disk, monkeypatch):
    key = photos.new_photo_key()
    name = photos.photo_file_name(key, "master")
    photos.store_photo_file(name, b"before", disk)

    def full(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(photos.os, "fsync", full)
    with pytest.raises(StorageFull) as refused:
        photos.store_photo_file(name, b"after", disk)
    assert "Everything you wrote is still here" in refused.value.message
    (path,) = files_under(disk)
    assert path.read_bytes() == b"before"


def test_a_disk_that_really_refuses_more(disk):
    """The kernel itself stops the writing half-way (a limit on the size of files)."""
    name = photos.photo_file_name(photos.new_photo_key(), "master")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(StorageFull):
            photos.store_photo_file(name, bytes(1_000_000), disk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files_under(disk) == []


def test_a_full_temporary_folder_says_so_too(monkeypatch):
    def full(*_args: object, **_named: object) -> io.BytesIO:
        class Full(io.BytesIO):
            def write(self, _content: object) -> int:
                raise OSError(errno.ENOSPC, "No space left on device")

        return Full()

    monkeypatch.setattr(photos.tempfile, "TemporaryFile", full)
    with pytest.raises(StorageFull):
        inspect_and_clean(saved(scene(), "JPEG"))


def test_other_disk_errors_are_not_hidden(disk, monkeypatch):
    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(photos.os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        photos.store_photo_file(
            photos.photo_file_name(photos.new_photo_key(), "master"), b"x", disk
        )
    assert files_under(disk) == []


def test_what_a_killed_process_left_is_removed_after_an_hour(disk):
    key = photos.new_photo_key()
    disk.save(f"{key}-master.jpg", ContentFile(b"whole"))
    folder = Path(disk.path(key)).parent
    old, new = folder / ".a.part", folder / ".b.part"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    assert photos.remove_unfinished_files(timedelta(hours=1), disk) == 1
    assert [path.name for path in files_under(disk)] == [".b.part", f"{Path(key).name}-master.jpg"]
