"""What waits for a second reader in the demo, what was given back, and what grew from what."""

WAITING = (
    "Hodan carried the big watering can with both hands, put it down after three steps, and looked"
    " at me. Then she went to fetch Zofia. Together they got it as far as the beans."
)
WAITING_STEP = "A smaller can beside the big one, and time to find out who carries what."

UNFINISHED = "Hodan was interested in water today."
GIVEN_BACK = (
    "Lovely that you saw this. What did she do with the water, and what did she say? Her mum would"
    " love to hear it."
)

EARLIER = (
    "Hodan found two shells of the same kind, put them side by side and said “two”. When I hid one"
    " in my hand she opened every finger until she had it again."
)
LATER = (
    "Today it was five shells in a row, and Hodan counted them with a finger on each: one, two,"
    " three, four, five. Then she hid one herself and asked me which."
)
LATER_VOICE = "Where gone?"
