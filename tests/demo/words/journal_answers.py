"""What families say when they have tried something at home, by how it was and in which language."""

# For whatever there was to try: the nursery's own words stand above.
TRIED: dict[str, dict[str, tuple[str, ...]]] = {
    "loved": {
        "en": (
            "Twice before breakfast. We are not allowed to stop.",
            "It worked on the bus, of all places.",
            "Granny joined in and now does it on the phone.",
            "The whole street knows about it.",
            "",
            "",
        ),
        "pl": ("Cały wieczór tylko to. Dziękujemy!", "Babcia też się bawi.", ""),
        "ar": ("أحبّها كثيراً وضحك طوال الوقت.", ""),
    },
    "so_so": {
        "en": (
            "For two minutes. Then the cat was more interesting.",
            "We will try again when nobody is tired.",
            "",
        ),
        "pl": ("Trochę. Może jutro.", ""),
        "ar": ("قليلاً، سنحاول مرة أخرى.",),
    },
    "not_for_us": {
        "en": ("Not in our kitchen! Have you got something without water?", ""),
        "pl": ("U nas nie ma na to miejsca. Może coś innego?",),
        "ar": ("لم تنجح عندنا.",),
    },
}
# What Zofia's home says to the pine cones: the talk under it goes on from there.
ZOFIA_TRIED = "Skarpetki od największej do najmniejszej. I potem tata."
