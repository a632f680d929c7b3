"""What people at Marmalade Hill write. All of it is ours and all of it is invented.

A text may hold ``{name}``, ``{she}``, ``{She}``, ``{her}`` (hers), ``{him}`` (to her) and
``{herself}``, filled in for the child, and ``[one|another|a third]``, of which one is taken.
"""
