"""The demo nursery, Marmalade Hill, and its neighbour Custard Wharf.

Everything here is invented. The folder holds three kinds of thing:

* facts, as plain literals: ``places`` (settings, rooms, staff), ``homes_*`` (families) and
  ``words`` (what people write);
* pure generators: ``terms`` and ``term`` turn the facts and the clock into one term of days;
* ``load``, the only file that writes rows.

Ages are facts ("23 months"), dates of birth are worked out from the clock, so the nursery is the
same age on whatever day it is loaded.
"""
