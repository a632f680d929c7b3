"""What families write from home, in the languages of the house.

Short and simple on purpose; a speaker should read each before it is shown as a model.
"""

from .kinds import HomeEntry

HOME_ENTRIES = (
    HomeEntry(
        language="pl",
        child="zofia",
        by="agnieszka",
        weekdays_ago=2,
        scene="socks",
        words=(
            "W domu Zofia układa tak skarpetki: od największej do najmniejszej. Trwa to "
            "bardzo długo, ale nie pozwala sobie pomóc."
        ),
        english=(
            "At home Zofia lines up socks like this: from the biggest to the smallest. It "
            "takes very long, but she will not be helped."
        ),
        areas="M",
    ),
    HomeEntry(
        language="pl",
        child="zofia",
        by="tomasz",
        weekdays_ago=6,
        scene="bus",
        words=(
            "Zofia jechała dziś ze mną autobusem do zajezdni. Powiedziała wszystkim „dzień dobry”."
        ),
        english=(
            "Zofia came on the bus with me to the depot today. She said good morning to everyone."
        ),
        areas="PSED CL",
    ),
    HomeEntry(
        language="pl",
        child="zofia",
        by="agnieszka",
        weekdays_ago=11,
        scene="steps",
        words="Zofia policzyła schody po polsku: jeden, dwa, trzy, pięć! Śmiała się na cały dom.",
        english=(
            "Zofia counted the stairs in Polish: one, two, three, five! She laughed all "
            "over the house."
        ),
        areas="M CL",
    ),
    HomeEntry(
        language="pl",
        child="hania",
        by="magdalena",
        scene="doll",
        words="Przed snem Hania kołysała lalę i mówiła „aaa”. Słuchałam za drzwiami.",
        english="Before bed Hania rocked the doll and said 'aaa'. I listened behind the door.",
        areas="PSED",
    ),
    HomeEntry(
        language="pl",
        child="maja",
        by="ewelina",
        scene="table",
        words="Maja zrobiła herbatę dla wszystkich misiów. Mnie też nalała.",
        english="Maja made tea for all the bears. She poured me some too.",
        areas="EAD PSED",
    ),
    HomeEntry(
        language="pl",
        child="nela",
        by="wojtek",
        scene="cooking",
        words="W niedzielę Nela lepiła z babcią pierogi. Najwięcej mąki było na podłodze.",
        english=(
            "On Sunday Nela made dumplings with her grandmother. Most of the flour was on "
            "the floor."
        ),
        areas="PD UW",
    ),
    HomeEntry(
        language="ar",
        child="nura",
        by="layla",
        weekdays_ago=1,
        words="هذه علبة الموسيقى التي تنام عليها نورا في البيت.",
        english="This is the music box that Nura falls asleep to at home.",
        areas="EAD PSED",
        heard="علبة موسيقى صغيرة تعزف لحناً هادئاً.",
    ),
    HomeEntry(
        language="ar",
        child="nura",
        by="layla",
        weekdays_ago=3,
        scene="snack",
        words="اليوم قالت نورا «ماء» وهي تشير إلى الكوب. فرحنا كثيراً.",
        english="Today Nura said 'water' and pointed to the cup. We were very happy.",
        areas="CL",
    ),
    HomeEntry(
        language="ar",
        child="nura",
        by="layla",
        weekdays_ago=9,
        scene="lunch",
        words="نورا تحب العدس. أكلت صحناً كاملاً وطلبت المزيد.",
        english="Nura loves lentils. She ate a whole plate and asked for more.",
        areas="PSED",
    ),
    HomeEntry(
        language="ar",
        child="yara",
        by="rania",
        scene="lunch",
        words="أكلت يارا الليمون وأغمضت عينيها، ثم طلبت قطعة أخرى.",
        english="Yara ate lemon and shut her eyes, then asked for another piece.",
        areas="UW",
    ),
    HomeEntry(
        language="ar",
        child="ibrahim",
        by="anwar",
        scene="boat",
        words="بنى إبراهيم قارباً من الوسائد ودعا العائلة كلها إلى الركوب.",
        english="Ibrahim built a boat of cushions and invited the whole family aboard.",
        areas="EAD PSED",
    ),
    HomeEntry(
        language="ur",
        child="ayaan",
        by="bilal",
        weekdays_ago=1,
        scene="beetle",
        words="لفظ یہ ہے: کیڑا۔ ایان اب ہر کیڑے کو سلام کرتا ہے۔",
        english="The word is: keera (beetle). Ayaan now says salaam to every beetle.",
        areas="CL UW",
    ),
    HomeEntry(
        language="ur",
        child="ayaan",
        by="nadia",
        weekdays_ago=8,
        scene="garden",
        words="آج ایان نے باغ میں پتھر کے نیچے تین کیڑے دیکھے اور سب کو بلا کر دکھائے۔",
        english=(
            "Today Ayaan saw three beetles under a stone in the garden and called everyone to see."
        ),
        areas="UW",
    ),
    HomeEntry(
        language="ur",
        child="fatima",
        by="sadia",
        scene="beads",
        words="فاطمہ نے اپنی دادی کی چوڑیاں گنیں: ایک، دو، تین۔",
        english="Fatima counted her grandmother's bangles: one, two, three.",
        areas="M",
    ),
    HomeEntry(
        language="ur",
        child="samir",
        by="imran",
        scene="bus",
        words="سمیر نے کرسیوں سے ریل گاڑی بنائی اور ہم سب کو وقت پر بٹھایا۔",
        english="Samir made a train of chairs and sat us all down on time.",
        areas="EAD M",
    ),
    HomeEntry(
        language="pa",
        child="harleen",
        by="balwinder",
        weekdays_ago=3,
        scene="cooking",
        words="ਅੱਜ ਹਰਲੀਨ ਨੇ ਮੇਰੇ ਨਾਲ ਗੋਲ ਰੋਟੀ ਬਣਾਈ। ਉਹ ਬਹੁਤ ਖੁਸ਼ ਸੀ।",
        english="Today Harleen made a round roti with me. She was very happy.",
        areas="PD UW",
    ),
    HomeEntry(
        language="pa",
        child="simran",
        by="manjit",
        scene="snack",
        words="ਸਿਮਰਨ ਨੇ ਅੱਜ ਆਪ ਪਾਣੀ ਪੀਤਾ ਅਤੇ ਗਲਾਸ ਮੇਜ਼ ਉੱਤੇ ਰੱਖਿਆ।",
        english="Simran drank water by herself today and put the glass on the table.",
        areas="PD PSED",
    ),
    HomeEntry(
        language="pa",
        child="angad",
        by="navneet",
        scene="drum",
        words="ਅੰਗਦ ਨੇ ਗੁਰਦੁਆਰੇ ਵਿੱਚ ਢੋਲ ਸੁਣਿਆ। ਘਰ ਆ ਕੇ ਉਸ ਨੇ ਪਤੀਲਾ ਵਜਾਇਆ।",
        english="Angad heard the drum at the gurdwara. At home he played the saucepan.",
        areas="EAD UW",
    ),
    HomeEntry(
        language="pa",
        child="manveer",
        by="jagtar",
        scene="water",
        words="ਮਨਵੀਰ ਨੇ ਮੀਂਹ ਦਾ ਪਾਣੀ ਰੋਕਣ ਲਈ ਮਿੱਟੀ ਦਾ ਬੰਨ੍ਹ ਬਣਾਇਆ।",
        english="Manveer built a dam of mud to stop the rain water.",
        areas="UW PD",
    ),
    HomeEntry(
        language="bn",
        child="rumi",
        by="tahmina",
        weekdays_ago=2,
        scene="laughing",
        words="আজ রুমি হাতের ইশারায় একটা মজার গল্প বলেছে। আমরা সবাই হেসেছি।",
        english="Today Rumi told a funny story in sign. We all laughed.",
        areas="CL PSED",
    ),
    HomeEntry(
        language="bn",
        child="yusuf",
        by="nasrin",
        scene="song",
        words="ইউসুফ আজ প্রথমবার হাততালি দিয়েছে। দাদু খুব খুশি।",
        english="Yusuf clapped his hands for the first time today. Grandad is very happy.",
        areas="PD PSED",
    ),
    HomeEntry(
        language="bn",
        child="liyana",
        by="shirin",
        scene="fish tank",
        words="লিয়ানা একটা মাছ এঁকে নীল রং করেছে।",
        english="Liyana drew a fish and coloured it blue.",
        areas="EAD",
    ),
    HomeEntry(
        language="bn",
        child="anika",
        by="rumana",
        scene="sand",
        words="আনিকা বালি দিয়ে একটা বড় দুর্গ বানিয়েছে। আমরা সবাই তার অতিথি।",
        english="Anika made a big castle of sand. We are all her guests.",
        areas="EAD M",
    ),
)
