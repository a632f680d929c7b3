"""Short exchanges that any family may have had: a question from home, an answer from the room.

Each is a subject and its lines; "home" or "room" says whose turn it is.
"""

SMALL_TALK: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Spare clothes",
        (
            (
                "room",
                (
                    "A small plea: {name}'s spare trousers have all gone home. Could you "
                    "send a pair tomorrow?"
                ),
            ),
            (
                "home",
                "Two pairs are in the bag, and one odd sock for luck.",
            ),
        ),
    ),
    (
        "Late on Monday",
        (
            (
                "home",
                (
                    "We have the health visitor on Monday, so {name} will come at about "
                    "half past ten."
                ),
            ),
            (
                "room",
                "Thank you. We will keep a plate of snack.",
            ),
        ),
    ),
    (
        "What was the song?",
        (
            (
                "home",
                (
                    "{name} keeps humming something with a hey in the middle. Do you know "
                    "which one it is?"
                ),
            ),
            (
                "room",
                (
                    "That is our tidy-up song. I have written the words on a card; it is in "
                    "{her} bag."
                ),
            ),
            (
                "home",
                "The whole house is tidying up. It will not last. Thank you.",
            ),
        ),
    ),
    (
        "Grandma collects",
        (
            (
                "home",
                (
                    "My mother collects {name} on Wednesday at five. You have her photo "
                    "from last time."
                ),
            ),
            (
                "room",
                "Lovely, we have. Please remind her of the word.",
            ),
        ),
    ),
    (
        "A rough night",
        (
            (
                "home",
                "A very short night here, three in one bed. {name} may be grumpy, sorry.",
            ),
            (
                "room",
                "Thank you for telling us. An early rest and the quiet corner today, then.",
            ),
            (
                "room",
                "Slept for an hour and a half and woke up cheerful.",
            ),
        ),
    ),
    (
        "New shoes",
        (
            (
                "room",
                (
                    "{name}'s boots have become rather tight. We can lend a pair until you "
                    "have found new ones."
                ),
            ),
            (
                "home",
                "Thank you, I had not noticed! We will go on Saturday.",
            ),
        ),
    ),
    (
        "Trying new food",
        (
            (
                "home",
                "{name} eats nothing green at home. Does {she} with you?",
            ),
            (
                "room",
                (
                    "Peas, yes, one at a time; broccoli is only looked at. We put a little "
                    "on the plate and say nothing about it."
                ),
            ),
            (
                "home",
                "We will try saying nothing. That will be the hard part.",
            ),
        ),
    ),
    (
        "Away next week",
        (
            (
                "home",
                "We are at my sister's from Wednesday until Friday next week.",
            ),
            (
                "room",
                "Have a good time. {name} will be missed at the water tray.",
            ),
        ),
    ),
    (
        "Something lovely",
        (
            (
                "room",
                (
                    "No question, only good news: {name} helped a younger child with a coat "
                    "today, and nobody had asked."
                ),
            ),
            (
                "home",
                "You have made a long day shorter. Thank you.",
            ),
        ),
    ),
    (
        "The lost bear",
        (
            (
                "home",
                "Emergency: did the comforter stay with you? Bedtime is in an hour.",
            ),
            (
                "room",
                "Found it under the book box. I am here until six if you can come by the gate.",
            ),
            (
                "home",
                "On our way. You are a hero.",
            ),
        ),
    ),
    (
        "Two minutes on Friday?",
        (
            (
                "home",
                "Could I have two minutes with you on Friday at pick-up? Nothing bad.",
            ),
            (
                "room",
                "Of course. I am free from quarter past five, in the quiet room.",
            ),
        ),
    ),
    (
        "A visit to the dentist",
        (
            (
                "home",
                (
                    "{name} was at the dentist this morning and was very brave. There may "
                    "be a lot of play about teeth."
                ),
            ),
            (
                "room",
                "There was. I have had four fillings.",
            ),
        ),
    ),
)
