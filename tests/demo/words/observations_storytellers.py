"""What the adults of Pinecones see: two and a half to three and a half."""

from .kinds import KEEP, PLAY, THINK, Moment

MOMENTS = (
    Moment(
        areas="CL L",
        ways=THINK,
        ages=(30, 42),
        words=(
            "{name} told me the story of the [three bears|lost mitten|very long train], but "
            "the [mitten|train|smallest one] did it on purpose. I asked why. 'Because it "
            "was bored,' said {name}, 'of being in a story.'"
        ),
        next_step="Write down {her} stories as {she} tells them, and read them back.",
        try_at_home="Ask {name} to change one thing in a story you both know.",
        voice="Because it was bored.",
        scene="book",
    ),
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(30, 42),
        words=(
            "The plank at knee height. {name} went along it sitting, then on all fours, "
            "then standing with one hand on my hair. On the fourth go {she} let go of my "
            "hair."
        ),
        next_step="The plank a hole higher, and a mat beside.",
        try_at_home="Low walls on the way home. Walk beside and keep your hands in your pockets.",
        scene="plank",
    ),
    Moment(
        areas="PSED",
        ways=KEEP,
        ages=(30, 42),
        words=(
            "There was one [crown|lorry|blue apron] and two who wanted it. {name} thought, "
            "fetched the sand timer, turned it, and said, 'When it falls down, it's me.' "
            "{She} watched every grain."
        ),
        next_step="Let children find the fair way before we do.",
        try_at_home="Ask 'how can we make it fair?' and use {her} idea, even if it is odd.",
        voice="When it falls down, it's me.",
        scene="timer",
    ),
    Moment(
        areas="M",
        ways=THINK,
        ages=(30, 42),
        words=(
            "{name} shared out the [apple pieces|raisin boxes|crackers]: one for you, one "
            "for you, one for me, one for me. Then {she} looked, counted hers, counted "
            "ours, and gave one back."
        ),
        next_step="Share out between three dolls, with one left over.",
        try_at_home="Let {name} share the strawberries. Don't fix it. Wait.",
        scene="table",
    ),
    Moment(
        areas="UW",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "{name} lifted the log in The Dingle and counted who was at home: 'two worms, a "
            "beetle and a not-sure'. {She} drew the not-sure. It had a good many legs."
        ),
        next_step="A magnifying glass and the book of small creatures.",
        try_at_home="Look under one thing together and draw who you met.",
        voice="Two worms, a beetle and a not-sure.",
        scene="beetle",
    ),
    Moment(
        areas="EAD PSED",
        ways=f"{PLAY} {THINK}",
        ages=(30, 42),
        words=(
            "The home corner is a [hospital|boat|hairdresser's] today. {name} was in "
            "charge. I was told to lie down, to be poorly, to stop being poorly, and to "
            "pay."
        ),
        next_step="Clipboards, bandages and a bell for the counter.",
        try_at_home="Be the customer. Let {name} tell you what to say.",
        voice="Now you pay.",
        scene="home corner",
    ),
    Moment(
        areas="CL",
        ways=KEEP,
        ages=(30, 40),
        words=(
            "{name} asked eleven questions between coat peg and table. My favourite: 'Do "
            "fish know it is raining?' We asked the fish. {She} reported that it was "
            "thinking."
        ),
        next_step="A question wall, with the children's own words.",
        try_at_home="Say 'I wonder...' and leave it open.",
        voice="Do fish know it is raining?",
        scene="fish tank",
    ),
    Moment(
        areas="L PD",
        ways=PLAY,
        ages=(32, 42),
        words=(
            "{name} wrote a letter. It has three rows of zigzag, a circle and one real "
            "[letter from {her} name|cross like a kiss|dot at the end]. 'It says come to my "
            "house but not on Tuesday.'"
        ),
        next_step="Paper, envelopes and a post box in the room.",
        try_at_home="Write shopping lists together, yours in words and {name}'s in marks.",
        voice="It says come to my house.",
        scene="drawing",
    ),
    Moment(
        areas="PD PSED",
        ways=KEEP,
        ages=(30, 40),
        words=(
            "Zip! {name} held the bottom, I held my breath, and up it went to the chin. "
            "{She} zipped it down and up until everyone had seen it, the cook included."
        ),
        next_step="Zips, buttons and buckles on the dressing-up rail.",
        try_at_home="You start the zip, {name} pulls it up. Next month {she} does both.",
        scene="coat",
    ),
    Moment(
        areas="EAD",
        ways=THINK,
        ages=(30, 42),
        words=(
            "{name} stuck a cork on a box, a string on the cork and a feather on the "
            "string, stepped back and said, 'It's for catching songs.' We have hung it by "
            "the window."
        ),
        next_step="A making table with string, card, clips and time.",
        try_at_home="Keep a bag of clean rubbish. It is the best toy shop.",
        voice="It's for catching songs.",
        scene="making",
    ),
    Moment(
        areas="M UW",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "We weighed things on the balance. {name} was sure the balloon would win "
            "because it was big. When the stone won {she} looked at both for a while and "
            "said, 'The stone is full.'"
        ),
        next_step="Guess first, then weigh: heavy, heavier, the same.",
        try_at_home="Which bag is heavier? Let {name} hold one in each hand.",
        voice="The stone is full.",
        scene="balance",
    ),
    Moment(
        areas="PSED CL",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "A new child came to look round. {name} took the child by the sleeve and showed "
            "the pegs, the toilet, the good scissors and me. 'This one reads,' {she} said."
        ),
        next_step="Ask {him} to be the guide for our next visitor.",
        try_at_home="Let {name} show a guest round your home.",
        voice="This one reads.",
        scene="friends",
    ),
    Moment(
        areas="UW CL",
        ways=THINK,
        ages=(32, 42),
        words=(
            "'My shadow is stuck to my shoes,' said {name}. {She} jumped: it came too. "
            "{She} ran: it came too. {She} stood in the shade and told us that it had gone "
            "to have its lunch."
        ),
        next_step="Draw round shadows at ten and at two.",
        try_at_home="Make a shadow on the wall with a lamp and four hands.",
        voice="My shadow is stuck to my shoes.",
        scene="shadow",
    ),
    Moment(
        areas="M PD",
        ways=f"{KEEP} {THINK}",
        ages=(30, 42),
        words=(
            "{name} built a bridge over the blue cloth and drove every animal across in "
            "order of size. The [hippo|elephant|cow] did not fit. {She} raised the roof, "
            "block by block, until it did."
        ),
        next_step="Challenges: a bridge for something tall, something wide.",
        try_at_home="Build a house for a toy. Is there room to stand up?",
        scene="blocks",
    ),
    Moment(
        areas="EAD",
        ways=PLAY,
        ages=(30, 42),
        words=(
            "{name} mixed the yellow and the blue by accident, stopped, looked into the pot "
            "and whispered, 'I made green.' By home time {she} had also made brown, twice."
        ),
        next_step="Only three colours on the table, so that more can be made.",
        try_at_home="Two colours of paint, or juice and milk. What will happen?",
        voice="I made green.",
        scene="paint",
    ),
    Moment(
        areas="PSED",
        ways=KEEP,
        ages=(30, 42),
        words=(
            "{name}'s tower was knocked by somebody running. {She} made two fists, looked "
            "at them, opened them, and said in a big voice, 'I did not like that!' Then we "
            "built it again together."
        ),
        next_step="Practise strong words: stop, I don't like that, help me.",
        try_at_home="Tell {him} when you are cross and what you do about it.",
        voice="I did not like that!",
        scene="blocks",
    ),
    Moment(
        areas="CL EAD",
        ways=PLAY,
        ages=(30, 40),
        words=(
            "{name} knows every verse of the [bus|spider|farmer] song and has added one: "
            "'[the biscuits|the grandmas|the slippers] on the bus go crunch, crunch, "
            "crunch'. We all sing it now."
        ),
        next_step="Collect the children's verses in a song book.",
        try_at_home="Make up a verse about your own kitchen.",
        scene="song",
    ),
)
