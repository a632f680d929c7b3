"""More of what the adults of Oaks see: making, reading and getting ready for school."""

from .kinds import KEEP, PLAY, THINK, Moment

MOMENTS = (
    Moment(
        areas="PD PSED",
        ways=KEEP,
        ages=(42, 54),
        words=(
            "{name} cut up {her} own lunch with a real knife, sawing quietly, and then "
            "leaned over to help [a friend|the person opposite|me]. Fingers in, knife flat: "
            "{she} told us the rule."
        ),
        next_step="Children make the fruit salad on Fridays.",
        try_at_home="Bananas and mushrooms are good first things to cut.",
        scene="lunch",
    ),
    Moment(
        areas="EAD PD",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "Loud paint. {name} dipped the string, laid it in the fold, pressed and pulled. "
            "'It drew itself,' {she} said, and then, sadly, 'It is better than me.' We "
            "talked about who had pulled the string."
        ),
        next_step="Printing with things from the garden.",
        try_at_home="Fold a page over a blob of paint. What is it?",
        voice="It drew itself.",
        scene="paint",
    ),
    Moment(
        areas="M L",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "The mud café has a till, a queue and, since {name}, a complaints book. I "
            "complained that my soup was cold. {She} drew an X, a cup and a sad face, and "
            "warmed it up."
        ),
        next_step="Menus, prices and a board for specials.",
        try_at_home="Write a menu for Sunday breakfast together.",
        scene="mud kitchen",
    ),
    Moment(
        areas="UW",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "{name} brought in an old [key|radio|tin] from home and told us everything "
            "known about it and a good deal that is not. Hands up, questions, thank you. "
            "{She} bowed."
        ),
        next_step="A small museum shelf with labels.",
        try_at_home="Look at one old thing together. Who touched it before you?",
        scene="museum",
    ),
    Moment(
        areas="PSED UW",
        ways=THINK,
        ages=(44, 60),
        words=(
            "We talked about big school. {name} said, 'I know about it. There is a bell and "
            "you can't be a dog.' Then, after a while: 'Can you be a dog at playtime?' We "
            "have written to ask."
        ),
        next_step="Photographs of the school, and a visit in summer.",
        try_at_home="Walk past the school on a quiet day and look through the gate.",
        voice="Can you be a dog at playtime?",
        scene="talking",
    ),
    Moment(
        areas="PD",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "{name} skipped, one foot and then the other, all the way from the shed to the "
            "gate. At the gate {she} could not stop and went out of sight, still skipping."
        ),
        next_step="Ropes, hoops and a chalk course.",
        try_at_home="Skip to the bin and back. All of you.",
        scene="skipping",
    ),
    Moment(
        areas="M EAD",
        ways=THINK,
        ages=(42, 60),
        words=(
            "{name} made a pattern with leaves, shells and bottle tops that turned a corner "
            "and kept its order. A friend added a stick. {name} looked for a long time and "
            "made the stick part of it."
        ),
        next_step="Patterns in cloth and tiles from our families' homes.",
        try_at_home="Look for patterns on floors and jumpers.",
        scene="pattern",
    ),
    Moment(
        areas="CL PSED",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "{name} told a joke: 'What is brown and sticky? My brother.' The table laughed, "
            "so {she} told it eleven more times, with different relatives. It held up well."
        ),
        next_step="A joke of the day on the board.",
        try_at_home="Swap jokes at supper. Bad ones count.",
        scene="laughing",
    ),
    Moment(
        areas="UW EAD",
        ways=f"{PLAY} {KEEP}",
        ages=(42, 60),
        words=(
            "{name} ran a pipe from the water butt to the pit: gutter, tube, bucket, "
            "funnel. It leaked at every join. {She} went round with clay, and it leaked at "
            "only two."
        ),
        next_step="More pipe, more clay, and time to fail.",
        try_at_home="Funnels and hoses at bath time or on the steps.",
        scene="water",
    ),
    Moment(
        areas="L PSED",
        ways=KEEP,
        ages=(44, 60),
        words=(
            "{name} wrote a sign for the block tower: 'DNT NK'. It means 'do not knock'. "
            "Everyone can read it, because {she} stands beside it and says so."
        ),
        next_step="Signs and labels for our own places.",
        try_at_home="Put a sign on {name}'s door, in {her} own spelling.",
        voice="It means do not knock.",
        scene="sign",
    ),
    Moment(
        areas="M PSED",
        ways=KEEP,
        ages=(42, 60),
        words=(
            "{name} kept the score at skittles: one line each, and a bundle when it got to "
            "five, because {she} saw it on the bin lorry. {She} added one for the bin "
            "lorry."
        ),
        next_step="Tally what we see at the gate.",
        try_at_home="Count red cars and blue cars with lines.",
        scene="game",
    ),
    Moment(
        areas="UW CL",
        ways=THINK,
        ages=(42, 60),
        words=(
            "The dead bee was put in a matchbox. {name} asked if it knew it was dead, and "
            "whether the others would be told. We sat on the step and talked about it for "
            "as long as {she} wanted."
        ),
        next_step="True answers, in few words, when {she} asks.",
        try_at_home=(
            "If {name} asks, tell {him} what you believe and that others believe other things."
        ),
        scene="bee",
    ),
    Moment(
        areas="PSED PD",
        ways=KEEP,
        ages=(42, 54),
        words=(
            "{name} laced {her} shoe. It took the whole of tidy-up time, and then it was "
            "inside out, and {she} left it that way because 'it is mine like this'."
        ),
        next_step="A lacing board, and shoes with a story.",
        try_at_home="Sit behind {him} and tie together, same hands, same way.",
        scene="shoes",
    ),
    Moment(
        areas="EAD CL",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "{name} was the narrator. 'Once there was a tired mountain,' {she} began, and "
            "four children lay down and were it. It got up at the end, which {she} said was "
            "'the moral'."
        ),
        next_step="Tell the children's own stories for acting, each Thursday.",
        try_at_home="Act out a story from the bath. You are the sea.",
        voice="Once there was a tired mountain.",
        scene="acting",
    ),
    Moment(
        areas="M UW",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "{name} sorted the [buttons|shells|keys] by colour, then by size, then by 'the "
            "ones who are friends'. I asked how {she} could tell. 'They were next to each "
            "other already.'"
        ),
        next_step="Sorting trays with no labels.",
        try_at_home="Sort the cutlery or the socks. Ask for the rule.",
        scene="sorting",
    ),
    Moment(
        areas="PD UW",
        ways=KEEP,
        ages=(42, 60),
        words=(
            "Up the hill with the wheelbarrow, full. {name} stopped, took out half, went "
            "up, came down and fetched the rest. Nobody told {him} to. It is called working "
            "it out."
        ),
        next_step="Real jobs with real tools in the garden.",
        try_at_home="Ask {name} to carry in the shopping, any way {she} likes.",
        scene="wheelbarrow",
    ),
    Moment(
        areas="L",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "{name} 'read' the cook's recipe to me, finger under the line: 'Take a lot of "
            "flour. Take a bit of sorry. Put it in till it is cake.' {She} knows that the "
            "words say something."
        ),
        next_step="Recipe cards with pictures and words.",
        try_at_home="Read the packet together: what does this word say?",
        voice="Take a bit of sorry.",
        scene="cooking",
    ),
    Moment(
        areas="PSED EAD",
        ways=THINK,
        ages=(42, 60),
        words=(
            "{name} built a quiet house from two chairs and a cloth and put a notice on it "
            "with no words, only a closed eye. {She} let people in one at a time. I booked "
            "for Thursday."
        ),
        next_step="A den kit that lives in a basket.",
        try_at_home="Two chairs, one sheet, and nobody else's rules.",
        scene="den",
    ),
)
