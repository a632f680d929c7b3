"""The moments of named children that the demo is told by; the rest of the term is around them."""

from .kinds import KEEP, PLAY, THINK, Story

STORIES = (
    Story(
        child="wren",
        by="dilys",
        weekdays_ago=3,
        at="10:10",
        areas="PD",
        ways=PLAY,
        words=(
            "You rocked on your hands and knees, looked at the blue ball, then at me. I "
            "rolled it a little nearer. Three rocks, one big push, and you were off! Your "
            "whole face lit up."
        ),
        next_step="Floor time with things just out of reach.",
        try_at_home="Lie nose to nose and put a favourite toy a hand away.",
        scene="ball",
    ),
    Story(
        child="wren",
        by="dilys",
        weekdays_ago=9,
        at="12:05",
        areas="CL PSED",
        words=(
            "When Jo's voice came on the phone speaker, Wren stopped chewing, listened, "
            "then answered with a long 'baba-ba'. She waited, as if it was Jo's turn."
        ),
        next_step="Back-and-forth babble.",
        try_at_home="Leave a pause and wait for her reply.",
        voice="Baba-ba.",
        scene="telephone",
    ),
    Story(
        child="idris",
        by="priya",
        weekdays_ago=4,
        at="10:40",
        areas="UW",
        ways=PLAY,
        words=(
            "Idris found the puddle by the shed. He patted it, looked at his wet palm, "
            "patted it harder and laughed. He did this eleven times. I said 'sblash!' as "
            "his grandad does."
        ),
        next_step="More water in different pots.",
        try_at_home="A washing-up bowl on the step, with two cups of different sizes.",
        scene="puddle",
    ),
    Story(
        child="nura",
        by="rosalind",
        weekdays_ago=2,
        at="09:50",
        areas="CL",
        ways=KEEP,
        words=(
            "I asked 'where's your shoe?' in English and Nura looked at me. I said it the "
            "way Mum recorded for us, in Arabic, and she went straight to the basket and "
            "held it up."
        ),
        next_step="Use both words each time.",
        try_at_home="Keep talking Arabic: it helps all her talking.",
        scene="shoes",
    ),
    Story(
        child="nura",
        by="rosalind",
        weekdays_ago=11,
        at="08:40",
        areas="PSED",
        words=(
            "At goodbye Nura cried, then pointed to the family wall. I lifted her up, she "
            "kissed the photo of Baba, put her head on my shoulder and was calm in two "
            "minutes."
        ),
        next_step="The photo in her pocket for sleep time.",
        try_at_home="Kiss the photo together before you leave home.",
        scene="family wall",
    ),
    Story(
        child="kofi",
        by="marek",
        weekdays_ago=1,
        at="10:30",
        areas="EAD",
        ways=KEEP,
        words=(
            "Kofi turned the washing-up bowl over, drummed with flat hands, then with one "
            "spoon, then two. He stopped whenever I stopped, and started whenever I dared "
            "to breathe."
        ),
        next_step="Add shakers and a steady song.",
        try_at_home="Clap a short rhythm and let him answer it.",
        scene="drum",
    ),
    Story(
        child="zofia",
        by="marek",
        weekdays_ago=2,
        at="10:50",
        areas="M",
        ways=THINK,
        words=(
            "Zofia lined up nine pine cones, biggest by the door. When one would not stand "
            "she swapped it for a flatter one and said 'o, tak!'"
        ),
        next_step="Small, bigger, biggest in stories.",
        try_at_home="Let her put things in order of size: spoons, shoes, potatoes.",
        voice="O, tak!",
        scene="pine cones",
    ),
    Story(
        child="zofia",
        by="ewa",
        weekdays_ago=8,
        at="15:10",
        areas="CL PSED",
        ways=PLAY,
        words=(
            "Zofia put her felt hat on my head and said 'Ewa pani'. I bowed. She took it "
            "off, put it on the bear, and said 'misiu pani' and laughed until she had to "
            "sit down."
        ),
        next_step="Pretend play with hats, in Polish and English.",
        try_at_home="Be the customer in a hat shop. Try on everything.",
        voice="Misiu pani!",
        scene="hats",
    ),
    Story(
        child="zofia",
        by="marek",
        weekdays_ago=14,
        at="11:15",
        areas="PD",
        words=(
            "Zofia went up the big slide by the steps, holding the rail with both hands and "
            "counting 'jeden, dwa, cztery'. At the top she waited for me to look, and came "
            "down shouting."
        ),
        next_step="Climbing with one hand free.",
        try_at_home="Count the stairs at home, in Polish, on the way up.",
        voice="Jeden, dwa, cztery!",
        scene="slide",
    ),
    Story(
        child="teddy",
        by="callum",
        weekdays_ago=3,
        at="11:05",
        areas="PSED",
        ways=KEEP,
        words=(
            "Teddy wanted the red digger. His fists went tight. I said 'you really want "
            "it'. He took a big breath like Nan showed him and said 'after you?'. He waited "
            "nearly a minute by the sand timer."
        ),
        next_step="Praise waiting, keep it short.",
        try_at_home="Nan's breathing, before it is needed as well as after.",
        voice="After you?",
        scene="timer",
    ),
    Story(
        child="hodan",
        by="marek",
        weekdays_ago=5,
        at="14:20",
        areas="PSED",
        ways=THINK,
        words=(
            "Hodan put the doll under her jumper, patted it and told me 'baby sleeping, "
            "ssh'. She made a bed from the blue scarf and sang."
        ),
        next_step="Books about babies before January.",
        try_at_home="Let Hodan choose one small thing for the baby.",
        voice="Baby sleeping, ssh.",
        scene="doll",
    ),
    Story(
        child="hodan",
        by="ewa",
        weekdays_ago=12,
        at="10:25",
        areas="PD",
        ways=KEEP,
        words=(
            "Snip! Hodan cut right through a playdough sausage, looked surprised and cut six more."
        ),
        next_step="Snipping strips of card together.",
        try_at_home="Child scissors and a banana skin: it is easy to cut.",
        scene="dough",
    ),
    Story(
        child="pip",
        by="jamal",
        weekdays_ago=4,
        at="11:20",
        areas="CL",
        words=(
            "Pip does not often talk in the group. Today, in the tent, he whispered 'Bear "
            "is scared of the hoover'. We made Bear a safe corner."
        ),
        next_step="Small quiet spaces, no pressure to speak.",
        try_at_home="Ask Bear what he would like for tea.",
        voice="Bear is scared of the hoover.",
    ),
    Story(
        child="ayaan",
        by="jamal",
        weekdays_ago=2,
        at="10:35",
        areas="UW",
        ways=PLAY,
        words=(
            "Ayaan lifted a log and shouted 'keera!' and then, for me, 'beetle'. He counted "
            "legs: 'one, two, lots!'"
        ),
        next_step="A magnifying glass; ask Dad for more Urdu bug words.",
        try_at_home="Tell us how you say ant, worm and spider. We would like to learn.",
        voice="One, two, lots!",
        scene="beetle",
    ),
    Story(
        child="ileana",
        by="saoirse",
        weekdays_ago=4,
        at="09:55",
        areas="CL",
        ways=PLAY,
        words=(
            "Ileana joined in with 'Row, row' for the first time, humming every line and "
            "singing 'visul' at the end, in Romanian. Everyone clapped, and she sang it "
            "again."
        ),
        next_step="Songs with actions; picture cards for choices.",
        try_at_home="Sing us one of your songs on the phone, and we will learn it.",
        voice="Visul!",
        scene="song",
    ),
    Story(
        child="ottoline",
        by="jamal",
        weekdays_ago=3,
        at="15:00",
        areas="L",
        ways=THINK,
        words=(
            "Ottoline told the bear story back to front: 'First they are home, then they "
            "are not scared, then they are in the cave.' She said stories can go both ways."
        ),
        next_step="Story stones.",
        try_at_home="Start a story at the end and let her find the beginning.",
        voice="Stories can go both ways.",
        scene="book",
    ),
    Story(
        child="rafferty",
        by="jamal",
        weekdays_ago=6,
        at="14:05",
        areas="PD",
        ways=KEEP,
        words=(
            "Four tries on the plank. On the third Rafferty slid off, rubbed his knee and "
            "said 'my feet not listening'. On the fourth he held his arms out and got "
            "across."
        ),
        next_step="The balance beam at two heights.",
        try_at_home="Walk along a line on the pavement, heel to toe.",
        voice="My feet not listening.",
        scene="plank",
    ),
    Story(
        child="harleen",
        by="saoirse",
        weekdays_ago=5,
        at="10:15",
        areas="UW",
        ways=PLAY,
        words=(
            "Harleen rolled dough in the home corner and told us her Nani makes it 'round "
            "like the moon'. She taught a friend to pat, turn, pat."
        ),
        next_step="Invite Nani to cook with us.",
        try_at_home="Make roti together and send us a picture of the roundest.",
        voice="Round like the moon.",
        scene="dough",
    ),
    Story(
        child="mehul",
        by="femi",
        weekdays_ago=3,
        at="10:45",
        areas="M",
        ways=PLAY,
        words=(
            "Mehul laid out five cups for six bears. 'One bear has to share. Or we get "
            "another cup.' He chose to share because they are brothers."
        ),
        next_step="Problems with one too few and one too many.",
        try_at_home="Ask him to share four biscuits between three people.",
        voice="One bear has to share.",
        scene="table",
    ),
    Story(
        child="rumi",
        by="femi",
        weekdays_ago=2,
        at="11:00",
        areas="CL",
        words=(
            "In the quiet room with two friends Rumi followed the whole treasure hunt of "
            "three instructions. In the big room he looked to my hands. Signs and quiet "
            "help."
        ),
        next_step="Visual cues at tidy-up. Shared with the hearing team, with your yes.",
        try_at_home="Get his eye first, then speak, then show.",
        scene="treasure hunt",
    ),
    Story(
        child="solomiya",
        by="oluchi",
        weekdays_ago=4,
        at="13:30",
        areas="EAD PSED",
        ways=THINK,
        words=(
            "Solomiya painted a house with a very large door. Through the translator card "
            "she told me: so that everybody can come in at once. She asked me to write "
            "'Тато' over it."
        ),
        next_step="A letter with the picture to Tato.",
        try_at_home="Hang the picture where the telephone can see it.",
        voice="Щоб усі зайшли разом.",
        scene="house painting",
    ),
    Story(
        child="barnaby",
        by="oluchi",
        weekdays_ago=1,
        at="10:55",
        areas="L M",
        ways=THINK,
        words=(
            "Barnaby wrote a menu for the mud café: B, a worm shape, 2p. 'It says beetle "
            "soup, two pounds.' He read it to every customer the same way."
        ),
        next_step="Labels and price tags; sounds in customers' names.",
        try_at_home="Let him write the menu for Sunday breakfast.",
        voice="It says beetle soup, two pounds.",
        scene="mud kitchen",
    ),
    Story(
        child="teddy",
        by="marek",
        weekdays_ago=7,
        at="15:30",
        kind="wow",
        areas="PSED",
        words=(
            "Teddy saw that a friend had no chair at tea. He got up, pushed his own across "
            "the floor, and stood. Nobody had asked him to."
        ),
        scene="table",
    ),
    Story(
        child="zofia",
        by="ewa",
        weekdays_ago=4,
        at="12:20",
        kind="wow",
        areas="PSED PD",
        words="Zofia used the toilet, told everyone, and showed the big-girl pants to the cook.",
        scene="big smile",
    ),
    Story(
        child="rumi",
        by="femi",
        weekdays_ago=6,
        at="12:15",
        kind="wow",
        areas="CL PSED",
        words=(
            "Rumi told a joke in sign at lunch and the whole table laughed. It was about a cheese."
        ),
        scene="laughing",
    ),
    Story(
        child="ileana",
        by="jamal",
        weekdays_ago=1,
        at="10:05",
        kind="wow",
        areas="CL PSED",
        words=(
            "Ileana pointed to the picture of the garden and said 'outside, please'. We "
            "went at once."
        ),
        voice="Outside, please.",
        scene="garden",
    ),
)
