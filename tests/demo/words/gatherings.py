"""Moments of several children together.

A family reads the names of its own children only, so ``{friends}`` says how many there were.
"""

from .kinds import KEEP, PLAY, THINK, Gathering

GATHERINGS = (
    Gathering(
        room="acorns",
        areas="PSED UW",
        ways=PLAY,
        words=(
            "{Friends} sat round the water tray and discovered each other's hands under the "
            "surface. A good deal of looking, a little holding, and one long laugh that "
            "went round twice."
        ),
        next_step="Water for two or three, more often.",
        try_at_home="Share a bath with a cousin, or a washing-up bowl with you.",
        scene="water",
    ),
    Gathering(
        room="acorns",
        areas="EAD CL",
        ways=PLAY,
        words=(
            "Music with the cook. {Friends} each had a pan and a spoon, and Stan had the big "
            "ladle. When he stopped, they stopped, and then all at once they did not."
        ),
        next_step="A kitchen band every Wednesday.",
        scene="drum",
    ),
    Gathering(
        room="acorns",
        areas="UW PD",
        ways=PLAY,
        words=(
            "We put a sheet of bubble paper on the floor. {Friends} crossed it on hands, "
            "knees and bottoms. At each pop there was a pause to find out whose it was."
        ),
        next_step="More surfaces: grass, fleece, foil.",
        try_at_home="Crinkly paper under the rug.",
        scene="mat",
    ),
    Gathering(
        room="acorns",
        areas="CL PSED",
        ways=PLAY,
        words=(
            "Song time by the window: {friends}. We sang each name in turn, and each of them "
            "looked round when it was theirs. That is new this month."
        ),
        next_step="Name songs with photographs.",
        scene="song",
    ),
    Gathering(
        room="conkers",
        areas="PSED M",
        ways=KEEP,
        words=(
            "{Friends} built a bus from the big chairs. There was some talk about who drives. "
            "In the end there were as many drivers as seats, and the bus went everywhere at "
            "once."
        ),
        next_step="Tickets, bags and a timetable.",
        try_at_home="Chairs in a row make a bus, a boat or a train.",
        scene="bus",
    ),
    Gathering(
        room="conkers",
        areas="UW PD",
        ways=PLAY,
        words=(
            "Rain walk. {Friends} went round The Dingle in suits and stamped in every puddle "
            "in order of size. The small one was the best, they agreed: it was muddy."
        ),
        next_step="A puddle map.",
        scene="puddle",
    ),
    Gathering(
        room="conkers",
        areas="EAD",
        ways=PLAY,
        words=(
            "One long paper, three pots, {friends}. The red met the yellow in the middle, and "
            "everyone stopped to look at what had happened there."
        ),
        next_step="A longer paper, on the fence.",
        scene="paint",
    ),
    Gathering(
        room="conkers",
        areas="PSED CL",
        ways=PLAY,
        words=(
            "A tea party for bears, with {friends} pouring. The bears had four cups each and "
            "'no biscuits till sleep'. We do not know who made that rule."
        ),
        next_step="Real cups, real water, real cloths.",
        scene="table",
    ),
    Gathering(
        room="conkers",
        areas="PD PSED",
        ways=KEEP,
        words=(
            "The parachute needs everybody. {Friends} held on with both hands, up, up, and "
            "under it the balls ran like mice. Letting go at the same moment takes "
            "practice."
        ),
        next_step="Parachute games twice a week.",
        scene="parachute",
    ),
    Gathering(
        room="pinecones",
        areas="CL PSED",
        ways=THINK,
        words=(
            "{Friends} opened a shoe shop. Every shoe in the room was tried on by somebody it "
            "did not fit. 'It suits you,' they told each other."
        ),
        next_step="A measure, boxes and a mirror.",
        scene="shoes",
    ),
    Gathering(
        room="pinecones",
        areas="UW M",
        ways=PLAY,
        words=(
            "We baked bread, Stan's way: {friends} weighed, tipped, stirred and knocked. It "
            "rose, which was thought to be clever of it. There was none left to send home. "
            "Sorry."
        ),
        next_step="Bake again and bring some home.",
        try_at_home="Ask who was the kneader.",
        scene="cooking",
    ),
    Gathering(
        room="pinecones",
        areas="PD UW",
        ways=KEEP,
        words=(
            "Moving day in the garden: {friends} carried the whole log pile to the other side "
            "of the path, one at each end, and housed the beetles in a bucket meanwhile."
        ),
        next_step="More jobs that need two.",
        scene="garden",
    ),
    Gathering(
        room="pinecones",
        areas="EAD CL",
        ways=THINK,
        words=(
            "{Friends} were a weather forecast. One was wind, one was sun, and the rest was "
            "rain. 'And now a bit of nothing,' they said, and lay down."
        ),
        next_step="A frame to be a television.",
        scene="acting",
    ),
    Gathering(
        room="pinecones",
        areas="L CL",
        ways=PLAY,
        words=(
            "The story had no pictures today, only stones. {Friends} took one each and told "
            "the next part. It began with a key and ended with soup."
        ),
        next_step="New story stones, painted by the children.",
        scene="stones",
    ),
    Gathering(
        room="oaks",
        areas="PSED M",
        ways=THINK,
        words=(
            "The vote: pancakes or soup for Friday. {Friends} counted the stones in both "
            "jars, twice, and carried the result to Stan. It was soup. The losers took it "
            "well."
        ),
        next_step="A vote every fortnight, with a real result.",
        scene="stones",
    ),
    Gathering(
        room="oaks",
        areas="UW PD",
        ways=KEEP,
        words=(
            "{Friends} dug for treasure and found a spoon, a blue tile and half a clay pipe. "
            "They have drawn each one and asked in the office who lived here before."
        ),
        next_step="Ask older neighbours about the hill.",
        scene="digging",
    ),
    Gathering(
        room="oaks",
        areas="EAD L",
        ways=THINK,
        words=(
            "A newspaper! {Friends} were the reporters. Headlines: 'RAIN', 'THE FISH', 'Stan "
            "said no'. It was read aloud to Pinecones, who had questions."
        ),
        next_step="A second number, with an interview.",
        scene="writing",
    ),
    Gathering(
        room="oaks",
        areas="CL PSED",
        ways=KEEP,
        words=(
            "{Friends} made the rules for the workbench: 'goggles, one hammer, look at your "
            "thumb'. They signed it, each in their own way, and it now hangs there."
        ),
        next_step="The children write the rules for the den as well.",
        scene="workbench",
    ),
    Gathering(
        room="oaks",
        areas="M UW",
        ways=THINK,
        words=(
            "How far can a paper boat go? {Friends} launched nine in the gutter, marked where "
            "each one sank, and built the tenth out of a milk carton. It has not been seen "
            "since."
        ),
        next_step="Boats of foil, cork and bark: guess first.",
        try_at_home="Fold a boat and test it in the sink.",
        scene="boat",
    ),
)
