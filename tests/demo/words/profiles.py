"""What the homes of the demo say of themselves and of their children, each in its own voice.

Home → who writes, language, and the answers by question; an answer may name another audience than
the usual one. `PREFER` stands for "we prefer not to say".
"""

from dataclasses import dataclass, field

PREFER = "—"


@dataclass(frozen=True)
class Told:
    """What one home says; `earlier` are versions that were replaced since."""

    by: str
    family: dict[str, str] = field(default_factory=dict)
    children: dict[str, dict[str, str]] = field(default_factory=dict)
    language: str = "en-gb"
    audiences: dict[str, str] = field(default_factory=dict)
    earlier: dict[str, str] = field(default_factory=dict)
    taken_back: dict[str, str] = field(default_factory=dict)
    days_ago: int = 30


HOMES: dict[str, Told] = {
    "kapelusz": Told(
        by="agnieszka",
        language="pl",
        family={
            "strengths": (
                "Umiemy się dzielić: czasem, zupą i jednym kluczem do domu. Zofia ma zawsze kogoś,"
                " kto nie śpi.\n\nWe are good at sharing: time, soup and one house key."
            ),
            "about_us": (
                "Przyjechaliśmy z Łodzi sześć lat temu. Tomek piecze chleb nocą, ja zszywam"
                " kapelusze w dzień. W niedzielę śpimy wszyscy troje naraz, do południa."
            ),
            "at_home": "Tomek, Zofia, ja i żółw Generał. Babcia Halina mieszka w telefonie.",
            "names": (
                "Agnieszka: ag-NYESH-ka. Ania wystarczy. Zofia: ZOF-ya; w domu Zosia, ale w"
                " przedszkolu Zofia."
            ),
            "celebrations": (
                "Wigilia, 24 grudnia: dwanaście potraw i jedno puste miejsce przy stole. Imieniny"
                " są ważniejsze niż urodziny; Zofia ma je 15 maja."
            ),
            "memories": (
                "W moim przedszkolu nie wolno było wstać od stołu, dopóki talerz nie był pusty."
                " Proszę, nigdy tak z Zofią."
            ),
            "meals": "Soup first, then the rest. Never made to finish a plate.",
            "images": "Christmas and Easter gladly. She is proud of Polish songs: ask her for one.",
        },
        audiences={"memories": "key_person"},
        earlier={"at_home": "Tomek, Zofia i ja."},
        children={
            "zofia": {
                "called": (
                    "Zofia. Zosia is for home. Do not say Sophie, she looks for somebody else."
                ),
                "people": "Tata, Mama, Babcia Halina on the screen, the tortoise Generał.",
                "likes": "Rows. Cones, socks, spoons, people on the bus.",
                "key_words": (
                    "pić (peech) is drink. jeszcze (YESH-cheh) is again and more, she says it most."
                    " siku is toilet. Nie is no, and she means it."
                ),
                "comforter": "The felt hat. On the head when she is brave, in the hand when not.",
                "sleep": "On her front, hat beside her. Count to ten in Polish, slowly, twice.",
                "food": "Everything in soup. Nothing that was soup before and is dry now.",
                "feelings": (
                    "Tired: she starts a row and does not finish it. Sad: hat over the eyes."
                ),
                "fears": "The hand dryer. Go out first, then press.",
                "hopes": (
                    "That she learns English without feeling that Polish is for secrets. We worry"
                    " that she is quiet here; at home she is loud."
                ),
                "reach_us": "A message. One of us is asleep; ringing wakes the wrong one.",
            }
        },
    ),
    "bobbin": Told(
        by="maureen",
        family={
            "strengths": (
                "We keep going. I have brought up four and buried one, and we still sing at the"
                " sink. Teddy knows every word of the choir's Christmas programme."
            ),
            "about_us": (
                "I am his Nan and his special guardian, and have been since he was five months old."
                " I am sixty-three. I do not do phones with swiping; I am learning."
            ),
            "at_home": "Teddy and me. His uncle Dean on Saturdays, with the van.",
            "what_matters": (
                "I'm Nan. On cards, in songs, on the peg. He has a mum and we say her name."
            ),
            "celebrations": (
                "Mothering Sunday is a hard one. He makes a card for Nan, and one for the box."
            ),
            "memories": (
                "I was the one at the back who was told she'd never learn. So talk to me plainly"
                " and don't send me a form."
            ),
            "touch": "He comes for a cuddle when he's ready. Don't scoop him up from behind.",
        },
        audiences={"memories": "key_person", "celebrations": "key_person"},
        children={
            "teddy": {
                "called": "Teddy. He's Edward on paper and nobody has ever used it.",
                "people": (
                    "Nan. Uncle Dean. Mum, whose picture is in the waistcoat pocket of the bear."
                ),
                "comforter": "Bear, in the waistcoat. Check the pocket before home time.",
                "sleep": "Three big breaths, then the gravel song, then he's gone.",
                "feelings": "When he is sad he goes very tidy.",
                "fears": "Doors that slam. Warn him, that's all it takes.",
                "hopes": (
                    "That he starts school knowing he was wanted. I worry who'll do this when I"
                    " can't."
                ),
                "reach_us": "Ring the house. It is on the wall and it is loud.",
            }
        },
    ),
    "saffronby": Told(
        by="layla",
        language="ar",
        family={
            "strengths": (
                "نحن نجيد الضيافة: في بيتنا دائمًا كرسي زائد وصحن زائد. ونجيد الصبر، فقد تعلمناه في"
                " الطريق."
            ),
            "about_us": (
                "جئنا من حمص. زوجي كريم يعمل في المخبز ليلًا، وأنا كنت معلمة رياضيات. أحب أن أعمل من"
                " جديد حين تكبر نورا قليلًا."
            ),
            "at_home": "أنا وكريم ونورا، وأم كريم في الهاتف كل مساء الساعة السابعة.",
            "what_matters": "نقول «بسم الله» قبل الطعام. ونورا تأكل اللحم الحلال أو الخضار.",
            "names": (
                "ليلى: LAY-la. نورا: NOO-ra، والراء خفيفة. نادوني «أم نورا» إن أحببتم، فهذا يفرحني."
            ),
            "celebrations": (
                "رمضان والعيدان. في العيد تلبس نورا ثوبًا جديدًا، ونحب أن نحضر الكعك للجميع."
            ),
            "meals": "بسم الله قبل الأكل. حلال أو خضار، ولا جيلاتين. تأكل بيدها اليمنى.",
            "touch": "نحملها كثيرًا في البيت. احملوها إذا بكت، ولا تتركوها تبكي وحدها.",
            "images": "صور الحيوانات جميلة. لا نعلّق صورة الخنزير، ولا بأس بعيد الميلاد وأغانيه.",
        },
        earlier={"meals": "حلال أو خضار."},
        children={
            "nura": {
                "called": "نورا. وفي البيت نقول «نور عيني».",
                "people": "ماما، بابا، تيتا في الهاتف، والخباز أبو سليم الذي يعطيها كعكة.",
                "key_words": (
                    "ماء (mai) تعني أنها عطشانة. «بح» تعني انتهى. «نام» تعني أريد أن أنام."
                ),
                "comforter": "صورة بابا في الغلاف البلاستيكي. تقبّلها قبل النوم.",
                "sleep": "تنام على صوتي في التسجيل، وعلى جنبها الأيمن.",
                "feelings": "حين تتعب تفرك أذنها اليسرى. وحين تفرح تدور حول نفسها.",
                "hopes": "أتمنى أن تتكلم الإنجليزية والعربية معًا. وأخاف أن لا أفهم ما تكتبونه لي.",
                "reach_us": "رسالة بالعربية، أو تسجيل صوتي. الاتصال بالإنجليزية يقلقني.",
            }
        },
    ),
    "button-flora": Told(
        by="flora",
        family={
            "strengths": "We repair things. Bikes, cardigans, arguments. Usually before bedtime.",
            "about_us": (
                "Three of us in a flat over the wool shop. The twins have two homes, and both are"
                " home. I'd rather nobody compared."
            ),
            "at_home": (
                "Ottoline, Rafferty, me, and from Thursday to Saturday just me and the radio."
            ),
            "celebrations": (
                "Two birthdays, one each, ten minutes apart. Two cakes, please, not one."
            ),
            "memories": "I loved nursery. I hated being half of a pair.",
            "meals": "We say what we are thankful for, then we eat. Vegetables by negotiation.",
            "dress": "Otti keeps the boots on. It isn't worth it.",
        },
        audiences={"memories": "key_person"},
        children={
            "ottoline": {
                "called": "Ottoline, or Otti. Not “the twins”.",
                "comforter": "String, a ball of it, blue if you have it.",
                "sleep": "Doesn't. Rests with a story told backwards.",
                "feelings": "When she's sad she asks what happened before that, and before that.",
                "hopes": "That somebody takes her endless whys as far as they go.",
            },
            "rafferty": {
                "called": "Rafferty. Raff when he's jumping.",
                "comforter": "Half a blanket. The other half is his sister's.",
                "sleep": "Flat out by one, if he has jumped enough.",
                "fears": "Being left behind when she goes first.",
            },
        },
    ),
    "button-edmund": Told(
        by="edmund",
        family={
            "strengths": (
                "Outdoors in any weather. I'm not good at plaits, but I'm good at puddles."
            ),
            "about_us": "I have them Thursday to Saturday, and I would like to know things too.",
            "at_home": "Two bunk beds, two wellies each, and the dog, Captain.",
            "meals": "We eat with our hands when it's pizza, and with sticks when it's raining.",
            "outings": "Happy to come along on a Friday. I have a spare car seat and a whistle.",
        },
        children={
            "ottoline": {
                "called": "Ottoline.",
                "comforter": "She brings her string. At ours it's red.",
                "sleep": "After lunch she lies next to Captain for an hour. I was surprised too.",
                "likes": "Knots. She has learned the bowline.",
            },
            "rafferty": {
                "called": "Raff.",
                "sleep": "Needs the door open and the hall light on.",
                "likes": "Planks, and being timed.",
            },
        },
        days_ago=12,
    ),
    "sundial": Told(
        by="hibaaq",
        family={
            "strengths": (
                "We remember. My mother can tell you nine generations, Hodan already knows three."
            ),
            "about_us": (
                "Somali and from here, both, all the way. A baby is coming in spring, inshallah."
            ),
            "at_home": "Warsame, me, Hodan, my mother on most days, and soon one more.",
            "what_matters": "Respect for elders, and that nobody eats alone.",
            "names": (
                "Hibaaq: hi-BAAK. Hodan: ho-DAN. We use the father's name after, not a surname."
            ),
            "celebrations": "Both Eids. And the night before: henna, if Hodan sits still.",
            "meals": "Halal. Right hand. During Ramadan she eats; only grown-ups fast.",
            "dress": "The blue scarf is hers to wear or not. Please don't take it off for her.",
        },
        children={
            "hodan": {
                "called": "Hodan.",
                "people": "Hooyo, Aabo, Ayeeyo, and the baby who has no name yet.",
                "key_words": "biyo is water, haa is yes, maya is no, musqul is toilet.",
                "comforter": "The blue scarf. It is a shawl, a sling and a tent.",
                "hopes": (
                    "That she is ready to be a big sister. I worry that I will have too little lap."
                ),
            }
        },
    ),
    "drumwater": Told(
        by="kwabena",
        family={
            "strengths": "Rhythm and punctuality. You will hear us before you see us, and on time.",
            "at_home": "Kofi, me, Harriet when she is onshore, and Nana next door.",
            "celebrations": "Ghana's Independence Day, 6 March. Kofi has a kente bow tie.",
            "dress": "His skin is dry in winter: shea butter, in the blue pot in his bag.",
            "memories": PREFER,
        },
    ),
    "silverthread": Told(
        by="sadia",
        family={
            "strengths": (
                "Working with our hands. My mother-in-law sews, I sew, Imran mends trains."
            ),
            "at_home": "Six of us: Dada, Dadi, Imran, me, Samir and Fatima.",
            "meals": (
                "Halal. No sweets before Jumma on Fridays, that is Dadi's rule and we keep it."
            ),
            "celebrations": "Eid, and the day Samir's model railway was finished.",
            "images": "Please no pictures of prophets. Everything else, gladly.",
        },
    ),
    "nomansland": Told(
        by="moira",
        family={
            "strengths": "We have fostered for nineteen years. We are good at waiting.",
            "about_us": (
                "Pip came in spring with one bag and Bear. What is Pip's to tell is Pip's to tell."
            ),
            "touch": "Ask first, every time, and wait for the answer. “No” is a good answer.",
            "outings": "Tell him the day before, draw it, and say who brings him back.",
        },
        audiences={"about_us": "key_person"},
        children={
            "pip": {
                "called": "Pip.",
                "comforter": "Bear, and the grey blanket. Never washed both on one day.",
                "feelings": "Frightened looks like very polite.",
                "fears": "Being fetched by somebody new. Always say who.",
            }
        },
    ),
    "windfall": Told(
        by="oksana",
        language="uk",
        family={
            "strengths": (
                "Ми вміємо починати спочатку. І печемо найкращі яблучні пиріжки на цій вулиці."
            ),
            "about_us": "Андрій далеко. Ми говоримо з ним щовечора, якщо є зв’язок.",
            "at_home": "Соломія і я. І татова фотографія на холодильнику.",
            "celebrations": "Різдво тепер 25 грудня, як тут. Але кутя має бути.",
            "names": "Оксана: ok-SA-na. Соломія: so-lo-MEE-ya.",
        },
        taken_back={"memories": "Моя школа мала підвал. Я не люблю дзвінків."},
    ),
    "applegarth-moon": Told(
        by="jo",
        family={
            "strengths": "We laugh at breakfast. Not every family manages that.",
            "at_home": "Sal, me, Wren and a dog called Gravy.",
            "what_matters": (
                "Two mums: Mum and Mama. Songs with a daddy in them are fine, songs without us"
                " are not."
            ),
            "celebrations": "The day Wren was adopted, 9 June. We call it Three Day.",
            "touch": "Carried a lot, in the sling. She settles on the left side.",
        },
    ),
    "lanternjack": Told(
        by="catrin",
        language="cy",
        family={
            "strengths": "Canu. Ac ateb yn ôl. We sing, and we answer back.",
            "names": "Catrin: KAT-rin. Idris: ID-riss. Bore da is good morning and makes ours.",
            "celebrations": "St David's Day. Idris is a leek.",
            "at_home": "Gareth, Idris, me. Taid comes on Thursdays with the whistle.",
        },
        children={
            "idris": {
                "sleep": "Suo Gân, slowly, and a hand on his back.",
                "comforter": "A square of green blanket.",
                "key_words": "dŵr (door) is water. Nos da is goodnight. Mwy is more.",
            }
        },
    ),
    "starling": Told(
        by="jaspreet",
        family={
            "strengths": "There is always somebody at the stove and somebody at the door.",
            "at_home": "Gurdeep, Nani, Harleen and me. Cousins on Sundays, eleven of them.",
            "dress": (
                "Her hair is not cut. If the plait comes loose, please plait it again; Nani can"
                " show you."
            ),
            "meals": "Vegetarian, no eggs in cakes. She may see meat on other plates.",
            "celebrations": "Vaisakhi and Diwali, called Bandi Chhor here at ours.",
        },
    ),
    "hilltop": Told(
        by="farhan",
        family={
            "strengths": "We listen with our eyes. Rumi taught us.",
            "about_us": (
                "Bengali, English and BSL at one table. Whoever talks with a full mouth signs."
            ),
            "outings": (
                "Spare batteries are in the blue tin. High-vis on Rumi's friend too, so he looks"
                " back."
            ),
            "celebrations": "Pohela Boishakh in April. Come, there's too much food.",
        },
    ),
}

# Which staff have read which home's page, and how many days ago.
READ: tuple[tuple[str, str, int], ...] = (
    ("marek", "kapelusz", 3),
    ("ewa", "kapelusz", 20),
    ("callum", "bobbin", 8),
    ("jamal", "button-flora", 5),
    ("jamal", "button-edmund", 5),
    ("saoirse", "button-flora", 28),
    ("ewa", "sundial", 2),
    ("femi", "hilltop", 6),
    ("priya", "lanternjack", 9),
)
# What was written lately, after somebody had read: home, question, days ago.
LATELY: dict[tuple[str, str], int] = {
    ("kapelusz", "at_home"): 1,
    ("kapelusz", "meals"): 2,
    ("button-flora", "dress"): 1,
    ("sundial", "about_us"): 1,
    ("saffronby", "meals"): 2,
    ("bobbin", "touch"): 4,
}
# What each adult has said about their languages besides the ones they speak.
INTERPRETER = ("layla", "balwinder", "doina", "oksana")


# --- the routine card -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Routine:
    """What a child's card says: home → its column, and the nursery's with its writer. `lately` are
    the homes that changed theirs yesterday, "nursery" among them if we did."""

    homes: dict[str, dict[str, str]]
    nursery: dict[str, str]
    by: str
    lately: tuple[str, ...] = ()


ROUTINES: dict[str, Routine] = {
    "zofia": Routine(
        homes={
            "kapelusz": {
                "sleep": "At seven. On her front, the hat beside her, counted to ten twice.",
                "comfort": "The hat on, and nobody talking for a minute.",
                "feeding": "Soup first. From her own bowl, with the small spoon.",
                "toilet": "siku (SHEE-koo). She says it when it has happened.",
                "goodbyes": "One kiss on each hand. Then go, do not look back, she counts us.",
            }
        },
        nursery={
            "sleep": "After lunch, by the window, on her front. Marek counts in Polish, badly.",
            "comfort": "Hat, then the row of cones on the sill.",
            "feeding": "On soup day she eats for three. Other days she looks into the pan first.",
            "goodbyes": "She puts her boots in the row herself, then she is here.",
        },
        by="marek",
        lately=("kapelusz",),
    ),
    "teddy": Routine(
        homes={
            "bobbin": {
                "sleep": "Half past six, light on, gravel song.",
                "comfort": "Three big breaths. You have to do them too.",
                "calming": "Running the cold tap over his hands.",
                "goodbyes": "Nan says 'after tea', not 'bye'.",
            }
        },
        nursery={
            "sleep": "One hour, bear tucked in first.",
            "calming": "The gravel tray, with Callum, no talking.",
            "goodbyes": "We say 'after tea' as well.",
        },
        by="callum",
        lately=("nursery",),
    ),
    "ottoline": Routine(
        homes={
            "button-flora": {
                "sleep": "No nap. A story told backwards at seven.",
                "comfort": "Blue string.",
                "goodbyes": "She says when.",
            },
            "button-edmund": {
                "sleep": "An hour beside the dog after lunch.",
                "comfort": "Red string.",
                "feeding": "Eats best outdoors.",
            },
        },
        nursery={
            "sleep": "A rest on the mat with a book, most days no sleep.",
            "comfort": "String of either colour.",
            "goodbyes": "She opens the gate herself and closes it behind her parent.",
        },
        by="jamal",
        lately=("button-edmund",),
    ),
    "nura": Routine(
        homes={
            "saffronby": {
                "sleep": "على جنبها الأيمن، مع تسجيل صوتي.",
                "feeding": "بيدها اليمنى. العدس تحبه كثيرًا.",
                "toilet": "«كاكا» للحفاض.",
                "goodbyes": "نقول «مع السلامة يا نور» ونلوّح مرة واحدة.",
            }
        },
        nursery={
            "sleep": "On her right side; Layla's recording on the small speaker, twice.",
            "goodbyes": "We wave once from the window and say 'maa salama'.",
        },
        by="priya",
        lately=("nursery",),
    ),
}

# New from a family and not checked yet: child, home, field, words.
HEALTH_CHANGES: tuple[tuple[str, str, str, str], ...] = (
    ("hodan", "sundial", "allergies", "sesame: a rash round the mouth last Sunday"),
    ("kofi", "drumwater", "care_note", "New glasses. Blue strap, on all day, off for sleep"),
)
# Who has been round this term: home → steps done ("all" of them: finished).
CHECKS: dict[str, tuple[str, ...]] = {
    "lanternjack": ("all",),
    "hilltop": ("all",),
    "starling": ("all",),
    "sundial": ("contacts", "health"),
}
