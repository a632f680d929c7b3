"""What the adults of Oaks see: three and a half to school."""

from .kinds import KEEP, PLAY, THINK, Moment

MOMENTS = (
    Moment(
        areas="M",
        ways=THINK,
        ages=(42, 60),
        words=(
            "{name} laid the table for the bears: seven bears, five cups. {She} did not "
            "fetch more cups. {She} moved two bears to a second sitting and told them to be "
            "patient."
        ),
        next_step="Stories with one too many and one too few.",
        try_at_home="Lay the table one short on purpose. Ask what to do.",
        voice="You two are second lunch.",
        scene="table",
    ),
    Moment(
        areas="L CL",
        ways=KEEP,
        ages=(42, 60),
        words=(
            "{name} wrote the first [two|three] letters of {her} name, left to right, and "
            "then looked for a place for the rest. They went round the corner and up the "
            "side. All were there."
        ),
        next_step="Name on every painting, and long thin paper for long names.",
        try_at_home="Let {name} sign birthday cards.",
        scene="writing",
    ),
    Moment(
        areas="UW",
        ways=THINK,
        ages=(42, 60),
        words=(
            "'If we plant a [conker|bead|biscuit], what comes?' {name} wanted to know. We "
            "planted all the children's ideas and labelled them. {She} has put 'maybe' on "
            "three of the labels."
        ),
        next_step="A weekly look, a ruler and a drawing.",
        try_at_home="Plant two seeds, water only one. What do you think will happen?",
        voice="Maybe.",
        scene="garden",
    ),
    Moment(
        areas="PSED",
        ways=KEEP,
        ages=(42, 60),
        words=(
            "Two friends both wanted to be the captain. {name} listened, then suggested two "
            "ends to the boat. There was some trouble about which way was forward, and "
            "{she} settled that too: 'We go sideways.'"
        ),
        next_step="Let the children settle it first; stay near.",
        try_at_home="Ask {name} to help solve a small family question.",
        voice="We go sideways.",
        scene="boat",
    ),
    Moment(
        areas="EAD",
        ways=THINK,
        ages=(42, 60),
        words=(
            "{name} made a puppet from a sock and gave it a [cough|secret|sister]. The show "
            "lasted nine minutes. At the end the sock apologised for being late."
        ),
        next_step="A stage, a curtain and tickets.",
        try_at_home="One odd sock, two buttons, an audience.",
        scene="puppet",
    ),
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(42, 60),
        words=(
            "The rope swing, after three weeks of watching others. {name} held on, said a "
            "word I shall not write down, and let go of the ground. {She} came back a "
            "different size."
        ),
        next_step="Climbing, hanging, swinging: strong arms for writing.",
        try_at_home="Monkey bars at the park, you underneath.",
        scene="swing",
    ),
    Moment(
        areas="CL",
        ways=THINK,
        ages=(42, 60),
        words=(
            "I asked how the [snow|moon|fridge light] knows when to go. {name} said, "
            "'Nobody tells it. It looks at what everyone else is doing.' We have written it "
            "on the question wall."
        ),
        next_step="One big question each Monday.",
        try_at_home="Tell {name} something you do not know either.",
        voice="It looks at what everyone else is doing.",
        scene="talking",
    ),
    Moment(
        areas="M UW",
        ways=f"{PLAY} {THINK}",
        ages=(42, 60),
        words=(
            "{name} measured the long table with feet, then with spoons, then with "
            "{herself} lying down three times. 'It is three of me,' {she} announced, 'but "
            "only in these shoes.'"
        ),
        next_step="Measuring with string and marking it.",
        try_at_home="How many {name}s long is your hall?",
        voice="It is three of me.",
        scene="measuring",
    ),
    Moment(
        areas="L",
        ways=KEEP,
        ages=(44, 60),
        words=(
            "{name} heard that [sun, sock and sausage|pot, pan and pencil|map, milk and "
            "Monday] start the same way, and spent the morning finding more. Some were a "
            "stretch. All were good-humoured."
        ),
        next_step="Sound bags: three things that start alike and one that does not.",
        try_at_home="Play 'I hear with my little ear' with first sounds.",
        scene="letters",
    ),
    Moment(
        areas="UW PSED",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "We talked about how each family says good morning. {name} taught us {her} own, "
            "waited while we all got it wrong, and said it again more slowly, like a kind "
            "teacher."
        ),
        next_step="A greeting a week, taught by a child.",
        try_at_home="Teach {name} how your own grandmother said good night.",
        scene="greeting",
    ),
    Moment(
        areas="PD EAD",
        ways=KEEP,
        ages=(42, 60),
        words=(
            "At the workbench {name} hammered in a whole nail: goggles on, small taps, then "
            "one large one. {She} hung {her} own hat on it and has come back twice to look."
        ),
        next_step="Saw soft wood with a vice, side by side with an adult.",
        try_at_home="Let {name} hold the torch and pass the screws.",
        scene="workbench",
    ),
    Moment(
        areas="M",
        ways=KEEP,
        ages=(42, 60),
        words=(
            "Counting back from ten for the rocket. {name} left out the six every time, and "
            "every time it still went up. Today {she} put the six in. 'It went faster,' "
            "{she} said."
        ),
        next_step="Number lines on the path, hopping forward and back.",
        try_at_home="Count down to the toast, the lights, the front door.",
        scene="rocket",
    ),
    Moment(
        areas="PSED CL",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "A younger child was lost between rooms. {name} bent down to that height, asked "
            "the name, and walked to the right door at the right speed. {She} knocked and "
            "said, 'One of yours.'"
        ),
        next_step="Oaks helpers at story time in Conkers.",
        try_at_home="Tell {name} about a time when someone helped you.",
        voice="One of yours.",
        scene="helping",
    ),
    Moment(
        areas="EAD UW",
        ways=THINK,
        ages=(42, 60),
        words=(
            "{name} drew a map of The Dingle with a key: green for grass, brown for mud, "
            "red for 'where it is not allowed but we go'. I have been asked not to show it "
            "to Bettina."
        ),
        next_step="Maps of the walk to the post box.",
        try_at_home="Draw the way to the shop together.",
        scene="map",
    ),
    Moment(
        areas="L EAD",
        ways=PLAY,
        ages=(42, 60),
        words=(
            "{name} made a book: four pages, folded and stapled, about [a worm with a job|a "
            "very tired king|how to be a dog]. {She} read it to the group and took "
            "questions."
        ),
        next_step="A bookmaking table with staplers and covers.",
        try_at_home="Fold three sheets, sew or staple, and ask 'what is it about?'",
        scene="book",
    ),
    Moment(
        areas="UW M",
        ways=KEEP,
        ages=(42, 60),
        words=(
            "The rain gauge is {name}'s job this week. {She} crouches, reads the line, "
            "writes it (a 3, backwards) and tells the cook whether it is soup weather."
        ),
        next_step="A rain chart for the wall, one strip a day.",
        try_at_home="A jar on the sill and a marker pen.",
        scene="rain",
    ),
    Moment(
        areas="PSED",
        ways=KEEP,
        ages=(42, 60),
        words=(
            "{name} lost at the [snail race|lotto|skittles] and {her} chin went. {She} "
            "breathed, shook the winner's hand, and asked for a rematch 'when I am less "
            "sad'. They played again at two."
        ),
        next_step="Games where the children win together.",
        try_at_home="Play a short game. Lose now and then, and show {him} how.",
        voice="When I am less sad.",
        scene="game",
    ),
    Moment(
        areas="CL L",
        ways=KEEP,
        ages=(42, 60),
        words=(
            "After the story I asked what the [fox|giant|grandmother] was thinking. {name} "
            "said, 'She was thinking about her tea, but her face was thinking about the "
            "children.'"
        ),
        next_step="Talk about what people feel and what they show.",
        try_at_home="Stop in the middle of a story: what will happen, and why?",
        scene="book",
    ),
)
