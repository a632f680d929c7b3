"""Conversations: what is said between one home and the nursery about one child."""

from .kinds import Said, Talk

TALKS = (
    Talk(
        child="wren",
        subject="Hello from Dilys",
        adults=("jo", "sal"),
        staff=("priya",),
        said=(
            Said(
                by="dilys",
                weekdays_ago=40,
                at="12:40",
                words=(
                    "Hello Jo and Sal, I am Dilys and I will be Wren's key person. I work "
                    "Monday to Thursday; Priya is her second person on Fridays. What helps "
                    "Wren feel better when she is upset?"
                ),
            ),
            Said(
                by="sal",
                weekdays_ago=40,
                at="20:15",
                words=(
                    "Pigeons. Any pigeon. Also the fox with one ear, which we are sending "
                    "in, and which must come home every night or none of us sleep."
                ),
            ),
            Said(
                by="jo",
                weekdays_ago=39,
                at="08:02",
                words="And thank you for saying both our names.",
            ),
            Said(
                by="dilys",
                weekdays_ago=39,
                at="13:05",
                words="The fox has its own peg. We counted eleven pigeons at noon.",
            ),
        ),
    ),
    Talk(
        child="zofia",
        subject="Zofia bit her cousin",
        adults=("agnieszka", "tomasz"),
        staff=("ewa",),
        said=(
            Said(
                by="agnieszka",
                weekdays_ago=6,
                at="22:40",
                words="She bit her cousin on Sunday. Is this normal? I feel bad.",
            ),
            Said(
                by="marek",
                weekdays_ago=5,
                at="07:35",
                words=(
                    "Good morning, thank you for telling me. Many children of this age bite "
                    "when words are too slow. We have not seen it here this week. Can we "
                    "talk for ten minutes today at 17:15, or by phone at 12:30?"
                ),
            ),
            Said(
                by="agnieszka",
                weekdays_ago=5,
                at="11:10",
                words="12:30 is good, Tomasz is awake then too.",
            ),
            Said(
                by="tomasz",
                language="pl",
                weekdays_ago=5,
                at="13:05",
                words="Dziękuję za rozmowę. Spróbujemy z książeczką o zębach.",
            ),
            Said(
                by="marek",
                weekdays_ago=4,
                at="07:40",
                words=(
                    "Proszę bardzo. What I took from our talk: it happened when two cousins "
                    "wanted one hat, she was very tired, and you stayed calm. We will both "
                    "say 'stop, my turn next' and show her the hand sign. I will tell you "
                    "on Friday how it went. And you wrote that you feel bad: you need not be "
                    "alone with that. They speak Polish."
                ),
                card="Warm Words",
            ),
        ),
    ),
    Talk(
        child="zofia",
        subject="When Marek is away on Friday",
        adults=("agnieszka", "tomasz"),
        staff=("marek", "ewa"),
        unread_by=("tomasz",),
        said=(
            Said(
                by="ewa",
                weekdays_ago=1,
                at="15:20",
                words=(
                    "Dzień dobry! Marek is on a course this Friday, and I am with Zofia all "
                    "day. Nothing changes for her: same songs, same hook, same seat at "
                    "lunch. You can write to me here as well."
                ),
            ),
            Said(
                by="agnieszka",
                weekdays_ago=1,
                at="21:35",
                words="Good, she says 'Ewa pani' in the bath.",
            ),
        ),
    ),
    Talk(
        child="idris",
        subject="Collection on Thursday",
        adults=("catrin",),
        staff=("priya",),
        said=(
            Said(
                by="catrin",
                weekdays_ago=7,
                at="09:12",
                words="Emrys has a cough. My neighbour Olwen Pipkin collects today.",
            ),
            Said(
                by="priya",
                weekdays_ago=7,
                at="09:40",
                words=(
                    "Thank you. Gwen has her photo and will also need the collection "
                    "password. We will ring you when she arrives, as we have not met her."
                ),
            ),
            Said(
                by="catrin",
                weekdays_ago=7,
                at="16:50",
                language="cy",
                words="Diolch! Mae Olwen yn dweud bod Idris wedi chwerthin yr holl ffordd adref.",
            ),
        ),
    ),
    Talk(
        child="nura",
        subject="تسجيل صوتي",
        adults=("layla",),
        staff=("rosalind", "priya"),
        said=(
            Said(
                by="rosalind",
                weekdays_ago=12,
                at="12:20",
                language="ar",
                words=(
                    "صباح الخير ليلى. هل يمكنك أن تسجلي لنا كلمات «حذاء» و«ماء» و«تعالي»؟ "
                    "نورا تفهمها أسرع بصوتك."
                ),
            ),
            Said(
                by="layla",
                weekdays_ago=12,
                at="20:05",
                language="ar",
                words="بكل سرور. سأسجلها الليلة. شكراً لاهتمامكم بلغتنا.",
            ),
            Said(
                by="rosalind",
                weekdays_ago=11,
                at="12:30",
                language="ar",
                words="وصل التسجيل، شكراً لكِ. نورا ذهبت إلى السلة فوراً!",
            ),
        ),
    ),
    Talk(
        child="ayaan",
        subject="Sorry: yesterday's sleep",
        adults=("nadia", "bilal"),
        staff=("saoirse",),
        said=(
            Said(
                by="jamal",
                weekdays_ago=9,
                at="08:15",
                words=(
                    "Yesterday's note said Ayaan had no sleep. That was another child's "
                    "line. He slept 12:40 to 13:30. I have corrected it and we changed how "
                    "we fill the sheet. Sorry. Jamal."
                ),
            ),
            Said(
                by="nadia",
                weekdays_ago=9,
                at="12:10",
                words="Thank you for saying so. That explains the dancing at ten.",
            ),
        ),
    ),
    Talk(
        child="ayaan",
        subject="Baking on Friday, no egg",
        adults=("nadia",),
        staff=("jamal",),
        said=(
            Said(
                by="saoirse",
                weekdays_ago=3,
                at="13:00",
                words=(
                    "We are baking bread on Friday with Stan. There is no egg in the "
                    "recipe, in the room or on the table. Has anything changed for Ayaan "
                    "that we should know?"
                ),
            ),
            Said(
                by="nadia",
                weekdays_ago=3,
                at="19:45",
                words="Nothing new. New pen in his bag, the date is March. Shukriya.",
            ),
        ),
    ),
    Talk(
        child="ileana",
        subject="How Ileana talks",
        adults=("doina",),
        staff=("jamal",),
        said=(
            Said(
                by="saoirse",
                weekdays_ago=10,
                at="13:15",
                words=(
                    "Hello Doina, Ileana had a happy week: she sang with everyone on "
                    "Tuesday. I would like to talk with you about her words, how you see it "
                    "at home and how we see it here. Nothing urgent and nothing is wrong "
                    "today. Would Thursday 15:30 in the quiet room, or a call on Friday at "
                    "9, suit you? We can have a Romanian interpreter."
                ),
            ),
            Said(
                by="doina",
                weekdays_ago=10,
                at="21:20",
                words="Is there a problem? My mother-in-law says I talk wrong language to her.",
            ),
            Said(
                by="saoirse",
                weekdays_ago=9,
                at="12:50",
                words=(
                    "I understand that this is worrying. Please keep speaking Romanian: a "
                    "strong home language helps. At nursery I have written down eleven "
                    "words in six weeks, and I wonder how many she says with you. Together "
                    "we can decide if a hearing check or the speech team would help. You "
                    "would decide with us."
                ),
            ),
            Said(
                by="doina",
                weekdays_ago=9,
                at="20:45",
                words="At home maybe forty. Friday call is good. Yes interpreter.",
            ),
            Said(
                by="saoirse",
                weekdays_ago=7,
                at="10:10",
                words=(
                    "Thank you for the call, Doina. What I heard: Ileana has about 40 words "
                    "in Romanian, you feel blamed by relatives, and you want to know what "
                    "to do. What we agreed: I send the letter for the hearing check; three "
                    "picture cards go home on Monday; you write a list of her words; we "
                    "look again in four weeks. Did I understand you?"
                ),
            ),
            Said(
                by="doina",
                weekdays_ago=7,
                at="19:30",
                language="ro",
                words="Da, ați înțeles bine. Mulțumesc mult. Fac lista duminică.",
            ),
        ),
    ),
)
