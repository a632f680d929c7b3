"""What families and colleagues write when a child comes, moves on and goes."""

WISH = (
    "Two things. I will still be tired in spring, so a start after nine would help. And could"
    " somebody say good morning to him in Somali, even one word?"
)
WE_WILL = (
    "Come at half past nine in the first month, nothing is missed before that. Dilys is learning"
    " “subax wanaagsan” and Hodan has promised to check how she says it."
)
VISIT_PURPOSE = (
    "So that Dilys meets your baby where he feels safest, and you can ask everything over your own"
    " tea. Twenty minutes, shoes off."
)
SAFETY = "Flat 9 is on the third floor and the lift sticks: take the stairs, two of us go."

LEO_VISITS = (
    # days from today, time, kind, agreed, how it was
    (
        -12,
        "10:00",
        "together",
        True,
        "Looked at the lights for a long time. Slept in Tamsin’s arm.",
    ),
    (-9, "10:00", "together", True, "Held Dilys’s finger, then her necklace. Cried when it went."),
    (
        -5,
        "09:30",
        "short",
        True,
        "Cried at the door, then sat with Dilys by the fish. Ate nothing.",
    ),
    (3, "09:30", "half_day", True, ""),
    (6, "09:30", "half_day", False, ""),
)
LEO_WISH = "A message at eleven, just one line. I cannot think of anything else until then."
LEO_WE_WILL = "Dilys writes you a line before half past eleven, every day of the first two weeks."

ROOM_ABOUT = "From Conkers to Pinecones after the winter holiday"
ROOM_PEOPLE = "Ewa comes along in the first week; Jamal is the new key person"
ROOM_STEPS = (
    (-6, "Hodan and Ewa carry the snack plates to Pinecones and look around", "Ewa", True),
    (5, "An hour in Pinecones with Ewa, the blue scarf comes too", "Ewa and Jamal", False),
    (12, "Hibaaq and Warsame have tea with Jamal", "Jamal", False),
    (19, "A whole morning, and lunch at the new table", "Jamal", False),
)
ROOM_WORRIES = (
    (
        "The baby comes in the same month. Is that not too much at once?",
        "It is a lot, and you know her best. If the baby is early we wait two weeks: the place in"
        " Conkers stays hers until the end of February. Ewa stays her person at the door. For the"
        " nights there is somebody who comes to you.",
    ),
    ("She only sleeps beside Ewa. Who lies down next to her over there?", ""),
)
ROOM_WORRY_CARD = "Sleep Easy"
ROOM_COMFORTS = (
    "The blue scarf, always. Singing “Huwaaya huwaa” very quietly. A doll to look after when there"
    " is too much noise."
)

SCHOOL_ABOUT = "To Upper Fibbing Primary in September"
SCHOOL_PEOPLE = "Mrs Larch, who takes the new class, visits us in May"
SCHOOL_CARD = "Dads on Saturday"
SCHOOL_STEPS = (
    (20, "Read “Going to the big door” and draw the way to school", "Oluchi", False),
    (60, "Walk there and back, and count the lamp posts", "Gordon and Barnaby", False),
    (150, "Mrs Larch comes to Oaks for a morning", "Oluchi", False),
)
SCHOOL_WORRY = (
    "He cannot do his coat alone. Will they laugh?",
    "Four others cannot either. We practise the upside-down trick every day after lunch, and Mrs"
    " Larch says the first weeks are all coats.",
)
SCHOOL_COMFORTS = "His tape measure in the pocket. He may measure the room and then he is fine."
