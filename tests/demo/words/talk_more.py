"""More conversations between one home and the nursery about one child."""

from .kinds import Said, Talk

TALKS = (
    Talk(
        child="barnaby",
        subject="The coat",
        adults=("gordon",),
        staff=("femi",),
        said=(
            Said(
                by="gordon",
                weekdays_ago=8,
                at="07:25",
                words="THIRD time his coat is lost. Does anyone there even care??",
            ),
            Said(
                by="oluchi",
                weekdays_ago=8,
                at="10:05",
                words=(
                    "You are right, it is the third time, and I am sorry. I found the coat "
                    "in the Conkers basket. From tomorrow his peg is by the door and I "
                    "check it at 15:00. Tell me on Friday if this worked."
                ),
            ),
            Said(
                by="gordon",
                weekdays_ago=5,
                at="16:40",
                words="It worked. Sorry about the capitals, it was the end of a night shift.",
            ),
        ),
    ),
    Talk(
        child="ottoline",
        subject="Your own copy of everything",
        adults=("flora",),
        staff=("bettina", "jamal"),
        said=(
            Said(
                by="bettina",
                weekdays_ago=4,
                at="14:00",
                words=(
                    "Dear Flora, both of you now get your own copy of the journal, notes "
                    "and reports. Neither sees the other's messages or address. If "
                    "something should be different, tell me, and I will change it the same "
                    "day."
                ),
            ),
            Said(
                by="flora",
                weekdays_ago=4,
                at="20:10",
                words=(
                    "Thank you, that is a weight off. Could you also not ask the twins to "
                    "carry letters between us?"
                ),
            ),
            Said(
                by="bettina",
                weekdays_ago=3,
                at="09:05",
                words="Of course. Nobody here will. I have told the room.",
            ),
        ),
    ),
    Talk(
        child="ottoline",
        subject="Your own copy of everything",
        adults=("edmund",),
        staff=("bettina", "jamal"),
        said=(
            Said(
                by="bettina",
                weekdays_ago=4,
                at="14:02",
                words=(
                    "Dear Edmund, both of you now get your own copy of the journal, notes "
                    "and reports. Neither sees the other's messages or address. If "
                    "something should be different, tell me, and I will change it the same "
                    "day."
                ),
            ),
            Said(
                by="edmund",
                weekdays_ago=4,
                at="19:30",
                words=(
                    "Thank you. I read the whole term last night. I had no idea about the plank."
                ),
            ),
        ),
    ),
    Talk(
        child="rumi",
        subject="No question, just this",
        adults=("tahmina", "farhan"),
        staff=("femi",),
        said=(
            Said(
                by="femi",
                weekdays_ago=6,
                at="15:40",
                words=(
                    "No question, just this: he told a joke in sign and the whole table laughed."
                ),
            ),
            Said(
                by="tahmina",
                weekdays_ago=6,
                at="18:20",
                words="I have read this to my mother, my sister and the woman at the till.",
            ),
        ),
    ),
    Talk(
        child="kofi",
        subject="Sleep, or the lack of it",
        adults=("kwabena",),
        staff=("marek", "ewa"),
        unread_by=("marek",),
        said=(
            Said(
                by="kwabena",
                weekdays_ago=0,
                at="07:20",
                words=(
                    "Kofi has been awake since four. He is cheerful, I am not. Could he go "
                    "down early today?"
                ),
            ),
        ),
    ),
    Talk(
        child="teddy",
        subject="Nan's choir on Thursday",
        adults=("maureen",),
        staff=("callum",),
        said=(
            Said(
                by="maureen",
                weekdays_ago=5,
                at="10:30",
                words="Clive will fetch Teddy on Thursday, I have choir. He has the word.",
            ),
            Said(
                by="callum",
                weekdays_ago=5,
                at="12:35",
                words="Lovely, thank you, Nan. What are you singing?",
            ),
            Said(
                by="maureen",
                weekdays_ago=5,
                at="14:10",
                words="The one about the rain. Teddy does the thunder.",
            ),
        ),
    ),
    Talk(
        child="pip",
        subject="A visit next week",
        adults=("moira", "ken"),
        staff=("jamal", "tariq"),
        said=(
            Said(
                by="moira",
                weekdays_ago=6,
                at="09:50",
                words=(
                    "Pip has a visit on Tuesday morning, so he may be quiet on Wednesday. "
                    "Bear knows about it."
                ),
            ),
            Said(
                by="jamal",
                weekdays_ago=6,
                at="12:45",
                words=(
                    "Thank you, Moira. The tent will be up on Wednesday, and I will be near it."
                ),
            ),
        ),
    ),
    Talk(
        child="solomiya",
        subject="Лист для тата",
        adults=("oksana",),
        staff=("oluchi",),
        unread_by=("oluchi",),
        said=(
            Said(
                by="oluchi",
                weekdays_ago=3,
                at="15:50",
                language="uk",
                words=(
                    "Доброго дня, Оксано. Соломія хоче надіслати татові свій малюнок. Чи "
                    "можна зробити фото і дати вам?"
                ),
            ),
            Said(
                by="oksana",
                weekdays_ago=2,
                at="20:25",
                language="uk",
                words="Так, звичайно. Він дуже чекає. Дякую вам за турботу.",
            ),
        ),
    ),
    Talk(
        child="hodan",
        subject="The baby in January",
        adults=("hibaaq",),
        staff=("ewa", "marek"),
        said=(
            Said(
                by="hibaaq",
                weekdays_ago=8,
                at="20:50",
                words="Hodan asks every day when the baby comes. What do you say to her?",
            ),
            Said(
                by="ewa",
                weekdays_ago=7,
                at="12:15",
                words=(
                    "We say: 'After the new year, when it is very cold. First the baby "
                    "sleeps a lot, then it plays.' We have two books about it, and she may "
                    "take one home on Friday."
                ),
            ),
            Said(
                by="hibaaq",
                weekdays_ago=7,
                at="19:05",
                language="so",
                words="Mahadsanid badan. Waxay jeceshahay buugga.",
            ),
        ),
    ),
    Talk(
        child="kavi",
        subject="Meeting Mummy in the corridor",
        adults=("dominic", "priya"),
        staff=("oluchi",),
        said=(
            Said(
                by="oluchi",
                weekdays_ago=14,
                at="16:10",
                words=(
                    "Kavi found it hard on Tuesday to see Priya walk past without stopping. "
                    "Shall we agree on one wave at ten, through the window, and no more "
                    "until home time?"
                ),
            ),
            Said(
                by="dominic",
                weekdays_ago=14,
                at="19:20",
                words="Yes please. He told me about it, and he thinks that a wave is 'fair'.",
            ),
        ),
    ),
    Talk(
        child="beatrix",
        subject="A new key person",
        adults=("annabel",),
        staff=("bettina", "callum"),
        said=(
            Said(
                by="bettina",
                weekdays_ago=30,
                at="13:30",
                words=(
                    "Dear Annabel, Perpetua is moving to the seaside at the end of the "
                    "month. From then on Callum will be Beatrix's key person. He plays with "
                    "her every day, and they have started a worm book. Could you come in on "
                    "Thursday at five to meet him properly?"
                ),
            ),
            Said(
                by="annabel",
                weekdays_ago=30,
                at="20:00",
                words="Thank you for telling me before it happens. Thursday is fine.",
            ),
            Said(
                by="callum",
                weekdays_ago=27,
                at="17:50",
                words="It was good to meet you. Beatrix showed me which umbrella is hers.",
            ),
        ),
    ),
)
