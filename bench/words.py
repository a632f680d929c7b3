"""What people write in the bench: short, and in more than one script, as in life."""

NAMES = (
    *("Ada", "Bilal", "Chidi", "Dilys", "Ewa", "Farah", "Gwen", "Hodan", "Idris", "Jonasz"),
    *("Kofi", "Lowri", "Maryam", "Nikos", "Orla", "Priya", "Quentin", "Rosa", "Seren", "Tomasz"),
    *("Uma", "Vikram", "Wren", "Xanthe", "Yusuf", "Zofia", "Łucja", "Şirin", "Ümit", "Émile"),
)
SENTENCES = (
    "She carried the longest stick to the mud kitchen and laid it down beside the others.",
    "He looked up each time the door opened, and went back to the trains.",
    "Two of them filled the watering can together, one at the tap and one at the handle.",
    "“It's too heavy for me, but not for us,” was said on the way back.",
    "After lunch there were seven shells in a row, the smallest one in the middle.",
    "Dziś sam założył buty i zapytał, czy babcia też lubi kałuże.",
    "اس نے آج تین بار پل بنایا اور ہر بار اس پر سے گاڑی گزاری۔",
    "We read the book about the bear & the boat twice, and then once more without the book.",
    'She poured < and > between two jugs until both were "the same as each other".',
    "The ladder was new; it took four tries and a hand to hold.",
)
MOMENTS = ("Painted with sponges", "Dug for worms", "Sang in the den", "Built the long bridge")
CARE = (
    ("snack", "most"),
    ("lunch", "all"),
    ("nappy", "wet"),
    ("sleep", ""),
    ("nappy", "dry"),
    ("tea", "some"),
    ("mood", "settled"),
    ("activity", ""),
)
