"""What the adults of Conkers see: eighteen months to two and a half."""

from .kinds import KEEP, PLAY, THINK, Moment

MOMENTS = (
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(18, 26),
        words=(
            "{name} carried the big hollow block across the room, chin on top, not seeing "
            "where {she} was going. I moved my chair. {She} put it down exactly on the line "
            "and went for the next one."
        ),
        next_step="Heavy work every morning: blocks, baskets, pushing the trolley.",
        try_at_home="Let {him} carry one real thing from the shopping.",
        scene="blocks",
    ),
    Moment(
        areas="CL",
        ways=PLAY,
        ages=(18, 25),
        words=(
            "Two words together. {name} held up an empty cup and said '[milk gone|juice "
            "gone|gone now]'. I said it back and {she} said it again to the teddy, who was "
            "also out of milk."
        ),
        next_step="Add one word to what {she} says: 'milk gone, all gone'.",
        try_at_home="Say it back and add one word. No need to ask {him} to repeat it.",
        voice="gone",
        scene="snack",
    ),
    Moment(
        areas="UW PD",
        ways=PLAY,
        ages=(18, 30),
        words=(
            "{name} met the puddle by the shed. First a toe, then a boot, then {she} sat "
            "down in it, looked round at us all and nodded, as if it had been checked."
        ),
        next_step="Waterproofs on the low peg, so that {she} can choose.",
        try_at_home="One puddle on the way home. Dry socks in the bag.",
        scene="puddle",
    ),
    Moment(
        areas="M",
        ways=f"{PLAY} {THINK}",
        ages=(20, 30),
        words=(
            "{name} lined the [cars|pine cones|wooden people] along the edge of the rug. "
            "When the line met the shelf {she} stood, thought, and turned the corner."
        ),
        next_step="Long lines outside with stones and sticks.",
        try_at_home="Socks, spoons or shoes in a row. Walk along it together and name them.",
        scene="lining up",
    ),
    Moment(
        areas="PSED",
        ways=KEEP,
        ages=(20, 30),
        words=(
            "Somebody else had the [tricycle|red digger|watering can]. {name} stood very "
            "close to it, breathing. I said, 'You are waiting.' {She} said 'waiting' six "
            "times, each a little quieter, and then it was {her} turn."
        ),
        next_step="Short waits with the sand timer, and praise for waiting.",
        try_at_home="Play 'my turn, your turn' with anything: a spoon, a ball, a light switch.",
        voice="Waiting.",
        scene="timer",
    ),
    Moment(
        areas="EAD",
        ways=PLAY,
        ages=(18, 30),
        words=(
            "{name} painted {her} left hand blue with great care, each finger, and then the "
            "nails. Then {she} shook hands with the paper. We have four blue handshakes "
            "drying."
        ),
        next_step="Body paint on big paper, and a bowl to wash in.",
        try_at_home="Mud works. So does the end of the bath foam.",
        scene="paint",
    ),
    Moment(
        areas="CL L",
        ways=KEEP,
        ages=(18, 28),
        words=(
            "In the book about the [bus|bear|baby] {name} says the last word of each page "
            "now. If I leave it out {she} waits, and if I say a wrong one {she} laughs and "
            "says 'no!'."
        ),
        next_step="Leave out one word in songs as well.",
        try_at_home="Read the same book and stop before the last word.",
        voice="No!",
        scene="book",
    ),
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(19, 30),
        words=(
            "Up the ladder, over the top, down the slide on {her} front with a face like "
            "thunder. {name} got up, brushed {her} knees, and said 'again' to nobody in "
            "particular. Eleven times."
        ),
        next_step="The higher slide, with a hand near and not on.",
        try_at_home="The small slide at the park: let {him} find {her} own way down.",
        voice="Again.",
        scene="slide",
    ),
    Moment(
        areas="UW",
        ways=THINK,
        ages=(20, 30),
        words=(
            "{name} poured water through the sieve and watched it go. {She} looked under "
            "the sieve. {She} looked at me. Then {she} put the sieve on {her} head and "
            "poured again, to find out."
        ),
        next_step="Holes big and small: colanders, sacking, tea strainers.",
        try_at_home="A sieve in the bath, or in the rain.",
        scene="water",
    ),
    Moment(
        areas="PSED EAD",
        ways=THINK,
        ages=(20, 30),
        words=(
            "{name} put the [bear|doll|rabbit] to bed under a paper towel, patted it, and "
            "sat on guard. When a friend came too near {she} put a finger on {her} lips and "
            "blew a very wet 'sssh'."
        ),
        next_step="A cot, a lamp and small covers in the home corner.",
        try_at_home="Ask {name} to put something to bed while you put {him} to bed.",
        voice="Sssh.",
        scene="doll",
    ),
    Moment(
        areas="PD L",
        ways=PLAY,
        ages=(20, 30),
        words=(
            "Chalk on the path. {name} drew round and round until the chalk was a crumb, "
            "stood up dizzy, and told me it was '[soup|a bus|Mummy]'."
        ),
        next_step="Big circles with brushes and water on the wall.",
        try_at_home="A wet brush on a dry wall. Nothing to clean up.",
        scene="chalk",
    ),
    Moment(
        areas="M CL",
        ways=PLAY,
        ages=(22, 30),
        words=(
            "'One, two, five!' {name} counted the steps down to the garden, loudly, holding "
            "my finger. At the bottom {she} counted the step that is not there, to be on "
            "the safe side."
        ),
        next_step="Count real things that {she} can touch.",
        try_at_home="Count the stairs together, in whichever language comes first.",
        voice="One, two, five!",
        scene="steps",
    ),
    Moment(
        areas="UW",
        ways=PLAY,
        ages=(18, 30),
        words=(
            "{name} turned over the flat stone and three woodlice went home. {She} put the "
            "stone back slowly, like a lid, and knocked on it."
        ),
        next_step="A bug tray with damp leaves and a magnifier.",
        try_at_home="Lift one stone. Put it back. Say goodbye to whoever lives there.",
        scene="beetle",
    ),
    Moment(
        areas="PSED",
        ways=PLAY,
        ages=(18, 28),
        words=(
            "New shoes. {name} showed them to me, to the cook, to the fish and to each baby "
            "in Acorns, one by one. The fish came to the glass to look, {she} felt."
        ),
        next_step="A 'what I brought today' moment at the start.",
        try_at_home="Send us one small thing that {name} is proud of.",
        scene="shoes",
    ),
    Moment(
        areas="EAD PD",
        ways=KEEP,
        ages=(18, 28),
        words=(
            "{name} drummed on the upturned bowl with flat hands, then with one spoon, then "
            "two. When I stopped clapping {she} stopped. When I started {she} gave me a "
            "look and took over."
        ),
        next_step="Shakers, and a steady song to hold on to.",
        try_at_home="Two spoons and a box. Copy {her} beat, then let {him} copy yours.",
        scene="drum",
    ),
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(22, 30),
        words=(
            "Coat on, all by {herself}: hood on the head first, arms round the back, a "
            "wriggle, a whirl, and one arm in. I waited. Then the other. {name} walked out "
            "like a king."
        ),
        next_step="The coat on the floor, flip over the head: the trick we teach.",
        try_at_home="Five more minutes before you leave. Let {him} win the sleeve.",
        scene="coat",
    ),
    Moment(
        areas="CL PSED",
        ways=PLAY,
        ages=(22, 30),
        words=(
            "{name} rang me on a [banana|block|shoe]. 'Hello,' I said. 'Hello,' said "
            "{name}, 'bye,' and hung up. {She} rang four more times. I was out twice."
        ),
        next_step="Two phones, so that friends can ring each other.",
        try_at_home="Answer every call. Ask one question and wait.",
        voice="Hello. Bye.",
        scene="telephone",
    ),
    Moment(
        areas="UW M",
        ways=f"{PLAY} {THINK}",
        ages=(20, 30),
        words=(
            "The long ramp. {name} sent down a car (fast), a block (bump), a ball (gone) "
            "and a cloth (nothing). {She} gave the cloth a push, and then a talking-to."
        ),
        next_step="Ramps at two heights and a basket of odd things.",
        try_at_home="A tray against the sofa. Which things roll and which refuse?",
        scene="ramp",
    ),
    Moment(
        areas="PSED",
        ways=KEEP,
        ages=(19, 30),
        words=(
            "{name} cried when the door closed, and then pointed to the family wall. I "
            "lifted {him} up. {She} touched every face in the picture, said each name, and "
            "got down {herself}."
        ),
        next_step="Family pictures at child height, to visit at any time.",
        try_at_home="Send us a photograph of who matters, the dog included.",
        scene="family wall",
    ),
    Moment(
        areas="PD M",
        ways=KEEP,
        ages=(20, 30),
        words=(
            "Seven blocks high. {name} put the last one on with both hands and stepped back "
            "so fast that {she} sat down. The tower stood. {name}, sitting, clapped it."
        ),
        next_step="Blocks of many shapes; talk of tall, taller, wobbly.",
        try_at_home="Boxes from the recycling, and permission to knock down.",
        scene="blocks",
    ),
    Moment(
        areas="EAD CL",
        ways=PLAY,
        ages=(19, 30),
        words=(
            "In 'Wind the bobbin' {name} does the winding, the pulling and the clapping "
            "now, a little after everyone else, very seriously, and then takes a bow alone."
        ),
        next_step="New action songs, slowly, one each week.",
        try_at_home="Ask {name} to teach you. Get it wrong on purpose.",
        scene="song",
    ),
    Moment(
        areas="L",
        ways=PLAY,
        ages=(18, 30),
        words=(
            "{name} read to [the bear|the fish|a friend] today. The book was upside down "
            "and the story was mostly 'and, and, and', but every page was turned and nobody "
            "was allowed to leave."
        ),
        next_step="A soft corner for reading to toys.",
        try_at_home="Let {name} read to you. Ask what happens next.",
        scene="book",
    ),
)
