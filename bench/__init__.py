"""What must stay fast, as ratios to a floor measured in the same run: `make bench`.

    __main__.py        the command: prepares, measures, prints, writes JSON
    data.py            how much there is, and who signs in
    load.py copy.py    fills a database by COPY
    settings.py        how the measured server runs: as in production
    middleware.py      counts statements; and stands in for the second wall where it is left out
    bare_settings.py   the same server without that wall, to know what it costs
    floor.py           the floor: a minimal Django app, with floor_settings.py
    servers.py         databases, server processes, what they cost
    browser.py         signs in and asks, over connections that stay open
    pages.py           what is asked, and the budget of each
    measure.py         rounds in shuffled order
    report.py          ratios, table, JSON
    growth.py          the same pages at two sizes (--grow)
    start.py           how long a second `make run` takes (--start)

docs/performance.md says how to read what it prints.
"""
