"""More of what the adults of Conkers see: two words together and mud to the knees."""

from .kinds import KEEP, PLAY, THINK, Moment

MOMENTS = (
    Moment(
        areas="UW PSED",
        ways=PLAY,
        ages=(20, 30),
        words=(
            "{name} watered the beans, the path, the cat's saucer and my left shoe, and "
            "came back to ask for 'more for beans'. We told {him} they were full. {She} "
            "checked with a finger."
        ),
        next_step="A small can of {her} own and a plant to look after.",
        try_at_home="One plant, one cup of water a day, {name}'s job.",
        voice="More for beans.",
        scene="garden",
    ),
    Moment(
        areas="PD",
        ways=PLAY,
        ages=(20, 30),
        words=(
            "Dough morning. {name} pushed ten fingers into it, pulled them out and looked "
            "into the holes, one at a time, as if someone might be in."
        ),
        next_step="Tools for dough: a press, a wheel, a blunt knife.",
        try_at_home="Flour, water, salt. It keeps for a week in a jar.",
        scene="dough",
    ),
    Moment(
        areas="PSED CL",
        ways=KEEP,
        ages=(24, 30),
        words=(
            "A friend fell over. {name} went and sat down beside, right down on the wet "
            "grass, and said, 'You sad. I sit.' They sat."
        ),
        next_step="Words for feelings, in the book with the faces.",
        try_at_home="Talk about how people in a story feel, and how you can tell.",
        voice="You sad. I sit.",
        scene="friends",
    ),
    Moment(
        areas="CL UW",
        ways=THINK,
        ages=(24, 30),
        words=(
            "'Where moon go?' asked {name}, looking at a white sky at ten in the morning. I "
            "said I was not sure. {She} thought about it all through snack and told me: "
            "'[Bed|Shop|Hiding].'"
        ),
        next_step="Collect {her} questions in the red book.",
        try_at_home="When {name} asks, ask back: 'What do you think?'",
        voice="Where moon go?",
        scene="sky",
    ),
    Moment(
        areas="M",
        ways=THINK,
        ages=(24, 30),
        words=(
            "Snack helper. {name} gave one plate to each chair, got to the end with a plate "
            "left over, and looked for the missing person. {She} put it on the floor for "
            "the [cat|bear|fish]."
        ),
        next_step="Set the table each week: one each, and one too many.",
        try_at_home="Let {name} lay the spoons. One for you, one for me.",
        scene="table",
    ),
    Moment(
        areas="PD PSED",
        ways=KEEP,
        ages=(22, 30),
        words=(
            "{name} told me before and not after. We went together, calmly, with the "
            "[duck|digger|bear] to watch, and {she} pulled the flush and waved. The smile "
            "went on until lunch."
        ),
        next_step="Ask at the same times each day, no pressure.",
        try_at_home="Tell us the words you use for toilet at home, so we can use them too.",
        scene="big smile",
    ),
    Moment(
        areas="EAD",
        ways=THINK,
        ages=(24, 30),
        words=(
            "The blue scarf was a river, then a roof, then a baby. {name} did not explain. "
            "We could tell by where {she} put {her} feet."
        ),
        next_step="Cloths of every size, and nothing to tell {him} what they are.",
        try_at_home="One big scarf and a rainy hour.",
        scene="scarf",
    ),
    Moment(
        areas="UW",
        ways=PLAY,
        ages=(22, 30),
        words=(
            "We met the [bin lorry|bread van|road sweeper]. {name} stood on the bottom bar "
            "of the gate and did all the arms. The driver did the arms back. It has been "
            "the only subject since."
        ),
        next_step="Vehicles, cones and a hat in the yard.",
        try_at_home="Stop and watch people work. Say thank you to them together.",
        scene="gate",
    ),
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(22, 30),
        words=(
            "Scissors for the first time on a strip of card: open was easy, shut was hard. "
            "{name} used both hands, one for each handle, and the strip fell in two. {She} "
            "saved both halves in {her} pocket."
        ),
        next_step="Snipping strips of thin card together.",
        try_at_home="Child scissors and old birthday cards, sitting down, you beside.",
        scene="scissors",
    ),
    Moment(
        areas="PSED",
        ways=PLAY,
        ages=(18, 30),
        words=(
            "Lunch with [peas|beans|sweetcorn]. {name} picked them out, one by one, lined "
            "them on the rim, and then, when the plate was otherwise clean, ate them in "
            "order."
        ),
        next_step="New foods beside known ones, without a word about it.",
        try_at_home="Put a little of the new thing on the plate and look away.",
        scene="lunch",
    ),
    Moment(
        areas="CL",
        ways=KEEP,
        ages=(24, 30),
        words=(
            "{name} told a whole story at the sand tray. '[Digger|Doggy|Baby] go in. Stuck! "
            "Pull. Pull. Out!' There was a beginning, a worry and an end."
        ),
        next_step="Tell it back, so that {she} hears it is a story.",
        try_at_home="Ask 'and then?' at bedtime about {name}'s own day.",
        voice="Stuck! Pull. Pull. Out!",
        scene="sand",
    ),
    Moment(
        areas="PD UW",
        ways=PLAY,
        ages=(18, 30),
        words=(
            "Leaves to the knees. {name} walked through the pile, stopped in the middle and "
            "could not see {her} feet. {She} bent down and dug until {she} found them both."
        ),
        next_step="Rakes, barrows and a big heap.",
        try_at_home="Find the biggest, the smallest and the reddest leaf.",
        scene="leaves",
    ),
    Moment(
        areas="PSED M",
        ways=KEEP,
        ages=(20, 30),
        words=(
            "Tidy-up song. {name} put the cars in the car box and a cow in the car box, "
            "stopped, took the cow out and carried it across the room to the other cows."
        ),
        next_step="Pictures on every box.",
        try_at_home="A picture on the toy box, and a song that says 'now'.",
        scene="tidying",
    ),
    Moment(
        areas="EAD UW",
        ways=PLAY,
        ages=(20, 30),
        words=(
            "Mud kitchen. {name} stirred with the long spoon, tasted the air above it, and "
            "served me. 'Hot!' {she} said. I blew on it. {She} blew on it. It was very good "
            "mud."
        ),
        next_step="Real pans, herbs to pick, a recipe to 'read'.",
        try_at_home="An old pan in the garden or on the balcony.",
        voice="Hot!",
        scene="mud kitchen",
    ),
    Moment(
        areas="CL PSED",
        ways=PLAY,
        ages=(18, 24),
        words=(
            "{name} has a word for me. It is '[Mamo|Abba|Eh]', it is not my name, and {she} "
            "uses it across the garden with complete confidence. I come."
        ),
        next_step="Answer to it, and say my name back.",
        try_at_home="Show {name} our picture on the hello card and say our names.",
        scene="friends",
    ),
    Moment(
        areas="PD",
        ways=f"{PLAY} {KEEP}",
        ages=(20, 30),
        words=(
            "{name} jumped. Both feet left the ground, I saw daylight. {She} landed, looked "
            "down to see if the ground was all right, and did it off the bottom step to be "
            "sure."
        ),
        next_step="Low things to jump off, soft things to land on.",
        try_at_home="Jump off the kerb by the park, hand in hand, 'one, two, three'.",
        scene="jumping",
    ),
    Moment(
        areas="M UW",
        ways=THINK,
        ages=(24, 30),
        words=(
            "Filling bottles. {name} poured from the thin tall one into the fat one, saw "
            "how little there was, and looked into the thin one to see where the rest had "
            "got to."
        ),
        next_step="Bottles, funnels, and the words full, empty, half.",
        try_at_home="Two cups of different shapes in the bath.",
        scene="water",
    ),
    Moment(
        areas="L PSED",
        ways=KEEP,
        ages=(24, 30),
        words=(
            "{name} found {her} own name card among nine. It has a picture of [a boat|a "
            "snail|an apple] on it, which helps, but {she} put a finger on the first letter "
            "and said 'mine'."
        ),
        next_step="Name cards at snack and on the peg.",
        try_at_home="Write {name} on the fridge. Point to it now and then.",
        voice="Mine.",
        scene="name card",
    ),
    Moment(
        areas="PSED EAD",
        ways=PLAY,
        ages=(20, 30),
        words=(
            "Hat after hat in the mirror: the fire hat, the bowl, the basket. For each "
            "{name} pulled a different face. The basket was the funniest, {she} thought, "
            "and I agree."
        ),
        next_step="A dressing-up rail with real hats.",
        try_at_home="Lend {him} your hat and your shoes.",
        scene="hats",
    ),
    Moment(
        areas="UW CL",
        ways=PLAY,
        ages=(22, 30),
        words=(
            "We walked to the post box. {name} posted the letter, listened at the slot, and "
            "called in: '[Letter|Hello|Granny]!' {She} waited for an answer longer than "
            "most of us would."
        ),
        next_step="Letters to post to each other in the room.",
        try_at_home="Post something together, even to yourselves.",
        scene="post box",
    ),
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(18, 26),
        words=(
            "{name} fed {herself} the whole bowl with a spoon, right way up more often than "
            "not. The last bean was chased round three times and caught with a finger."
        ),
        next_step="Soups and porridge, and a bib with sleeves.",
        try_at_home="A short, fat spoon and a bowl with sides.",
        scene="lunch",
    ),
    Moment(
        areas="EAD M",
        ways=PLAY,
        ages=(20, 30),
        words=(
            "Bubbles. {name} chased, clapped, missed, clapped, and caught one on a sleeve. "
            "{She} stood like a statue and carried it to me on {her} arm. It lasted almost "
            "the whole way."
        ),
        next_step="Big rings and small rings: what changes?",
        try_at_home="Washing-up water and a loop of wire.",
        scene="bubbles",
    ),
)
