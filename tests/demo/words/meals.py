"""Stan's three-week menu, with the allergens of every dish in the fourteen legal names.

All meat is halal. The week of the menu follows the calendar week. A child with a diet or an
allergy gets the other dish of the line.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dish:
    """One dish and what is in it that must be named."""

    name: str
    allergens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Day:
    """What is on the table on one day; ``instead`` is lunch without meat, fish, egg or milk."""

    breakfast: Dish
    snack: Dish
    lunch: Dish
    instead: Dish
    pudding: Dish
    tea: Dish


MILK, WHEAT, EGG, FISH, OATS = ("milk",), ("wheat",), ("egg",), ("fish",), ("oats",)

PORRIDGE = Dish("porridge with pear", OATS + MILK)
TOAST = Dish("toast and a boiled egg", WHEAT + EGG)
FLAKES = Dish("wheat biscuits with warm milk", WHEAT + MILK)
FRUIT = Dish("banana and oat cakes", OATS)
PLUM = Dish("plums and yoghurt", MILK)

MENU: tuple[tuple[Day, Day, Day, Day, Day], ...] = (
    (
        Day(
            PORRIDGE,
            Dish("apple slices and breadsticks", WHEAT),
            Dish("chicken and leek pie", WHEAT + MILK),
            Dish("bean and leek pie with an oil crust", WHEAT),
            Dish("stewed plums"),
            Dish("pitta with hummus and cucumber", ("wheat", "sesame")),
        ),
        Day(
            FLAKES,
            Dish("carrot sticks and cheese", MILK),
            Dish("lentil bake with rice"),
            Dish("lentil bake with rice"),
            Dish("orange quarters"),
            Dish("jacket potato with beans"),
        ),
        Day(
            TOAST,
            Dish("pear and rice cakes"),
            Dish("fish in tomato sauce with mash", FISH + MILK),
            Dish("chickpeas in tomato sauce with mash"),
            Dish("yoghurt and raspberries", MILK),
            Dish("pasta shells with peas", WHEAT),
        ),
        Day(
            PORRIDGE,
            Dish("melon and crackers", WHEAT),
            Dish("halal lamb meatballs with couscous", WHEAT),
            Dish("aubergine balls with couscous", WHEAT),
            Dish("baked apple"),
            Dish("corn soup and bread", WHEAT),
        ),
        Day(
            FRUIT,
            Dish("cucumber and cream cheese", MILK),
            Dish("vegetable curry with chapatti", WHEAT),
            Dish("vegetable curry with rice"),
            Dish("mango"),
            Dish("cheese on toast with tomato", WHEAT + MILK),
        ),
    ),
    (
        Day(
            FLAKES,
            Dish("satsumas and oat cakes", OATS),
            Dish("tuna pasta bake", WHEAT + FISH + MILK),
            Dish("courgette pasta bake without cheese", WHEAT),
            Dish("grapes, cut long ways"),
            Dish("vegetable soup and a roll", WHEAT),
        ),
        Day(
            PORRIDGE,
            Dish("apple and cheese", MILK),
            Dish("chicken stew with dumplings", WHEAT + ("celery",)),
            Dish("squash stew with potatoes", ("celery",)),
            Dish("rice pudding", MILK),
            Dish("wraps with beans and avocado", WHEAT),
        ),
        Day(
            TOAST,
            Dish("banana and breadsticks", WHEAT),
            Dish("red lentil dal with rice"),
            Dish("red lentil dal with rice"),
            Dish("stewed pears"),
            Dish("potato cakes with peas"),
        ),
        Day(
            FRUIT,
            Dish("pepper sticks and hummus", ("sesame",)),
            Dish("shepherd's pie with halal lamb", MILK),
            Dish("lentil shepherd's pie with an oil mash"),
            Dish("plums"),
            Dish("egg sandwiches", WHEAT + EGG),
        ),
        Day(
            PLUM,
            Dish("rice cakes and pear"),
            Dish("salmon and potato cakes", FISH + WHEAT + EGG),
            Dish("sweet potato cakes"),
            Dish("fruit salad"),
            Dish("pizza fingers", WHEAT + MILK),
        ),
    ),
    (
        Day(
            PORRIDGE,
            Dish("kiwi and crackers", WHEAT),
            Dish("macaroni cheese with broccoli", WHEAT + MILK),
            Dish("macaroni with tomato and broccoli", WHEAT),
            Dish("apple crumble", WHEAT + OATS),
            Dish("beans on toast", WHEAT),
        ),
        Day(
            FLAKES,
            Dish("carrot sticks and dip", MILK),
            Dish("jollof rice with chicken"),
            Dish("jollof rice with black-eyed beans"),
            Dish("pineapple"),
            Dish("leek and potato soup", MILK + ("celery",)),
        ),
        Day(
            TOAST,
            Dish("pear and oat cakes", OATS),
            Dish("cottage pie with halal beef", ("celery",)),
            Dish("mushroom cottage pie", ("celery",)),
            Dish("custard and banana", MILK),
            Dish("pitta pockets with falafel", WHEAT),
        ),
        Day(
            FRUIT,
            Dish("apple and cheese", MILK),
            Dish("pierogi with potato and onion", WHEAT),
            Dish("pierogi with potato and onion", WHEAT),
            Dish("berry compote"),
            Dish("noodles with vegetables", WHEAT + ("soya",)),
        ),
        Day(
            PLUM,
            Dish("breadsticks and cucumber", WHEAT),
            Dish("fish fingers, peas and chips", FISH + WHEAT),
            Dish("bean fingers, peas and chips"),
            Dish("melon"),
            Dish("sandwiches with cheese or jam", WHEAT + MILK),
        ),
    ),
)


def menu_for(week: int, weekday: int) -> Day:
    """The day's menu: ``week`` is the calendar week, ``weekday`` 0 for Monday; a weekend eats as
    on Friday."""
    return MENU[week % len(MENU)][min(weekday, 4)]
