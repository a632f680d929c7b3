"""From the rows of a spreadsheet to what would be written: nothing here writes.

`columns` guesses what a heading means, `cells` reads values, a module for each kind of file plans
what is new, changed and wrong. The action works the same plan out again before it writes.
"""
