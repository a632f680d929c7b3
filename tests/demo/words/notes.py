"""What a daily note begins with: one real moment of the day."""

# One real moment, to begin the note with. Ages in months.
NOTES: tuple[tuple[tuple[int, int], str], ...] = (
    (
        (3, 12),
        (
            "{name} watched the rain run down the window this morning and followed one drop "
            "all the way with a finger."
        ),
    ),
    (
        (3, 12),
        (
            "A morning of smiles from the chair by the window. {name} found a new sound, "
            "something like a small engine, and used it on everyone."
        ),
    ),
    (
        (3, 12),
        (
            "{name} wanted arms today, so arms it was. We walked to see the fish, the cook "
            "and the coats, and came back calm."
        ),
    ),
    (
        (3, 12),
        (
            "Long stretches on the mat. {name} pushed up high on both hands and looked "
            "round like somebody on a ship."
        ),
    ),
    (
        (3, 14),
        "We sang with the big drum. {name} felt it with {her} feet before {she} heard it.",
    ),
    (
        (3, 14),
        "{name} slept well and woke up ready to talk. Most of it was addressed to a spoon.",
    ),
    (
        (5, 18),
        (
            "Splashing at the low tray. {name} got the floor, two sleeves and one grown-up "
            "wet, and was very satisfied."
        ),
    ),
    (
        (6, 18),
        (
            "The treasure basket was out. {name} chose the whisk again and would not be "
            "parted from it at lunch."
        ),
    ),
    (
        (6, 18),
        "{name} laughed so much at peekaboo that {she} had to lie down for a bit.",
    ),
    (
        (8, 18),
        (
            "Outside in the big pram first, then on the grass. {name} held one leaf from "
            "ten o'clock until lunch."
        ),
    ),
    (
        (8, 18),
        (
            "{name} pulled up at the shelf and took every single thing off it, kindly, one "
            "after the other."
        ),
    ),
    (
        (9, 18),
        (
            "A bit wobbly at drop-off, then the window, a wave, and all was well. {name} "
            "waved to three vans after that."
        ),
    ),
    (
        (10, 18),
        "{name} danced today, mainly with {her} knees.",
    ),
    (
        (10, 18),
        (
            "We looked at the picture wall together. {name} pointed to home and to you and "
            "said something long about it."
        ),
    ),
    (
        (12, 18),
        "{name} fed the doll, the bear and me. I had the most.",
    ),
    (
        (18, 30),
        (
            "Mud to the knees and a very serious face. {name} was making soup, and it took "
            "all morning."
        ),
    ),
    (
        (18, 30),
        (
            "{name} found a snail before coats were off, and we were late for snack because "
            "of it. Good reason."
        ),
    ),
    (
        (18, 30),
        (
            "The big blocks today. {name} carried and carried. It became a wall, and then a "
            "bed for it."
        ),
    ),
    (
        (18, 30),
        "A wobbly start, then bubbles. {name} popped the last one with {her} nose.",
    ),
    (
        (18, 30),
        (
            "{name} spent a long time pouring: big jug, small jug, floor, cloth. We do the "
            "cloth together now."
        ),
    ),
    (
        (18, 30),
        "Rain suits on. {name} tried every puddle and chose the one by the shed.",
    ),
    (
        (18, 30),
        (
            "{name} sang to the baby dolls at rest time until most of them were asleep. So "
            "was I, nearly."
        ),
    ),
    (
        (18, 30),
        (
            "Lots of talking today. {name} told me about a bus, and I think also about a "
            "dog on the bus."
        ),
    ),
    (
        (18, 30),
        (
            "{name} and a friend sat under the table with a torch and no plan. They came "
            "out for lunch."
        ),
    ),
    (
        (18, 30),
        "Paint, both hands, up to the elbow. {name} would like you to know that it was blue.",
    ),
    (
        (18, 30),
        (
            "The ramp was out. {name} sent down everything that would roll, then everything "
            "that would not."
        ),
    ),
    (
        (18, 30),
        "{name} helped to lay the table and counted the spoons: one, two, two, two.",
    ),
    (
        (18, 30),
        "We went to the gate to see the bin lorry. {name} did all the arms.",
    ),
    (
        (18, 30),
        "A quiet day, a book day. {name} sat on four laps and read the same story to each.",
    ),
    (
        (18, 30),
        "{name} waited for a turn on the red digger and told everybody so: 'waiting, waiting'.",
    ),
    (
        (18, 42),
        (
            "Today {name} made a bed for the bear from every cushion in the room, and then "
            "lay in it {herself}."
        ),
    ),
    (
        (30, 42),
        (
            "{name} ran the shop today. I bought a shoe, a carrot and my own watch, and I "
            "have no change."
        ),
    ),
    (
        (30, 42),
        (
            "A morning in The Dingle. {name} dug a hole 'for later' and put a stick on it "
            "so that we can find it."
        ),
    ),
    (
        (30, 42),
        "{name} told the story at group time. It had a bear, a bus and a surprise.",
    ),
    (
        (30, 42),
        (
            "Dough today. {name} made a snake as long as the table and gave it a name, a "
            "hat and a bed."
        ),
    ),
    (
        (30, 42),
        (
            "A wobble after lunch; we sat in the tent until it had passed. Then {name} "
            "asked for the string."
        ),
    ),
    (
        (30, 42),
        "{name} put on {her} own coat, boots and hat, in that order, and then the other order.",
    ),
    (
        (30, 42),
        (
            "The train went from the door to the window and back, with {name} as guard. "
            "Tickets were checked."
        ),
    ),
    (
        (30, 42),
        "{name} asked why leaves fall and then told me: 'They are tired of holding on.'",
    ),
    (
        (30, 42),
        "{name} poured the milk for the whole table and spilled less than I do.",
    ),
    (
        (30, 42),
        "Songs at the piano. {name} knew all the words and some that are not in it.",
    ),
    (
        (30, 60),
        (
            "{name} built a very tall tower with a friend. It fell twice, and they cheered "
            "both times."
        ),
    ),
    (
        (30, 60),
        (
            "We had a visitor with a trumpet. {name} asked the best question: 'Where does "
            "it keep the loud?'"
        ),
    ),
    (
        (42, 60),
        "The mud café opened at ten. {name} took orders, and some of them arrived.",
    ),
    (
        (42, 60),
        (
            "{name} worked at the bench all morning. There is now a boat, or a shelf, with "
            "five nails."
        ),
    ),
    (
        (42, 60),
        (
            "A treasure hunt in the rain. {name} read the map and shouted the way to "
            "everyone behind."
        ),
    ),
    (
        (42, 60),
        "{name} wrote a sign, a list and a letter to the fish. The fish has not answered so far.",
    ),
    (
        (42, 60),
        (
            "{name} taught a younger child how to hold the scissors. I stood behind the "
            "shelf and listened."
        ),
    ),
    (
        (42, 60),
        (
            "A big talk about the moon at snack. {name} thinks it is the same one as "
            "yesterday, 'but rested'."
        ),
    ),
    (
        (42, 60),
        "Football with jumpers for posts. {name} was in goal, and in song.",
    ),
    (
        (42, 60),
        "{name} lost at lotto, sighed like a grown-up, and asked to play again.",
    ),
    (
        (42, 60),
        "The newspaper came out today. {name} wrote the weather: one cloud, with legs.",
    ),
    (
        (42, 60),
        "{name} and two friends made a house with rules. I was allowed in on Thursday terms.",
    ),
)


# What some of the named children's days said; so many weekdays ago.
NAMED: tuple[tuple[str, int, str], ...] = (
    (
        "wren",
        1,
        (
            "Wren chased the blue ball the whole length of the room and looked round to see "
            "who had noticed. We all had."
        ),
    ),
    (
        "wren",
        3,
        (
            "A teething day: quiet, lots of cuddles, gel at 11:10 as agreed. Leeks refused, "
            "and who can blame her."
        ),
    ),
    (
        "idris",
        2,
        (
            "Puddle day! Spare trousers used, please send a pair. 'Sblash' was said by "
            "everybody in the room."
        ),
    ),
    (
        "nura",
        1,
        "Settled in two minutes today. Nura signed 'more' for lentils, and then said it.",
    ),
    (
        "kofi",
        1,
        (
            "Up since four, Dad told us, so Kofi slept from 11:50 to two o'clock and was a "
            "ray of sun after it."
        ),
    ),
    (
        "zofia",
        1,
        (
            "Toilet twice, and one little accident at the tent, changed. Zofia is proud of "
            "the big-girl pants and showed them to Stan."
        ),
    ),
    (
        "teddy",
        2,
        "Peas were not liked, tea was. Teddy waited for the digger, breathing like Nan.",
    ),
    (
        "hodan",
        4,
        "Hodan looked after the new baby doll all day. It has had four naps, and a talking-to.",
    ),
    (
        "pip",
        1,
        (
            "Pip came in with the blanket, and it stayed with him. Story in the tent, flap "
            "down. A small, good day."
        ),
    ),
    (
        "ayaan",
        1,
        (
            "Beetle hunt! The egg-free lunch went down well, the inhaler was not needed, "
            "and Ayaan was ready for a rest by 15:30."
        ),
    ),
    (
        "ileana",
        1,
        (
            "Quiet until ten, then singing. Ileana used her picture card for 'outside', and "
            "we went at once."
        ),
    ),
    (
        "ottoline",
        2,
        "Porridge: no. Fruit: all. Ottoline laid out the story stones and told us the end first.",
    ),
    (
        "rafferty",
        3,
        "Rafferty went back to the plank, looked at it for a while, and crossed it twice.",
    ),
    (
        "harleen",
        2,
        "Plait redone once, as you asked. Harleen has invited her Nani to cook with us.",
    ),
    (
        "solomiya",
        1,
        (
            "Sad after lunch. Solomiya drew with Oluchi, we saved the picture to show Tato, "
            "and she went home smiling."
        ),
    ),
    (
        "barnaby",
        1,
        "The coat is on the peg by the door. Barnaby checked it himself at three, and so did I.",
    ),
    (
        "rumi",
        1,
        (
            "A quiet room in the morning, the big room after lunch. Rumi told the cheese "
            "joke again, in two languages."
        ),
    ),
)
