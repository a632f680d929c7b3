"""What the adults of Acorns see in the youngest: smiles, rolls and first looks."""

from .kinds import KEEP, PLAY, THINK, Moment

MOMENTS = (
    Moment(
        areas="PSED CL",
        ways=PLAY,
        ages=(3, 8),
        words=(
            "I sang good morning and {name} went still, eyes wide. When I stopped, {she} "
            "kicked both legs until I sang it again. We did four verses of a song that has "
            "only one."
        ),
        next_step="Stop and wait in every song, so that {name} can ask for more.",
        try_at_home="Sing a line, then wait. A kick, a sound or a look is an answer.",
        scene="song",
    ),
    Moment(
        areas="PD",
        ways=f"{PLAY} {KEEP}",
        ages=(3, 8),
        words=(
            "{name} lay under the [silver leaves|ribbons|wooden rings] and looked for a "
            "long time. Then one hand went up, missed, and went up again. On the fifth try "
            "{she} touched it, made it swing, and looked at {her} own fingers as if they "
            "were new."
        ),
        next_step="Hang things at hand height and at foot height.",
        try_at_home=(
            "Lie together and hold a soft scarf just in reach. Let {name} do the reaching."
        ),
        scene="mobile",
    ),
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(4, 9),
        words=(
            "{name} rolled from back to front today, and nobody helped. The arm got stuck "
            "underneath. {She} grunted, pulled it free and lifted {her} head like a small "
            "sea lion."
        ),
        next_step="More floor time on the firm mat, a little longer each day.",
        try_at_home="Put a favourite toy on one side. Rolling is easier when there is a reason.",
        scene="mat",
    ),
    Moment(
        areas="PSED",
        ways=PLAY,
        ages=(3, 9),
        words=(
            "After the bottle {name} looked straight at me and smiled with {her} whole "
            "face, milk and all. I smiled back. {She} looked away, rested, and came back "
            "for another one."
        ),
        next_step="Follow {her} looks: when {she} turns away, we wait.",
        try_at_home="Watch for the little turn of the head that says 'I need a rest'.",
        scene="cuddle",
    ),
    Moment(
        areas="UW PSED",
        ways=PLAY,
        ages=(4, 10),
        words=(
            "We sat in front of the low mirror. {name} patted the baby in there, then "
            "looked round at me, then back. {She} seemed to be asking which of us was "
            "which."
        ),
        next_step="Mirror play with hats, and later with a friend.",
        try_at_home="Stop at the hall mirror and say both names: yours and {name}'s.",
        scene="mirror",
    ),
    Moment(
        areas="PD UW",
        ways=PLAY,
        ages=(6, 12),
        words=(
            "The treasure basket kept {name} busy for twenty minutes. The lemon was licked, "
            "the brush was licked, the metal whisk was licked and kept. {She} held it up to "
            "the light and turned it slowly."
        ),
        next_step="Add heavier and lighter things from the kitchen.",
        try_at_home=(
            "A box of safe kitchen things is as good as any toy. Stay near and let {him} choose."
        ),
        scene="treasure basket",
    ),
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(6, 10),
        words=(
            "{name} sat on {her} own today, hands free, for as long as it took to bang two "
            "cups together nine times. Then {she} tipped gently into the cushion and "
            "laughed at the ceiling."
        ),
        next_step="Sitting with toys a little to each side.",
        try_at_home="Sit behind {him} with your legs open like a chair. Your knees are the arms.",
        scene="cups",
    ),
    Moment(
        areas="CL",
        ways=PLAY,
        ages=(5, 11),
        words=(
            "{name} and I had a talk. {She} said 'aah', I said 'aah'. {She} said 'brrr' and "
            "sprayed my glasses. I said 'brrr'. {She} found this so funny that {she} forgot "
            "{her} next line."
        ),
        next_step="Copy {her} sounds first, then add one new one.",
        try_at_home="Copy every sound {name} makes. It tells {him} that talking works.",
        scene="faces",
    ),
    Moment(
        areas="PD PSED",
        ways=PLAY,
        ages=(6, 11),
        words=(
            "First [avocado|pear|sweet potato] with {her} own hand. It went in the mouth, "
            "on the ear and down the sleeve. {name} looked surprised at each place and went "
            "back for more."
        ),
        next_step="Finger food at every lunch, and time.",
        try_at_home="Soft sticks of what you eat. It will be slow, and that is the learning.",
        scene="lunch",
    ),
    Moment(
        areas="EAD",
        ways=PLAY,
        ages=(6, 13),
        words=(
            "{name} hit the upturned pan with an open hand, heard it, and stopped. Then "
            "with one finger: a very small sound. {She} went between the two, loud and "
            "small, and watched my face each time."
        ),
        next_step="Drums of different skins: tin, card, wood.",
        try_at_home="One pan and one wooden spoon, before your own breakfast if you dare.",
        scene="drum",
    ),
    Moment(
        areas="UW PD",
        ways=PLAY,
        ages=(6, 14),
        words=(
            "A leaf came in on somebody's shoe. {name} saw it before any of us. {She} "
            "picked it up between finger and thumb, the neatest pinch so far, and crumbled "
            "it slowly to dust."
        ),
        next_step="A tray of dry leaves, and our eyes on every mouthful.",
        try_at_home="Let {him} hold one leaf on the way home. Name its colour.",
        scene="leaves",
    ),
    Moment(
        areas="PD",
        ways=f"{PLAY} {KEEP}",
        ages=(7, 12),
        words=(
            "Commando style! {name} pulled across the rug on {her} elbows to reach [the red "
            "cup|my shoe|the cat made of felt], and when I moved it a little {she} gave me "
            "a look and set off again."
        ),
        next_step="Small cushions to go round and over.",
        try_at_home="Sit at the other end of the rug and be the prize.",
        scene="mat",
    ),
    Moment(
        areas="PSED CL",
        ways=THINK,
        ages=(7, 14),
        words=(
            "Peekaboo changed sides today. {name} pulled the cloth over {her} own head, "
            "waited in there, breathing, and threw it off. I was meant to be astonished, "
            "and I was."
        ),
        next_step="Hide toys half, then whole, under cloths and cups.",
        try_at_home=(
            "Hide behind the door frame and let {him} find you. Same place each time is best."
        ),
        scene="peekaboo",
    ),
    Moment(
        areas="CL",
        ways=KEEP,
        ages=(8, 14),
        words=(
            "I asked, 'Where is the [duck|ball|light]?' {name} looked at it before I "
            "pointed. I asked again from the other side of the room, and {she} turned all "
            "the way round to find it."
        ),
        next_step="Name the same five things all week.",
        try_at_home="Ask 'where is...?' for things {name} loves, in your own language.",
        scene="pointing",
    ),
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(8, 13),
        words=(
            "{name} pulled up on the low shelf, let go with one hand, thought about it, and "
            "held on again. {She} stayed up for the whole of a song, bouncing at the knees."
        ),
        next_step="Toys along the shelf so that there is a reason to step sideways.",
        try_at_home="Bare feet grip best. A steady sofa is a fine climbing wall.",
        scene="standing",
    ),
    Moment(
        areas="L CL",
        ways=PLAY,
        ages=(6, 16),
        words=(
            "{name} chose the book with the [dog|baby|flap] again. {She} patted the page "
            "for me to turn it, and when I turned two at once {she} put a flat hand on it: "
            "no. Back we went."
        ),
        next_step="The same three books at the same time each day.",
        try_at_home="One book, many times. Let {name} turn the page, even the wrong way.",
        scene="book",
    ),
    Moment(
        areas="UW PD",
        ways=PLAY,
        ages=(7, 18),
        words=(
            "Water day. {name} put one hand in the shallow tray and took it out quickly. "
            "Then both hands. Then {she} slapped the water so hard that three grown-ups got "
            "wet, and {she} checked each of us for damage."
        ),
        next_step="Cups with holes, and cups without.",
        try_at_home="Bath time: one cup to fill, one to pour over {her} own knees.",
        scene="water",
    ),
    Moment(
        areas="PSED",
        ways=KEEP,
        ages=(6, 16),
        words=(
            "A noisy delivery came and {name}'s mouth went down. I did not say 'it's all "
            "right'. I said 'that was loud'. {She} leaned against me, listened, and went "
            "back to the cups."
        ),
        next_step="Name what {she} feels, with few words.",
        try_at_home="Say what you see: 'that was loud', 'you are tired'. Naming helps.",
        scene="cuddle",
    ),
    Moment(
        areas="EAD PD",
        ways=PLAY,
        ages=(8, 18),
        words=(
            "We put paper on the floor and a little [yoghurt paint|beetroot paint|cornflour "
            "paint] on it. {name} made one mark with one finger, looked at me for "
            "permission, and then used a knee."
        ),
        next_step="Bigger paper, on the floor, twice a week.",
        try_at_home="Let {him} draw in steam on the window, or in flour on a tray.",
        scene="paint",
    ),
    Moment(
        areas="CL PSED",
        ways=PLAY,
        ages=(8, 15),
        words=(
            "{name} waved. It was to the milk delivery, and the van had already gone, but "
            "it was a wave, and {she} went on waving at the empty road with great "
            "politeness."
        ),
        next_step="Hello and goodbye at the window every day.",
        try_at_home="Wave to the bath water, the bus and the moon.",
        scene="window",
    ),
    Moment(
        areas="M PD",
        ways=PLAY,
        ages=(9, 16),
        words=(
            "Into the tin, out of the tin. {name} posted eight [pegs|corks|wooden rings] "
            "and tipped them out eleven times. I counted aloud, and {she} looked up at "
            "every 'three'."
        ),
        next_step="Tins with different lids: round hole, long hole.",
        try_at_home="An egg box and six big pasta tubes. Count as they go in.",
        scene="posting",
    ),
)
