"""How the people of the demo look, by the name they are called by.

Whoever is not listed gets a look made from the name, always the same one.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from zlib import crc32

from .paper import BERRY, BLUE, LEAF, MARIGOLD, MOSS, RED, ROSE, SKY_DEEP, Colour
from .people import Look

CLOTHES: tuple[Colour, ...] = (
    "#d9714c",
    "#e0a63a",
    "#4f8a6d",
    "#4a83a6",
    "#8a6ba8",
    "#c25a66",
    "#6c8f3f",
    "#e3c25a",
    "#3f7a7a",
    "#d98a8a",
)
TROUSERS: tuple[Colour, ...] = ("#3d5a73", "#5a4a3c", "#4a5d48", "#6b5a7a", "#7a4a3f", "#2f4858")
PATTERNS = ("plain", "stripes", "dots", "plain", "star", "dungarees")

# name: skin 0-6, hair, style, then what they wear ("cloth=#…" is the colour of scarf or bow)
_PEOPLE = """
wren: 0 fair tuft baby
idris: 0 brown wisps baby
nura: 3 black curly baby | bow cloth=#b05434
kofi: 6 black small afro
zofia: 0 blond bob | cloth=#86192b
teddy: 1 chestnut short
theodore: 1 chestnut short
hodan: 6 black puffs
pip: 0 ginger short | freckles
ayaan: 3 black side | glasses cloth=#33758b
ileana: 1 dark long fringe
ottoline: 1 chestnut bunches | freckles cloth=#0c5340
rafferty: 1 chestnut curls | freckles
harleen: 3 black plait | cloth=#f5b335
mehul: 4 black side
rumi: 4 black short | hearing aids
solomiya: 0 blond plaits | cloth=#33758b
barnaby: 0 ginger curls | glasses cloth=#3d2a20
zuri: 6 black curly baby
macsen: 0 brown tuft baby
abena: 5 black puffs baby | cloth=#b05434
yusuf: 3 dark wisps baby
leo: 1 blond tuft baby
jude: 1 blond wisps baby
margot: 0 brown bob | bow cloth=#86192b
ezra: 5 black curls
esme: 5 black long curls
fatima: 4 black long fringe
samir: 4 black spiky
jonah: 0 fair side
aaliyah: 5 black braids
marlowe: 2 dark curly
anouk: 1 dark straight
bodhi: 2 brown curls
hania: 0 fair plaits | cloth=#b05434
simran: 3 black plaits | cloth=#0c5340
kavi: 4 black short
luna: 1 brown waves
otto: 0 blond spiky
gethin: 0 ginger side
anika: 4 black ponytail | cloth=#f5b335
yara: 2 dark long curls
kwame: 6 black fade
iris: 0 chestnut long parted
danylo: 0 fair short
juno: 5 black space buns
sacha: 1 dark side
mei: 1 black long fringe
caspian: 1 brown curls
marko: 1 dark short
theo: 0 blond curls
akosua: 6 black braids | cloth=#f5b335
bianca: 2 dark bunches | cloth=#86192b
wilfred: 0 ginger spiky
rosa: 2 black plaits | cloth=#b05434
manveer: 3 black short | patka cloth=#33758b
angad: 4 black short | patka cloth=#b05434
delilah: 1 ginger waves | freckles
kiran: 4 black curls
gurleen: 3 black plait | cloth=#7b619e
arjun: 4 black side
mehreen: 4 black long parted
obi: 6 black small afro
salma: 3 dark long curls
zayn: 3 black spiky
abdi: 6 black fade
ifrah: 6 black puffs baby
liyana: 4 black long fringe
ibrahim: 4 black curls
adjoa: 6 black puffs
otis: 5 black small afro
bettina: 1 grey bob adult | glasses cloth=#0c5340
tariq: 3 black side adult | beard
oluchi: 6 black braids adult | earrings
dilys: 0 grey bun old | glasses cloth=#7b619e
marek: 0 blond short adult | beard
saoirse: 0 ginger waves adult | freckles
priya: 4 black plait adult | cloth=#b05434
callum: 1 brown curls adult
ewa: 0 fair ponytail adult | cloth=#86192b
jamal: 5 black fade adult
rosalind: 1 chestnut bob adult | glasses cloth=#86192b
femi: 6 black locs adult
gwen: 0 white curls old | glasses cloth=#33758b
thaddeus: 3 grey side old | glasses moustache
stan: 1 grey receding old | cook's_hat moustache
tilly: 0 ginger bunches adult | freckles cloth=#0c5340
humphrey: 0 white receding old | moustache flat_cap cloth=#687a33
ottilie: 1 grey bun adult | glasses cloth=#3d2a20
agnieszka: 0 blond long parted adult
tomasz: 0 brown short adult | beard
flora: 1 chestnut long adult | freckles
edmund: 1 chestnut short adult | glasses cloth=#3d2a20
emrys: 0 white receding old | flat_cap beard cloth=#33758b
jo: 1 dark fade adult
sal: 0 fair top_bun adult
doina: 1 dark long adult
nadia: 3 black bob adult | hijab cloth=#33758b
shabana: 3 grey bun old | hijab cloth=#b05434
"""


def _parsed() -> dict[str, Look]:
    looks = {}
    for line in _PEOPLE.strip().splitlines():
        name, _colon, rest = line.partition(": ")
        body, _bar, worn = rest.partition(" | ")
        skin, hair, *words = body.split()
        age = words.pop() if words[-1] in ("baby", "adult", "old") else "child"
        wears, cloth = [], None
        for word in worn.split():
            if word.startswith("cloth="):
                cloth = word.removeprefix("cloth=")
            elif word != "hearing":
                wears.append("hearing aids" if word == "aids" else word.replace("_", " "))
        look = dressed(
            Look(
                skin=int(skin),
                hair=hair,
                style=" ".join(words).replace("_", " "),
                age=age,
                wears=tuple(wears),
            ),
            Random(crc32(name.encode())),
        )
        looks[name] = replace(look, cloth=cloth) if cloth else look
    return looks


def dressed(look: Look, dice: Random) -> Look:
    """The same person in other clothes."""
    pattern = dice.choice(PATTERNS if look.is_child else ("plain", "plain", "stripes"))
    wears = look.wears
    if pattern == "dungarees":
        pattern = dice.choice(("stripes", "plain"))
        if look.is_child:
            wears = (*wears, "dungarees")
    top = dice.choice(CLOTHES)
    bottom = dice.choice([colour for colour in TROUSERS if colour != top])
    cloth = dice.choice((MARIGOLD, LEAF, BERRY, BLUE, RED, ROSE, MOSS, SKY_DEEP))
    return replace(look, top=top, bottom=bottom, pattern=pattern, wears=wears, cloth=cloth)


def invented(dice: Random, age: str = "child") -> Look:
    """Somebody nobody has described: hair and skin that go together."""
    skin = dice.choice((0, 1, 1, 2, 3, 4, 5, 6))
    if skin < 2:
        hair = dice.choice(("fair", "blond", "brown", "chestnut", "ginger", "dark"))
        styles = "short|bob|side|plaits|curls|bunches|long fringe|ponytail"
    elif skin < 5:
        hair = dice.choice(("black", "dark", "black"))
        styles = "short|side|plait|curls|bob|ponytail|long curls"
    else:
        hair = "black"
        styles = "small afro|puffs|braids|fade|curly|space buns"
    if age == "baby":
        styles = "tuft|wisps"
    style = dice.choice(styles.split("|"))
    if age in ("adult", "old") and style in ("bunches", "plaits", "space buns", "puffs"):
        style = "waves"
    if age == "old":
        hair = dice.choice(("grey", "white"))
    return dressed(Look(skin=skin, hair=hair, style=style, age=age), dice)


LOOKS = _parsed()


def look_of(name: str, age: str = "child") -> Look:
    """How somebody looks, by full name or first name."""
    first = name.strip().lower().split(" ")[0]
    if first in LOOKS:
        return LOOKS[first]
    return invented(Random(crc32(first.encode())), age)
