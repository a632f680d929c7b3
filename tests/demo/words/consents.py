"""What the families of the demo have answered, where it differs from most; by their keys."""

# Of the questions most families say yes to, these many of a hundred say no or have not answered.
NO_OF_A_HUNDRED, SILENT_OF_A_HUNDRED = 6, 4
# More think twice about what strangers see.
CAREFUL = {"photo_website": 30, "photo_social": 55, "photo_newsletter": 12, "face_paint": 10}

# (adult, child, purpose): the answer, against what the other parent says.
DISAGREE = {
    ("edmund", "ottoline", "photo_website"): False,
    ("flora", "ottoline", "photo_website"): True,
    ("edmund", "rafferty", "photo_website"): False,
    ("flora", "rafferty", "photo_website"): True,
}
# Answered so many days ago that it is to be asked again.
LONG_AGO = {("dominic", "kavi", "sun_cream"): 420}
# Taken back so many days ago: a yes before, a no since.
TAKEN_BACK = {("miranda", "otto", "photo_group"): 1}
# New words, from so many days ago: purpose, question, explanation. Whoever answered is asked again.
NEW_WORDS = (
    (
        "outing_walk",
        21,
        "May your child come along on short walks, also to the duck pond?",
        "To the park, the library, the shop and, new this term, the duck pond behind the church. On"
        " foot or in a pushchair, one grown-up for two children near the water.",
    ),
)
