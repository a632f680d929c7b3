"""What parents and carers write under an observation, and what the nursery answers."""

from .kinds import Said

# Under one child's story: (child, scene of the story) → the exchange, first words first.
UNDER_STORIES: dict[tuple[str, str], tuple[Said, ...]] = {
    ("wren", "ball"): (
        Said(
            by="jo",
            words="She did it again at the in-laws'. We now have to move the dog bowl!",
        ),
        Said(
            by="dilys",
            at="18:05",
            words="Tell the dog I am sorry. She has found her gears.",
        ),
    ),
    ("idris", "puddle"): (
        Said(
            by="emrys",
            words="Sblash it is. Diolch for using our word.",
        ),
        Said(
            by="priya",
            at="18:20",
            words="We say it every day now. Croeso!",
        ),
    ),
    ("nura", "shoes"): (
        Said(
            by="layla",
            language="ar",
            words="شكراً لكم. استمعت إليها ثلاث مرات في الحافلة.",
        ),
        Said(
            by="rosalind",
            language="ar",
            at="18:10",
            words="شكراً لكِ! نورا تبتسم عندما تسمع صوتك.",
        ),
    ),
    ("kofi", "drum"): (
        Said(
            by="kwabena",
            words="Pan lids at 6 a.m. Send help. Also, proud.",
        ),
        Said(
            by="marek",
            at="18:02",
            words="Help is not coming: we are sending shakers. Morning!",
        ),
    ),
    ("zofia", "pine cones"): (
        Said(
            by="agnieszka",
            at="21:50",
            words="At home she does this with socks. Should I let her? It takes very long.",
        ),
        Said(
            by="marek",
            at="07:40",
            words=(
                "Let her, if you have the ten minutes. She is sorting by size, and that is "
                "maths. On a rushed day give her just four socks."
            ),
        ),
        Said(
            by="agnieszka",
            language="pl",
            at="21:15",
            words="Dziękuję! Cztery skarpetki to dobry pomysł.",
        ),
    ),
    ("teddy", "timer"): (
        Said(
            by="maureen",
            words="The breathing is from my old choir. So glad it works for him.",
        ),
        Said(
            by="callum",
            at="18:00",
            words="It works for me as well, most mornings.",
        ),
    ),
    ("ileana", "song"): (
        Said(
            by="doina",
            language="ro",
            at="20:30",
            words=(
                "Cântă toată ziua aici, dar nu am auzit-o niciodată cântând pentru alții. "
                "Am plâns puțin."
            ),
        ),
        Said(
            by="saoirse",
            at="07:50",
            words="We cried a little too. Mulțumim, Doina.",
        ),
    ),
    ("rafferty", "plank"): (
        Said(
            by="edmund",
            at="19:25",
            words=(
                "I did not see this until today because it only went to their mum's house. "
                "Can I get them too, please?"
            ),
        ),
        Said(
            by="jamal",
            at="07:45",
            words=(
                "Yes, from today. I am sorry that you missed it. He went across four more times."
            ),
        ),
    ),
    ("ottoline", "book"): (
        Said(
            by="flora",
            words="I have been told I read forwards 'a bit too much'.",
        ),
    ),
    ("rumi", "treasure hunt"): (
        Said(
            by="tahmina",
            words="Please tell the swimming teacher about the signs as well.",
        ),
        Said(
            by="femi",
            at="17:55",
            words="I will write to her today, and you will see the letter first.",
        ),
    ),
    ("solomiya", "house painting"): (
        Said(
            by="oksana",
            language="uk",
            at="20:10",
            words="Дякую. Тато повісив малюнок біля свого ліжка.",
        ),
    ),
    ("barnaby", "mud kitchen"): (
        Said(
            by="gordon",
            at="07:10",
            words="Read it after my night shift. Best menu in town. I would order the worm.",
        ),
        Said(
            by="oluchi",
            at="08:05",
            words="He has put one by for you.",
        ),
    ),
    ("harleen", "dough"): (
        Said(
            by="jaspreet",
            language="pa",
            words="ਧੰਨਵਾਦ! ਨਾਨੀ ਜ਼ਰੂਰ ਆਵੇਗੀ।",
        ),
        Said(
            by="saoirse",
            at="18:15",
            words="Wonderful. Any Thursday at ten, and we will have the flour ready.",
        ),
    ),
    ("ayaan", "beetle"): (
        Said(
            by="bilal",
            words="It is spelled کیڑا. He taught me the English for woodlouse in return.",
        ),
        Said(
            by="jamal",
            at="18:12",
            words="Thank you! It is on the log now, in your writing.",
        ),
    ),
    ("hodan", "doll"): (
        Said(
            by="hibaaq",
            language="so",
            words="Mahadsanid. Guriga sidoo kale way ku heestaa.",
        ),
    ),
    ("pip", ""): (
        Said(
            by="moira",
            words=(
                "He asked for a safe corner for Bear here too. It is behind the sofa, and "
                "it is busy."
            ),
        ),
    ),
}

# Under any observation of a child of any age.
ANY = (
    "Oh, {name}! I have read this to everyone at work.",
    "We see this at home too, mostly at bedtime.",
    "Thank you for noticing. It made my bus journey.",
    "I had no idea {she} could do that!",
    "We tried your idea on Sunday. It worked for eleven minutes, which is a record.",
    "Printed and on the fridge.",
    "Grandma says {she} gets it from her.",
    "Thank you. It was a hard morning, and this helped.",
    "This is so {name}.",
    "Is this usual at {her} age? I am only asking because I am amazed.",
    "I laughed out loud in a very quiet office.",
    "{She} did it again for the neighbours. There was clapping.",
    "Thank you for writing down every little step.",
    "I miss {him} on days like this. Thank you for letting me be there a bit.",
    "{name}'s grandad would like it known that he taught {him} that.",
    "How kind of you to wait and see what {she} would do.",
    "Please give {name} a wave from me at the window.",
    "That look! I can see it from here.",
    "I was worried {she} would be shy. Thank you for this.",
    "Read it twice. Once for me and once for {her} nan.",
    "We have been practising. The sofa has not forgiven us.",
    "I know how busy that hour of the day is. Thank you for writing.",
    "Saving this one for when {she} is twenty-one.",
    "It is lovely to hear about an ordinary morning.",
    "Funny, at home {she} will not go near it!",
    "I think {she} learned it from {her} cousin.",
    "My mother read this and cried, in a good way.",
    "It helps to know how you do it, so that we can do the same.",
    "I read this in the car park before driving home. Big smile.",
    "From both of us: thank you.",
    "That is the first time anyone outside the family has seen {him} do that.",
    "This is exactly what we hoped for when we chose you.",
    "Three times this week at home! We will keep going.",
    "Ha! That is my face, that is.",
    "We shall miss this stage. Thank you for catching it.",
    "And then {she} slept right through. Please do it every day.",
)

# Under what a child of two or more said or did.
TALKERS = (
    "{name} told us about this at tea, in {her} own way. Now it makes sense.",
    "Thank you for writing down the exact words.",
    "I showed {him} this and {she} pointed at {herself}, very pleased.",
    "{name} asked me to tell you that it was not an accident, it was on purpose.",
    "We have started saying 'I wonder' at home. It is harder than it looks.",
    "What a good question. We did not know either, so we looked it up together.",
    "Today {she} showed me how. I was doing it wrong.",
    "So that is where it comes from! We have heard of nothing else all week.",
)

# Where the scene of the observation calls for it: a comment, and what the nursery answered.
BY_SCENE: dict[str, tuple[tuple[str, str], ...]] = {
    "song": (
        (
            "Can you tell me which song it was? We would like to learn it.",
            "I have written the words on a card. It is in {her} bag.",
        ),
        ("We sang it in the car. All of it. All the way.", "Thank you for your service."),
    ),
    "lunch": (
        ("Peas? At home we are still at war with peas.", "Here too, on Thursdays."),
        (
            "{name} has asked for 'the same as nursery' for tea. What was it?",
            "It was lentils. Stan will send you the recipe.",
        ),
    ),
    "snack": (("Two hands on the cup! At home it is still the floor's drink.", "It takes weeks."),),
    "book": (
        ("Could we borrow that book one weekend?", "I will bring it to the door on Friday."),
        ("We have that one at home, held together with tape.", "The best ones always are."),
    ),
    "puddle": (
        ("I love that you let {him} get that muddy.", "Spare socks are always welcome."),
        ("We have no garden, but we have the bus stop puddle.", "A very good puddle, we hear."),
    ),
    "mud kitchen": (("What was the soup of the day?", "Leaf. It was always going to be leaf."),),
    "water": (("We will try it in the bath tonight.", "Towels first. Learn from us."),),
    "jumping": (("And on the stairs on Saturday, both feet!", "We heard the landing from here."),),
    "steps": (("We have no garden, but we have stairs, and stairs it is.", "Perfect."),),
    "friends": (
        (
            "A friend! Is there a family who might like to come to the park?",
            "I will ask them and, if they like, pass on your note.",
        ),
    ),
    "table": (
        ("Did {she} really share? I shall need that in writing.", "You have it in writing."),
    ),
    "snail": (("I wish I had been a snail on that wall.", "It was a very polite wall."),),
    "den": (("Good to know that {she} finds a quiet place when it gets loud.", "We all use it."),),
}

# Short and the same for girls and boys, so that they fit under anything.
IN_LANGUAGE: dict[str, tuple[str, ...]] = {
    "pl": (
        "Dziękujemy! W domu jest tak samo.",
        "Przeczytaliśmy to babci przez telefon. Była wzruszona.",
    ),
    "ar": ("شكراً لكم، قرأناها معاً مرتين.", "هذا الخبر أسعد يومنا. شكراً جزيلاً."),
    "ur": ("شکریہ! ہم نے یہ دادی کو پڑھ کر سنایا۔", "بہت شکریہ، گھر پر بھی یہی ہوتا ہے۔"),
    "pa": ("ਧੰਨਵਾਦ! ਅਸੀਂ ਇਹ ਸਾਰੇ ਪਰਿਵਾਰ ਨੂੰ ਪੜ੍ਹ ਕੇ ਸੁਣਾਇਆ।", "ਬਹੁਤ ਵਧੀਆ! ਧੰਨਵਾਦ।"),
    "bn": ("ধন্যবাদ! বাড়িতেও ঠিক এমন করে।", "পড়ে খুব ভালো লাগল। ধন্যবাদ।"),
    "gu": ("આભાર! ઘરે પણ આવું જ કરે છે.", "વાંચીને બહુ આનંદ થયો. આભાર."),
    "so": ("Mahadsanid! Aad baan ugu faraxnay.", "Waan la wadaagnay ayeeyo. Mahadsanid."),
    "ro": ("Mulțumim! Și acasă face la fel.", "Am citit împreună și am râs. Mulțumim."),
    "uk": ("Дякуємо! Ми прочитали це разом.", "Дуже дякуємо, це зігріло нам вечір."),
    "cy": ("Diolch! Mae hyn wedi gwneud ein diwrnod.", "Diolch yn fawr am sylwi."),
    "tw": ("Medaase! Yɛn ani agye paa.", "Yɛda mo ase pii."),
    "pt": ("Obrigada! Lemos isto à avó.",),
    "fr": ("Merci ! Nous l'avons lu deux fois.",),
    "es": ("¡Gracias! En casa hace lo mismo.",),
    "zh-hant": ("謝謝你們！我們一起看了兩次。",),
}

# A question among them has an answer of its own.
ANSWER_TO = {
    "Is this usual at {her} age? I am only asking because I am amazed.": (
        "Quite usual, and still lovely to see every time."
    ),
    "Funny, at home {she} will not go near it!": (
        "It may be the company. Send us a photo if it happens!"
    ),
    "I was worried {she} would be shy. Thank you for this.": (
        "Shy for a minute, then in the middle of it. We stay near."
    ),
}

# What the nursery says to a comment of the kind that fits anything.
ANSWERS = (
    "Thank you for reading, and for writing back.",
    "That made our morning.",
    "I have read it out in the room. Big grins.",
    "It is a joy to write these.",
    "You made my day with that.",
    "{She} is good company, you know.",
    "Thank you! More as soon as I find a pen.",
    "Lovely to hear from you. A wave from {name}.",
)

# What the nursery says to an entry from home.
TO_HOME = (
    "Thank you for sending this. We will ask {him} about it tomorrow.",
    "I read this to the room. There was a request to hear it again.",
    "How lovely. We will try the same here.",
    "This helps us know what to put out on the table. Thank you!",
    "I can just see {her} face.",
    "{She} told us a bit of this already, and now we understand it.",
    "Please keep them coming.",
    "What a lovely start to our morning, reading this.",
)
