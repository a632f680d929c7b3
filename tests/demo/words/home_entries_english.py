"""What families write from home in English: for one child, or for any of that age."""

from .kinds import HomeEntry

HOME_ENTRIES = (
    HomeEntry(
        child="wren",
        by="jo",
        weekdays_ago=1,
        scene="mat",
        areas="PD",
        words=(
            "Crawled the length of the hall and into the dog's bowl. The dog stood back and "
            "let her."
        ),
    ),
    HomeEntry(
        child="wren",
        by="sal",
        weekdays_ago=7,
        scene="book",
        areas="L",
        words="Turned the page before I had finished, twice, and both times she was right.",
    ),
    HomeEntry(
        child="kofi",
        by="kwabena",
        weekdays_ago=0,
        scene="drum",
        areas="EAD",
        words=(
            "Pan lids at 6 a.m. I recorded it for his mum on the rig. She has asked for a "
            "second concert."
        ),
    ),
    HomeEntry(
        child="kofi",
        by="kwabena",
        weekdays_ago=6,
        scene="helping",
        areas="PSED",
        words="Kofi gave his nana his spoon. The spoon. Then he took it back, but still.",
    ),
    HomeEntry(
        child="teddy",
        by="maureen",
        weekdays_ago=2,
        scene="song",
        areas="PSED EAD",
        words=(
            "He conducted my choir from the front row with a breadstick. We kept time with him."
        ),
    ),
    HomeEntry(
        child="pip",
        by="moira",
        weekdays_ago=3,
        areas="PSED",
        words=(
            "Pip asked if Bear could sleep in the big bed. I said where would you like to "
            "sleep. He said, 'Beside.'"
        ),
    ),
    HomeEntry(
        child="ottoline",
        by="flora",
        weekdays_ago=2,
        scene="book",
        areas="L CL",
        words=(
            "Bedtime story backwards again. It ends with 'once upon a time' and she says "
            "that is the best bit."
        ),
    ),
    HomeEntry(
        child="rafferty",
        by="edmund",
        weekdays_ago=4,
        scene="plank",
        areas="PD",
        words=(
            "We found a wall by the canal at my end. Nine steps with arms out and only one "
            "with my hand."
        ),
    ),
    HomeEntry(
        child="ottoline",
        by="edmund",
        weekdays_ago=9,
        scene="making",
        areas="EAD",
        words=(
            "String from the door to the lamp to my shoe. It is called the telephone. I am "
            "not to move."
        ),
    ),
    HomeEntry(
        child="rafferty",
        by="flora",
        weekdays_ago=8,
        scene="jumping",
        areas="PD",
        words=(
            "Jumped off the third stair and told the knee that it was fine before it had a "
            "chance to speak."
        ),
    ),
    HomeEntry(
        child="barnaby",
        by="gordon",
        weekdays_ago=2,
        scene="mud kitchen",
        areas="L M",
        words=(
            "He left a menu under my door while I slept. Beetle soup had gone up to three pounds."
        ),
    ),
    HomeEntry(
        child="kavi",
        by="dominic",
        weekdays_ago=5,
        scene="writing",
        areas="L",
        words=(
            "New poem: 'There was an ant, who wore its pants, on top of aunts.' Priya says "
            "I must send it."
        ),
    ),
    HomeEntry(
        ages=(3, 9),
        scene="faces",
        areas="PSED",
        words=(
            "{name} laughed out loud at a sneeze. We have all been pretending to sneeze "
            "since Saturday."
        ),
    ),
    HomeEntry(
        ages=(3, 10),
        scene="mat",
        areas="PD",
        words=(
            "Rolled from the rug to the radiator. Slowly, but {she} got there, and looked "
            "back at us as if it was nothing."
        ),
    ),
    HomeEntry(
        ages=(6, 14),
        scene="lunch",
        areas="PD PSED",
        words=(
            "First try of {her} grandmother's soup. More on the wall than in {name}, but "
            "{she} opened up for more."
        ),
    ),
    HomeEntry(
        ages=(8, 16),
        scene="ball",
        areas="CL",
        words=(
            "{name} says 'buh' for the bus and 'buh' for the bath. We can tell which by how "
            "fast {she} crawls."
        ),
    ),
    HomeEntry(
        ages=(10, 18),
        scene="window",
        areas="CL PSED",
        words=(
            "Waved to every single person in the queue at the chemist's. Most of them waved back."
        ),
    ),
    HomeEntry(
        ages=(12, 20),
        scene="first steps",
        areas="PD",
        words=(
            "Four steps from the sofa to the chair and then a very dignified sitting down. "
            "We were all holding our breath."
        ),
    ),
    HomeEntry(
        ages=(18, 28),
        scene="shoes",
        areas="PD PSED",
        words=(
            "Put my shoes on, walked to the door and said 'bye bye work'. {She} had {her} "
            "own bag and everything."
        ),
    ),
    HomeEntry(
        ages=(18, 30),
        scene="water",
        areas="UW",
        words=(
            "Washed the potatoes for an hour. They have never been so clean, and nor has "
            "the kitchen floor."
        ),
    ),
    HomeEntry(
        ages=(20, 30),
        scene="telephone",
        areas="CL",
        words=(
            "Rang {her} great-aunt on a remote control and told her about the puddle. We "
            "heard every word."
        ),
    ),
    HomeEntry(
        ages=(22, 34),
        scene="blocks",
        areas="M",
        words="A tower of tins as tall as {name}. The top one was sweetcorn. It did not survive.",
    ),
    HomeEntry(
        ages=(24, 36),
        scene="sky",
        areas="UW CL",
        words=(
            "{name} said good night to the moon, to the street lamp, and to the light in "
            "the fridge."
        ),
    ),
    HomeEntry(
        ages=(24, 40),
        scene="helping",
        areas="PSED",
        words=(
            "Helped me carry the washing, one peg at a time. I have not had better help in years."
        ),
    ),
    HomeEntry(
        ages=(30, 42),
        scene="drawing",
        areas="L EAD",
        words=(
            "Drew all of us. I have eleven fingers and no body, and {she} says I am smiling "
            "because it is Friday."
        ),
    ),
    HomeEntry(
        ages=(30, 44),
        scene="cooking",
        areas="M UW",
        words=(
            "Counted the eggs into the box and then counted the spaces. Then {she} asked "
            "what a space tastes of."
        ),
    ),
    HomeEntry(
        ages=(32, 48),
        scene="book",
        areas="L",
        words=(
            "{name} read to the baby next door through the fence. The baby stopped crying, "
            "so now it is every evening."
        ),
    ),
    HomeEntry(
        ages=(36, 60),
        scene="beetle",
        areas="UW",
        words=(
            "Found a worm, named it, made it a bed, and let it go because 'it has its own family'."
        ),
    ),
    HomeEntry(
        ages=(40, 60),
        scene="writing",
        areas="L M",
        words=(
            "Made tickets for the bath. They cost five and mine has my name on it with "
            "every letter in it, in some order."
        ),
    ),
    HomeEntry(
        ages=(42, 60),
        scene="game",
        areas="PSED M",
        words=(
            "Lost at cards and said 'well played' through {her} teeth. I have never been so proud."
        ),
    ),
    HomeEntry(
        ages=(42, 60),
        scene="rocket",
        areas="UW EAD",
        words=(
            "A rocket from the boiler box. We have been to the moon and back before tea, "
            "and someone had packed sandwiches."
        ),
    ),
)
