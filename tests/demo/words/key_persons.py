"""What is said when somebody is away, and when somebody new comes."""

AWAY_REASON = "at a first aid course"
HANDOVER = {
    "zofia": (
        "Zofia says goodbye twice at the door. Let her go back for the second one and it is a good"
        " day. Her mum likes a line about lunch."
    ),
    "": "All as usual. The drawings on the shelf go home today, please look for the names.",
}
HELLO = (
    "Hello Flora and Edmund. I am Jamal, and Ottoline has already told me a story that began with"
    " its end. I am at the Pinecones door every morning until nine. If you would rather write, I"
    " read messages at lunch and answer the same day."
)
