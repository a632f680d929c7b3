"""Anonymous notes of the terms before this one: all put away, with the themes they were given.

Each line: how many terms ago, the themes by their place in the ready list, and the words.
"""

FETCH, HEAR, KEY, WELCOME, FOOD, HOURS, OUTDOORS, THANKS = range(8)

PAST_NOTES: tuple[tuple[int, tuple[int, ...], str], ...] = (
    # --- last term ------------------------------------------------------------------------------
    (1, (FETCH, OUTDOORS), "The gate at the back is too narrow for a double buggy."),
    (1, (FETCH, HOURS), "At half past eight there is a queue to the corner. Two doors would help."),
    (1, (FETCH,), "There is nowhere to leave a scooter that does not fall over."),
    (1, (FETCH, HEAR), "At the door I hear 'she was fine'. I would love one real thing."),
    (1, (FETCH, HOURS), "Could fetching at five be quieter? My son melts in the noise."),
    (1, (FETCH, WELCOME), "My father fetches him and nobody greets him. He is shy of his English."),
    (
        1,
        (HEAR,),
        "Write when nothing special happened, too. That is what I miss at work.",
    ),
    (1, (HEAR, KEY), "Our key person was on leave and I learned it from my daughter."),
    (1, (HEAR,), "The photographs come, but I do not know what the child is doing in them."),
    (1, (HEAR, FOOD), "I read that lunch was 'some'. Some of what?"),
    (1, (FOOD, THANKS), "The cook's lentils are the only lentils he eats. How does she do it?"),
    (1, (THANKS,), "You noticed that she hums when she is tired. I had not noticed. Thank you."),
    (1, (THANKS, KEY), "Whoever sat with him through the goodbye week: we will not forget it."),
    (1, (OUTDOORS,), "More shade over the sand in June, if it can be done."),
    (1, (THANKS,), "The leavers' walk to the school was a gift to all of us."),
    (1, (THANKS, WELCOME), "Today somebody said my name right. A small thing, a big day."),
    # --- two terms ago --------------------------------------------------------------------------
    (2, (FETCH,), "The path to the door is ice before eight. My mother slipped."),
    (2, (FETCH, OUTDOORS), "There is no light at the side gate when we leave."),
    (2, (FETCH, HOURS), "The late fee after four minutes felt hard in the snow."),
    (2, (FETCH, WELCOME), "When I come in overalls people look twice. I work nights."),
    (2, (FETCH,), "Wet coats lie in a heap. We take the wrong ones home."),
    (2, (FETCH, KEY), "I never meet our key person, because of my shifts."),
    (2, (FETCH, HEAR), "Nobody told me about the bump until I asked about the plaster."),
    (2, (HEAR,), "I get all messages twice, and on paper a third time."),
    (2, (HEAR, WELCOME), "Letters say 'Dear Mum and Dad'. We are two mums."),
    (2, (FOOD,), "Is there a day without pudding? We are not strict, only curious."),
    (2, (THANKS,), "The snow day in the garden! He still talks about the ice balls."),
    (2, (THANKS, FOOD), "Thank you for asking about halal before we had to."),
    (2, (HEAR, HOURS), "The newsletter comes on the day it speaks of."),
    (2, (HEAR,), "Could the week's plan hang lower? I read it over other people's shoulders."),
    # --- three terms ago ------------------------------------------------------------------------
    (3, (FETCH, WELCOME), "The first week I did not know where to put her bag, or whom to ask."),
    (3, (FETCH,), "Could the door code be written on something? I ring every morning."),
    (3, (HEAR, KEY), "I would have liked to know our key person's name before the first day."),
    (3, (HEAR,), "A line at lunch would let me breathe again."),
    (3, (HEAR, HOURS), "The evening meeting was at bath time. Could there be notes of it?"),
    (3, (HEAR,), "We were told of settling in for two weeks. It took five. Say that it may."),
    (3, (HEAR, THANKS), "The picture of him asleep on the first day: thank you."),
    (3, (KEY, WELCOME), "She calls her key person 'my lady'. That says it all."),
    (3, (OUTDOORS,), "Do they really go out in the rain? It is good. Tell us to pack socks."),
    (3, (HOURS,), "Half an hour earlier on Mondays would save my job."),
    (3, (FETCH,), "The pram shed is full by nine."),
    (3, (FETCH, HOURS), "Ten minutes of grace when the bus is late would help."),
    (3, (FETCH, WELCOME), "It is good that there is a bench by the coats, where one may cry."),
)
