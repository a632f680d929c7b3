"""What the adults of Acorns see once the babies move: standing, steps and first words."""

from .kinds import KEEP, PLAY, THINK, Moment

MOMENTS = (
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(9, 14),
        words=(
            "{name} cruised the whole length of the bench today, sideways like a crab, and "
            "stopped at the end. {She} looked at the gap to the table. Not yet, {she} "
            "decided, and crabbed back."
        ),
        next_step="A small gap, with my hand on the other side.",
        try_at_home="Two steady chairs a little apart make a bridge.",
        scene="standing",
    ),
    Moment(
        areas="PSED",
        ways=PLAY,
        ages=(9, 17),
        words=(
            "{name} offered me a wet crust. I said thank you and pretended to eat it. {She} "
            "took it out of my hand, looked at it, and offered it to the "
            "[giraffe|bear|visitor]."
        ),
        next_step="Give-and-take games with balls and cloths.",
        try_at_home="'Thank you' and give it back. It is the first conversation.",
        scene="snack",
    ),
    Moment(
        areas="EAD",
        ways=PLAY,
        ages=(9, 18),
        words=(
            "Music came on and {name}'s bottom began to dance before the rest of {him}. "
            "When the tune changed {she} stopped, listened, and started again at the new "
            "speed."
        ),
        next_step="Slow and quick tunes, so {she} can feel the change.",
        try_at_home="Dance to the songs you loved at school. {name} will not judge.",
        scene="song",
    ),
    Moment(
        areas="PD",
        ways=f"{KEEP} {PLAY}",
        ages=(10, 15),
        words=(
            "Two steps. {name} let go of the table, stood with both arms up, took two steps "
            "to me and sat down, amazed. Then {she} wanted to be put back at the table to "
            "do it properly."
        ),
        next_step="Wide open floor, few toys on it, for half an hour a day.",
        try_at_home="Sit a step away, arms out, and say nothing. Let {him} decide.",
        scene="first steps",
    ),
    Moment(
        areas="UW",
        ways=PLAY,
        ages=(9, 18),
        words=(
            "{name} and the snail looked at each other for a long time. The snail put its "
            "horns out. {She} put one finger out. Neither went first."
        ),
        next_step="A snail tank at floor height for a week.",
        try_at_home="After rain, look for one small creature together.",
        scene="snail",
    ),
    Moment(
        areas="CL",
        ways=KEEP,
        ages=(10, 16),
        words=(
            "A word! {name} said '[ba|mo|da]' for the [ball|milk|dog], and when I fetched "
            "it {she} said it again, louder, in case I had doubts."
        ),
        next_step="Say the whole word back, warmly, without correcting.",
        try_at_home="Tell us the words {name} has at home, in any language. We will use them.",
        scene="ball",
    ),
    Moment(
        areas="PSED PD",
        ways=KEEP,
        ages=(10, 18),
        words=(
            "{name} drank from the open cup. Half went in, half went down, and {she} put it "
            "back on the table with two hands, gently, like something made of glass."
        ),
        next_step="Open cup at every snack, with a finger of water in it.",
        try_at_home="A small glass, two hands, very little water. Sit down for it.",
        scene="snack",
    ),
    Moment(
        areas="M UW",
        ways=THINK,
        ages=(11, 18),
        words=(
            "The big cup would not go into the small cup. {name} pressed, turned it, "
            "pressed harder, and then, slowly, put the small one into the big one. {She} "
            "did it again to be sure."
        ),
        next_step="Nesting boxes of three sizes.",
        try_at_home="Saucepans and their lids. It is noisy, and it is geometry.",
        scene="cups",
    ),
    Moment(
        areas="PD UW",
        ways=PLAY,
        ages=(11, 18),
        words=(
            "We went out in the rain in suits. {name} stood under the dripping branch, "
            "looked up, and got one drop on the nose. {She} waited there for the next one "
            "for eight minutes."
        ),
        next_step="Out in all weathers, with dry socks ready.",
        try_at_home="Ten minutes in the rain with nothing to do but get wet.",
        scene="puddle",
    ),
    Moment(
        areas="CL L",
        ways=PLAY,
        ages=(11, 18),
        words=(
            "At the page with the cow {name} made a deep noise, somewhere between a cow and "
            "a tractor. {She} looked at me to do it too. We mooed in turns until lunch."
        ),
        next_step="Animal books with a sound on each page.",
        try_at_home="Make the sound first and wait for {name} to find the picture.",
        scene="book",
    ),
    Moment(
        areas="PSED",
        ways=THINK,
        ages=(11, 18),
        words=(
            "A smaller baby cried. {name} stopped, looked at the baby, looked at me, "
            "crawled to the basket and came back with {her} own [blanket|bear|muslin]. "
            "{She} put it near the baby and went away."
        ),
        next_step="Tell {him} what we saw: 'you helped'.",
        try_at_home="Notice kindness aloud. 'You gave me your hat. I feel warm.'",
        scene="blanket",
    ),
    Moment(
        areas="PD",
        ways=KEEP,
        ages=(12, 18),
        words=(
            "{name} climbed the three soft steps, turned round at the top, thought, and "
            "came down backwards on {her} tummy. We have been practising the word "
            "'backwards' all week."
        ),
        next_step="Real stairs, hand in hand, to see the cook.",
        try_at_home="Show {him} how to turn round at the edge of the sofa: tummy first.",
        scene="steps",
    ),
    Moment(
        areas="EAD UW",
        ways=PLAY,
        ages=(12, 18),
        words=(
            "{name} fed the doll with an empty spoon, wiped its chin and said 'mmm'. Then "
            "{she} tasted the spoon {herself}, to check what the doll had been given."
        ),
        next_step="Real cups and spoons in the home corner.",
        try_at_home="Let {name} 'help' feed a toy while you cook.",
        scene="doll",
    ),
    Moment(
        areas="PD M",
        ways=KEEP,
        ages=(12, 18),
        words=(
            "Three blocks, one on another. {name} took {her} hands away slowly, held {her} "
            "breath, and when it stood {she} clapped for the tower, not for {herself}."
        ),
        next_step="Blocks of two sizes and a low table.",
        try_at_home="Tins or boxes do as well. Build, wait, knock down, laugh, again.",
        scene="blocks",
    ),
    Moment(
        areas="CL PSED",
        ways=KEEP,
        ages=(13, 18),
        words=(
            "I asked {name} to bring me the [blue cup|shoes|book about trucks], with no "
            "pointing. {She} stopped in the middle of the room, turned round once, and "
            "brought it."
        ),
        next_step="Small errands, one thing at a time.",
        try_at_home="Give {him} one real job: the spoons, the post, the socks.",
        scene="helping",
    ),
    Moment(
        areas="UW",
        ways=THINK,
        ages=(13, 18),
        words=(
            "{name} found that the torch makes a moon on the wall. {She} moved it, the moon "
            "moved. {She} tried to pick the moon off the wall and looked behind the curtain "
            "for the rest of it."
        ),
        next_step="Torches and colanders in the dark den.",
        try_at_home="A torch under a blanket before bath time.",
        scene="torch",
    ),
    Moment(
        areas="PSED",
        ways=KEEP,
        ages=(9, 18),
        words=(
            "The first drop-off without tears. {name} held my collar tightly, watched the "
            "door close, and sighed the way grown-ups do when they put down shopping. Then "
            "{she} asked for the window."
        ),
        next_step="The same goodbye every day: window, wave, song.",
        try_at_home="A short, cheerful goodbye. Tell {him} when you come back: 'after tea'.",
        scene="window",
    ),
    Moment(
        areas="L PD",
        ways=PLAY,
        ages=(13, 18),
        words=(
            "Crayons. {name} made dots, many dots, very fast, with a sound for each dot. "
            "When I made a line beside them {she} looked at it kindly and covered it with "
            "dots."
        ),
        next_step="Fat crayons and paper taped to the floor.",
        try_at_home="Paper under the high chair, one crayon. Marks come before letters.",
        scene="drawing",
    ),
    Moment(
        areas="PD PSED",
        ways=KEEP,
        ages=(14, 18),
        words=(
            "{name} took {her} own sock off, which is easy, and then tried to put it on "
            "again, which is not. The sock went on the hand. {She} wore it there all "
            "afternoon with dignity."
        ),
        next_step="Time at coat pegs, no hurry.",
        try_at_home="Start the sock over the toes and let {name} pull.",
        scene="socks",
    ),
    Moment(
        areas="M CL",
        ways=PLAY,
        ages=(14, 18),
        words=(
            "'More?' I asked at snack. {name} signed more, said 'mo', and held up the bowl "
            "as well. There was no misunderstanding. {She} had three pieces of "
            "[pear|cheese|toast]."
        ),
        next_step="More, gone and all done, said and signed.",
        try_at_home="Use the word and a sign together. Ask us for the little picture sheet.",
        scene="snack",
    ),
    Moment(
        areas="UW EAD",
        ways=PLAY,
        ages=(10, 18),
        words=(
            "We lay on the grass and watched the washing. {name} pointed at every shirt "
            "that moved. When the wind stopped {she} blew, hard, to help it."
        ),
        next_step="Ribbons on the fence to show the wind.",
        try_at_home="Watch something move together: washing, buses, clouds.",
        scene="washing line",
    ),
)
