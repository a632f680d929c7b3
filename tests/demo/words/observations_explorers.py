"""More of what the adults of Pinecones see: letters, ice and long stories."""

from .kinds import KEEP, PLAY, THINK, Moment

MOMENTS = (
    Moment(
        areas="PD UW",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "{name} dug until {she} reached the dark soil, smelled it and said, 'It's cold "
            "down here.' {She} put a [conker|bulb|stone] in, covered it and gave it a pat "
            "for the night."
        ),
        next_step="Plant bulbs and keep a picture calendar.",
        try_at_home="Put a bean in wet paper in a jar on the sill.",
        voice="It's cold down here.",
        scene="garden",
    ),
    Moment(
        areas="M L",
        ways=KEEP,
        ages=(34, 42),
        words=(
            "In the shop {name} sold me [a carrot|a shoe|the till] for 'four pounds and "
            "five money'. {She} gave me a receipt with lines on it, and change: one leaf."
        ),
        next_step="Price tags with dots, and coins to count.",
        try_at_home="Let {name} hand over the coins and take the receipt.",
        voice="Four pounds and five money.",
        scene="shop",
    ),
    Moment(
        areas="UW PSED",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "We talked about who lives in our homes. {name} counted everybody on {her} "
            "fingers, ran out, and used mine. The [cat|goldfish|lodger] was counted twice."
        ),
        next_step="Make a little book of who is in my home.",
        try_at_home="Look at old photographs. Who is that baby?",
        scene="family wall",
    ),
    Moment(
        areas="L CL",
        ways=KEEP,
        ages=(30, 42),
        words=(
            "'That's my letter!' {name} found the first letter of {her} name on a [bread "
            "bag|bus|fire bucket] and has since found it on everything from the door to my "
            "sleeve."
        ),
        next_step="A letter hunt round the garden.",
        try_at_home="Find that letter on three things at the shop.",
        voice="That's my letter!",
        scene="name card",
    ),
    Moment(
        areas="PD",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "Pedals at last. {name} pushed the tricycle with {her} feet for a week, and "
            "today {her} feet found the pedals by themselves. {She} went round the tree, "
            "twice, without daring to smile until it was over."
        ),
        next_step="A track with a turn, a slope and a place to stop.",
        try_at_home="A push along the path and a lot of time.",
        scene="tricycle",
    ),
    Moment(
        areas="PSED EAD",
        ways=THINK,
        ages=(32, 42),
        words=(
            "{name} drew how {she} felt this morning: a lot of black, going round. Then how "
            "{she} felt now: the same, with a yellow door in it."
        ),
        next_step="Feelings colours at the morning table.",
        try_at_home="Draw together without talking, and see what comes.",
        scene="drawing",
    ),
    Moment(
        areas="UW M",
        ways=f"{PLAY} {THINK}",
        ages=(30, 42),
        words=(
            "Ice in the tray this morning. {name} put one piece in warm water, one in cold "
            "and one in {her} pocket. The pocket was the fastest. {She} has written to "
            "nobody about the wet."
        ),
        next_step="Freeze leaves and toys and guess which comes out first.",
        try_at_home="Freeze a small toy in a cup of water. How to get it out?",
        scene="ice",
    ),
    Moment(
        areas="CL PSED",
        ways=KEEP,
        ages=(30, 40),
        words=(
            "At group time {name} waited, hand up, bottom off the floor, for a whole "
            "minute, and then told everyone, clearly, 'I have [new pants|a cousin|a loose "
            "button].' It was well received."
        ),
        next_step="Small groups of three, so that everyone gets a turn to talk.",
        try_at_home="Give {name} the first word at supper once a week.",
        scene="group time",
    ),
    Moment(
        areas="EAD PD",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "We danced as weather. {name} was fog: very slow, all over the room, under the "
            "table, round my chair. It took {him} five minutes to lift."
        ),
        next_step="Dance with scarves to three kinds of music.",
        try_at_home="Move like the weather outside your window.",
        scene="dancing",
    ),
    Moment(
        areas="PD L",
        ways=KEEP,
        ages=(32, 42),
        words=(
            "{name} threaded nine beads, checked the pattern with one finger (red, red, "
            "blue), took off the one that was wrong and started again from there."
        ),
        next_step="Patterns of three on strings and in the garden.",
        try_at_home="Pasta tubes on a shoelace: two long, one short.",
        scene="beads",
    ),
    Moment(
        areas="PSED",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "{name} poured the milk for the whole table today, both hands, tongue out. One "
            "spill, one cloth, no drama. 'I am the milk person,' {she} told {her} coat peg."
        ),
        next_step="Jobs on a picture wheel, chosen by the children.",
        try_at_home="A small jug and a big cloth. Let {him} pour.",
        voice="I am the milk person.",
        scene="snack",
    ),
    Moment(
        areas="UW EAD",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "We looked at things from each other's kitchens. {name} smelled the cumin, "
            "sneezed, smelled it again, and said it smelled like '[the "
            "stairs|Saturday|Grandad's jumper]'."
        ),
        next_step="Cook one thing from one home each fortnight.",
        try_at_home="Open three jars together. What do they smell like?",
        scene="spices",
    ),
    Moment(
        areas="M CL",
        ways=THINK,
        ages=(34, 42),
        words=(
            "'I'm three and then I'm four and then I stop,' said {name}. I said I was "
            "forty-one. {She} looked at me for a long time. 'Did you not stop?'"
        ),
        next_step="Birthdays, candles, older and younger.",
        try_at_home="Who is oldest in your home? Who is tallest? Is it the same?",
        voice="Did you not stop?",
        scene="birthday",
    ),
    Moment(
        areas="L",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "{name} went to the book corner alone, chose the one about [the night bus|the "
            "fox|the sea] and turned every page, telling it in {her} own words to the "
            "cushion beside {him}."
        ),
        next_step="Books to borrow each Friday in a bag.",
        try_at_home="Five minutes, one book, same chair, most days.",
        scene="book",
    ),
    Moment(
        areas="PD PSED",
        ways=KEEP,
        ages=(30, 40),
        words=(
            "{name} put on {her} own boots, wrong feet, walked ten steps, frowned, sat "
            "down, changed them over, and walked off without a word to anyone."
        ),
        next_step="Time for getting dressed, with nobody in a hurry.",
        try_at_home="Half a sticker in each boot: they make one picture when the feet are right.",
        scene="boots",
    ),
    Moment(
        areas="UW",
        ways=KEEP,
        ages=(30, 42),
        words=(
            "{name} watched the spider in the shed window for the whole of garden time. "
            "'She is mending,' {she} told each person who came past. 'Don't talk.'"
        ),
        next_step="A web hunt on a wet morning.",
        try_at_home="Leave one web up this week and visit it.",
        voice="She is mending. Don't talk.",
        scene="web",
    ),
    Moment(
        areas="CL PSED",
        ways=THINK,
        ages=(34, 42),
        words=(
            "I said I had lost my pen and felt silly. {name} patted my arm: 'It's not lost. "
            "It's just in a place you don't know.' I have thought about it since."
        ),
        next_step="Talk about lost and found in stories.",
        try_at_home="Hide something and give clues: near, under, behind.",
        voice="It's just in a place you don't know.",
        scene="talking",
    ),
)
