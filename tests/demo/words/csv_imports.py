"""The files with which Marmalade Hill began, as the list of imports tells it: name, kind, how many
days ago, and how many were new, changed and as before."""

FILES = (
    ("children, all rooms (from the old program).csv", "children", 12, (79, 0, 5)),
    ("parents and carers September.csv", "families", 11, (6, 3, 150)),
)
