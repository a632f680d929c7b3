"""Who can sign in to the demo: the people of its story, for `make run` to print."""

from .people import PASSWORD

SIGN_INS = (
    ("bettina@marmaladehill.example", "Bettina Quill", "manager"),
    ("tariq@marmaladehill.example", "Tariq Merriweather", "deputy, safeguarding lead"),
    (
        "thaddeus@marmaladehill.example",
        "Thaddeus Thimblewick",
        "chairs the committee above the manager",
    ),
    ("marek@marmaladehill.example", "Marek Puddifoot", "leads Conkers, key person of Zofia"),
    ("ewa@marmaladehill.example", "Ewa Lampwick", "practitioner in Conkers, covers for Marek"),
    ("jamal@marmaladehill.example", "Jamal Thistlewood", "practitioner in another room, Pinecones"),
    ("priya@marmaladehill.example", "Priya Nettlefold", "practitioner, and mother of Kavi in Oaks"),
    ("agnieszka@families.example", "Agnieszka Kapelusz", "Zofia's mother, reads Polish"),
    ("layla@families.example", "Layla Saffronby", "Nura's mother, reads Arabic"),
    ("flora@families.example", "Flora Button", "mother of the twins, lives apart from Edmund"),
    ("edmund@families.example", "Edmund Button", "father of the twins, lives apart from Flora"),
    ("emrys@families.example", "Emrys Lanternjack", "Idris's grandad: limited rights"),
    ("moira@families.example", "Moira Winterbourne", "Pip's foster carer"),
    ("ottilie@custardwharf.example", "Ottilie Brack", "manager of the other nursery"),
)


def table() -> str:
    """The sign-ins as lines of text, the password above."""
    wide = max(len(mail) for mail, _name, _part in SIGN_INS)
    named = max(len(name) for _mail, name, _part in SIGN_INS)
    lines = [f"  {mail:<{wide}}  {name:<{named}}  {part}" for mail, name, part in SIGN_INS]
    return "\n".join([f"Who can sign in (the password of all is {PASSWORD}):", *lines])
