"""Where and who works there: two settings of the make-believe Thistle & Teapot group."""

from .shapes import Room, Setting, Worker

SETTINGS = (
    Setting(
        key="marmalade-hill",
        name="Marmalade Hill",
        group="Thistle & Teapot",
        address="Marmalade Hill Nursery, Biscuit Lane, Upper Fibbing, ZZ99 9ZZ",
        phone="01632 960 123",
        email="hello@marmaladehill.example",
        mail_domain="marmaladehill.example",
        registration="EY-MADE-UP",
        places=54,
        welcome=(
            "We are a day nursery on a hill that smells of toast. "
            "Come in, put the kettle on, tell us about your child."
        ),
    ),
    Setting(
        key="custard-wharf",
        name="Custard Wharf",
        group="Thistle & Teapot",
        address="Custard Wharf Nursery, The Old Spoon Works, Lower Fibbing, ZZ99 8ZZ",
        phone="01632 960 150",
        email="hello@custardwharf.example",
        mail_domain="custardwharf.example",
        registration="EY-MADE-UP-TOO",
        places=20,
        welcome="We are a small nursery by the canal. Ducks are counted every morning.",
    ),
)

ROOMS = (
    Room(
        key="acorns",
        setting="marmalade-hill",
        name="Acorns",
        from_months=3,
        to_months=18,
        places=12,
        colour="sage",
        words="Babies: soft floor, slow mornings, a rocking chair by the window.",
    ),
    Room(
        key="conkers",
        setting="marmalade-hill",
        name="Conkers",
        from_months=18,
        to_months=30,
        places=16,
        colour="clay",
        words="Walkers and talkers: big blocks, water every day, a den under the stairs.",
    ),
    Room(
        key="pinecones",
        setting="marmalade-hill",
        name="Pinecones",
        from_months=30,
        to_months=42,
        places=12,
        colour="sky",
        words="Stories, pretend kitchens and a door that opens on the garden, The Dingle.",
    ),
    Room(
        key="oaks",
        setting="marmalade-hill",
        name="Oaks",
        from_months=42,
        to_months=60,
        places=14,
        colour="plum",
        words="The year before school: mud café, workbench, long questions.",
    ),
    Room(
        key="ducklings",
        setting="custard-wharf",
        name="Ducklings",
        from_months=9,
        to_months=30,
        places=9,
        colour="sky",
        words="Under two and a half: mats, mirrors and a view of the water.",
    ),
    Room(
        key="herons",
        setting="custard-wharf",
        name="Herons",
        from_months=30,
        to_months=60,
        places=11,
        colour="sage",
        words="Two and a half to school: boats, maps and a very long train track.",
    ),
)

WORKERS = (
    Worker(
        key="bettina",
        setting="marmalade-hill",
        full_name="Bettina Quill",
        role="manager",
        job="Manager",
        pronunciation="beh-TEE-na",
        hours="08:00-17:00",
        months_here=96,
        hello=(
            "I am Bettina. My door is the one with the wonky fish on it. If something is not "
            "right, tell me on the day: I would rather hear it early and small."
        ),
    ),
    Worker(
        key="tariq",
        setting="marmalade-hill",
        full_name="Tariq Merriweather",
        role="deputy",
        job="Deputy manager and safeguarding lead",
        pronunciation="TAH-rik",
        languages=("en", "ur"),
        is_safeguarding_lead=True,
        months_here=60,
        hello=(
            "I am Tariq. I look after the children's safety here, and I read every report before "
            "it goes home. I speak Urdu and some Panjabi."
        ),
    ),
    Worker(
        key="oluchi",
        setting="marmalade-hill",
        full_name="Oluchi Pennyfeather",
        role="room_leader",
        job="Oaks lead and SENCO",
        rooms=("oaks",),
        pronunciation="oh-LOO-chee",
        is_senco=True,
        months_here=72,
        hello=(
            "I am Oluchi. I lead Oaks, and I help when a child needs something a little different. "
            "I like long walks, loud singing and questions nobody can answer."
        ),
    ),
    Worker(
        key="dilys",
        setting="marmalade-hill",
        full_name="Dilys Teasel",
        role="room_leader",
        job="Acorns lead",
        rooms=("acorns",),
        days="Mon Tue Wed Thu",
        pronunciation="DILL-iss",
        languages=("en", "cy"),
        months_here=84,
        hello=(
            "I am Dilys. I have looked after babies for twenty years and I still learn each one "
            "from the start. I work Monday to Thursday. I speak Welsh."
        ),
    ),
    Worker(
        key="marek",
        setting="marmalade-hill",
        full_name="Marek Puddifoot",
        role="room_leader",
        job="Conkers lead",
        rooms=("conkers",),
        pronunciation="MAH-rek",
        languages=("en", "pl"),
        months_here=48,
        hello=(
            "I am Marek. I lead Conkers. I am usually on the floor under four children and a "
            "dinosaur. I read messages before eight and after half past five."
        ),
    ),
    Worker(
        key="saoirse",
        setting="marmalade-hill",
        full_name="Saoirse Inkwell",
        role="room_leader",
        job="Pinecones lead",
        rooms=("pinecones",),
        pronunciation="SEER-sha",
        months_here=40,
        hello=(
            "I am Saoirse, you say it SEER-sha. I lead Pinecones. I collect children's made-up "
            "words in a small red book and I am happy to share them."
        ),
    ),
    Worker(
        key="priya",
        setting="marmalade-hill",
        full_name="Priya Nettlefold",
        role="practitioner",
        job="Practitioner, Acorns",
        rooms=("acorns",),
        pronunciation="PREE-ya",
        languages=("en", "gu"),
        months_here=36,
        hello=(
            "I am Priya. I work with the babies, and my own boy is in Oaks, so I know what "
            "drop-off feels like from both sides of the door."
        ),
    ),
    Worker(
        key="callum",
        setting="marmalade-hill",
        full_name="Callum Brackenby",
        role="practitioner",
        job="Practitioner, Conkers",
        rooms=("conkers",),
        months_here=20,
        hello=(
            "I am Callum. I run the den, the diggers and most of the puddles. "
            "Please send spare socks."
        ),
    ),
    Worker(
        key="ewa",
        setting="marmalade-hill",
        full_name="Ewa Lampwick",
        role="practitioner",
        job="Practitioner, Conkers",
        rooms=("conkers",),
        pronunciation="EH-va",
        languages=("en", "pl"),
        months_here=26,
        hello="I am Ewa. I sing all day. I speak Polish, and I cover for Marek when he is away.",
    ),
    Worker(
        key="jamal",
        setting="marmalade-hill",
        full_name="Jamal Thistlewood",
        role="practitioner",
        job="Practitioner, Pinecones",
        rooms=("pinecones",),
        pronunciation="ja-MAHL",
        languages=("en", "so"),
        months_here=18,
        hello=(
            "I am Jamal. I like building things that fall down and building them again. "
            "I speak Somali."
        ),
    ),
    Worker(
        key="rosalind",
        setting="marmalade-hill",
        full_name="Rosalind Pocket",
        role="practitioner",
        job="Practitioner, Acorns",
        rooms=("acorns",),
        languages=("en", "ar"),
        months_here=30,
        hello=(
            "I am Rosalind. I work with the babies. I am learning Arabic from our families, one "
            "lullaby at a time."
        ),
    ),
    Worker(
        key="femi",
        setting="marmalade-hill",
        full_name="Femi Oakapple",
        role="practitioner",
        job="Practitioner, Oaks",
        rooms=("oaks",),
        pronunciation="FEH-mee",
        languages=("en", "yo", "bfi"),
        months_here=28,
        hello=(
            "I am Femi. I work in Oaks. I sign as well as speak, and I will teach you the sign for "
            "anything you need, including 'more cake'."
        ),
    ),
    Worker(
        key="gwen",
        setting="marmalade-hill",
        full_name="Gwen Doily",
        role="office",
        job="Office",
        hours="08:30-15:30",
        months_here=110,
        hello="I am Gwen. I know where the lost mittens are. Ring me about anything practical.",
    ),
    Worker(
        key="stan",
        setting="marmalade-hill",
        full_name="Stan Ladle",
        role="cook",
        job="Cook",
        hours="07:30-14:30",
        months_here=64,
        hello=(
            "I am Stan. I cook for fifty small critics. Tell me what your child cannot eat, "
            "and then tell me what they love."
        ),
    ),
    Worker(
        key="thaddeus",
        setting="marmalade-hill",
        full_name="Thaddeus Thimblewick",
        role="committee",
        job="Chair of the committee",
        hours="Thursday evenings",
        months_here=40,
        hello=(
            "I am Thaddeus. I chair the committee that Bettina answers to. I see no child's page, "
            "and what you write to us in the letterbox I read myself."
        ),
    ),
    Worker(
        key="tilly",
        setting="marmalade-hill",
        full_name="Tilly Buttonhole",
        role="apprentice",
        job="Apprentice, Acorns",
        rooms=("acorns",),
        days="Mon Tue Thu Fri",
        months_here=5,
        hello="I am Tilly. I am learning this work, and the babies are very patient with me.",
    ),
    Worker(
        key="perpetua",
        setting="marmalade-hill",
        full_name="Perpetua Sidecar",
        role="practitioner",
        job="Practitioner, Conkers",
        rooms=("conkers",),
        months_here=22,
        left_days_ago=40,
        account_is_open=True,
        hello="I am Perpetua. I like trains, jam and a tidy sand tray.",
    ),
    Worker(
        key="lionel",
        setting="marmalade-hill",
        full_name="Lionel Crumpet",
        role="practitioner",
        job="Practitioner, Oaks",
        rooms=("oaks",),
        months_here=9,
        left_days_ago=120,
        account_is_open=False,
    ),
    Worker(
        key="ottilie",
        setting="custard-wharf",
        full_name="Ottilie Brack",
        role="manager",
        job="Manager",
        pronunciation="oh-TEE-lee-uh",
        is_safeguarding_lead=True,
        months_here=50,
        hello="I am Ottilie. I run Custard Wharf and I know all the ducks by name.",
    ),
    Worker(
        key="bartholomew",
        setting="custard-wharf",
        full_name="Bartholomew Tugwell",
        role="room_leader",
        job="Herons lead",
        rooms=("herons",),
        months_here=34,
        hello="I am Bartholomew, Barty to everyone under five. I draw maps.",
    ),
    Worker(
        key="nkechi",
        setting="custard-wharf",
        full_name="Nkechi Waterlily",
        role="room_leader",
        job="Ducklings lead",
        rooms=("ducklings",),
        pronunciation="en-KEH-chee",
        months_here=44,
        hello="I am Nkechi. I look after the smallest ones and the biggest towels.",
    ),
    Worker(
        key="fergus",
        setting="custard-wharf",
        full_name="Fergus Halfpenny",
        role="practitioner",
        job="Practitioner, Herons",
        rooms=("herons",),
        months_here=12,
        hello="I am Fergus. I bring my ukulele on Fridays.",
    ),
    Worker(
        key="yusra",
        setting="custard-wharf",
        full_name="Yusra Lighterman",
        role="practitioner",
        job="Practitioner, Ducklings",
        rooms=("ducklings",),
        pronunciation="YOOS-ra",
        languages=("en", "ar"),
        months_here=15,
        hello="I am Yusra. I speak Arabic and I am very good at peekaboo.",
    ),
)
