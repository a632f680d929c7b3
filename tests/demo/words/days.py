"""The small words of a day: how a note ends, what was played, how a child was."""

# After the moment, one plain line about the rest.
THEN = (
    "The afternoon was gentle.",
    "After rest we went outside again.",
    "A good appetite at tea.",
    "A cuddle and a story before home time.",
    "{She} was ready for you at the window.",
    "Tired at half past three, fine after a drink.",
    "Please send a spare pair of trousers: today's are in the bag.",
    "There is a picture in {her} bag, still a little wet.",
    "Lots to tell you, I think.",
    "A happy, ordinary day.",
    "{She} asked for you once, looked at the photo, and went on playing.",
    "Have a lovely evening.",
)

ACTIVITIES: dict[str, tuple[tuple[str, str], ...]] = {
    "acorns": (
        ("Treasure basket on the big rug", "treasure basket"),
        ("Warm water in the low tray", "water"),
        ("Songs with the drum", "drum"),
        ("Out in the garden in the big pram", "garden"),
        ("Rolling the soft balls", "ball"),
        ("Books on the cushions", "book"),
        ("Bubbles by the open door", "bubbles"),
        ("Beetroot paint on the floor", "paint"),
        ("Peekaboo with the long scarf", "peekaboo"),
        ("Crawling through the soft tunnel", "mat"),
    ),
    "conkers": (
        ("Big blocks", "blocks"),
        ("Puddle walk in The Dingle", "puddle"),
        ("Painting with sponges", "paint"),
        ("Sand and diggers", "sand"),
        ("Pouring at the water tray", "water"),
        ("Dough with cutters", "dough"),
        ("Songs with actions", "song"),
        ("The ramp and the cars", "ramp"),
        ("Leaf pile", "leaves"),
        ("Tea party for the bears", "table"),
    ),
    "pinecones": (
        ("Shop in the home corner", "shop"),
        ("Digging for worms", "beetle"),
        ("Story stones", "stones"),
        ("Baking with Stan", "cooking"),
        ("Planks and balance", "plank"),
        ("Cutting and sticking", "making"),
        ("Train track to the window", "train"),
        ("Dancing with scarves", "dancing"),
        ("Threading beads", "beads"),
        ("Mud kitchen", "mud kitchen"),
    ),
    "oaks": (
        ("Workbench", "workbench"),
        ("Mud café", "mud kitchen"),
        ("Making books", "book"),
        ("Treasure hunt", "treasure hunt"),
        ("Measuring the garden", "measuring"),
        ("Acting out a story", "acting"),
        ("Dams and gutters", "water"),
        ("Skittles and scores", "game"),
        ("Map of The Dingle", "map"),
        ("Big painting on the fence", "paint"),
    ),
    "ducklings": (
        ("Counting the ducks", "water"),
        ("Towels and peekaboo", "peekaboo"),
        ("Books on the mat", "book"),
        ("Bubbles on the towpath", "bubbles"),
    ),
    "herons": (
        ("Long train track", "train"),
        ("Boats in the gutter", "boat"),
        ("Maps of the canal", "map"),
        ("Ukulele with Fergus", "song"),
    ),
}

MOODS: dict[str, tuple[str, ...]] = {
    "settled": ("Came in with a nod and went to play.", "Calm from the start.", ""),
    "joyful": ("Arrived singing.", "Big smiles at the door.", "Full of news."),
    "quiet": ("A slow start on my knee.", "Wanted a book first.", ""),
    "tired": ("Short night, we heard. Early rest today.", "Rubbing eyes since ten."),
    "unsettled": ("Missed you at first; the window helped.", "A few tears, five minutes."),
    "upset": ("A hard goodbye. Calm after the photo and a cuddle.",),
}

SLEEPS = (
    "Slept well.",
    "Fell asleep by {herself} with {comforter}.",
    "A hand on {her} back, and off.",
    "Needed the song twice.",
    "",
    "",
)
