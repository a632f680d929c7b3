"""What every setting asks its families to begin with, in plain words.

A manager may leave questions out and write them in words of her own; these are the first version.
"""

from dataclasses import dataclass

from .consents import ConsentPurpose

_Kind = ConsentPurpose.Kind
A_YEAR = 12  # months


@dataclass(frozen=True)
class FirstWords:
    """A purpose and its first wording. Without `months` an answer is not asked for again."""

    code: str
    kind: str
    title: str
    question: str
    explanation: str
    months: int | None = None
    is_asked: bool = True


FIRST_WORDS = (
    FirstWords(
        "photo_own",
        _Kind.PHOTOGRAPH,
        "Photos in your child’s own journal",
        "May we put photos of your child into their own journal?",
        "Only the team and the adults linked to your child see this journal. Without a yes we write"
        " about your child and share no photos.",
    ),
    FirstWords(
        "photo_group",
        _Kind.PHOTOGRAPH,
        "Photos with other children",
        "May your child be in photos that are also in other children’s journals?",
        "Children play together, so a photo often shows more than one. The other families see such"
        " a photo in their own child’s journal. Your child’s name is not shown there.",
    ),
    FirstWords(
        "photo_display",
        _Kind.PHOTOGRAPH,
        "Photos on our walls",
        "May we hang photos of your child up in the nursery?",
        "On coat pegs, birthday charts and walls. Everyone who comes in can see them.",
    ),
    FirstWords(
        "photo_newsletter",
        _Kind.PHOTOGRAPH,
        "Photos in our newsletter",
        "May we use photos of your child in the newsletter for families?",
        "It goes to the families of the nursery. We never print a name below a photo.",
        months=A_YEAR,
    ),
    FirstWords(
        "photo_website",
        _Kind.PHOTOGRAPH,
        "Photos on our website and in print",
        "May we use photos of your child on our website and in leaflets?",
        "Anybody can see these, and copy them. What is once in print cannot be taken back.",
        months=A_YEAR,
    ),
    FirstWords(
        "photo_social",
        _Kind.PHOTOGRAPH,
        "Photos on social media",
        "May we show photos of your child on our social media pages?",
        "Anybody can see these, copy them and pass them on.",
        months=A_YEAR,
    ),
    FirstWords(
        "video",
        _Kind.PHOTOGRAPH,
        "Video and sound",
        "May we film your child, or record their voice?",
        "A song, a first step, a story told. Only for the journal and for our own learning.",
    ),
    FirstWords(
        "outing_walk",
        _Kind.OUTING,
        "Short walks",
        "May your child come along on short walks close by?",
        "To the park, the library or the shop, on foot or in a pushchair, with our usual number of"
        " grown-ups.",
        months=A_YEAR,
    ),
    FirstWords(
        "outing_vehicle",
        _Kind.OUTING,
        "Trips by bus or car",
        "May your child come along on trips by bus, train or car?",
        "We tell you the day, the place and how we travel before each trip.",
        months=A_YEAR,
    ),
    FirstWords(
        "sun_cream",
        _Kind.CARE,
        "Sun cream",
        "May we put sun cream on your child?",
        "Factor 50. If your child needs one of their own, bring it with their name on.",
        months=A_YEAR,
    ),
    FirstWords(
        "nappy_cream",
        _Kind.CARE,
        "Nappy cream",
        "May we use nappy cream on your child?",
        "When the skin is sore. We use the one you bring.",
    ),
    FirstWords(
        "teething_gel",
        _Kind.CARE,
        "Teething gel",
        "May we use teething gel for your child?",
        "When a tooth hurts. We use the one you bring, and write down when.",
    ),
    FirstWords(
        "plasters",
        _Kind.CARE,
        "Plasters",
        "May we put a plaster on your child?",
        "After a graze or a small cut. Tell us about allergies.",
    ),
    FirstWords(
        "face_paint",
        _Kind.CARE,
        "Face paint",
        "May we paint your child’s face?",
        "On party days, with paint made for children.",
    ),
    FirstWords(
        "animals",
        _Kind.CARE,
        "Meeting animals",
        "May your child stroke and feed animals?",
        "When animals visit us, or on a walk. Hands are washed afterwards.",
    ),
    FirstWords(
        "tasting",
        _Kind.CARE,
        "Tasting food",
        "May your child taste food we cook or grow?",
        "We look at allergies and at what your family eats first.",
    ),
    FirstWords(
        "emergency",
        _Kind.HEALTH,
        "Emergency treatment",
        "May we get your child treated at once if they are badly hurt or very ill?",
        "We call an ambulance and then you. A doctor may have to act before you arrive.",
        months=A_YEAR,
    ),
    FirstWords(
        "pain_relief",
        _Kind.HEALTH,
        "One dose against fever or allergy",
        "May we give one dose of paracetamol or antihistamine, after we have called you?",
        "Only for a sudden fever or a sudden reaction, and never without a call first.",
        months=A_YEAR,
    ),
    FirstWords(
        "share_school",
        _Kind.SHARING,
        "Next nursery or school",
        "May we pass your child’s learning on to their next nursery or school?",
        "So that the new teacher knows your child from the first day. You read it first.",
    ),
    FirstWords(
        "share_health_visitor",
        _Kind.SHARING,
        "Health visitor",
        "May we share the two-year check with your health visitor?",
        "You read it first.",
    ),
    FirstWords(
        "share_professionals",
        _Kind.SHARING,
        "Other professionals",
        "May we talk about your child with people who help children learn and speak?",
        "For example a speech therapist. We tell you who and when.",
    ),
    FirstWords(
        "translation",
        _Kind.SHARING,
        "Translation by machine",
        "May a translation service see messages about your child?",
        "So that we understand each other in two languages. A machine reads the words then.",
    ),
    FirstWords(
        "contact_parents",
        _Kind.SHARING,
        "Other parents",
        "May we give your phone number to parents who ask for it?",
        "For play dates and parties. We ask you each time who it is for.",
        is_asked=False,
    ),
    FirstWords(
        "students",
        _Kind.SHARING,
        "Students who learn here",
        "May a student watch your child play and write about it for their course?",
        "Without your child’s name.",
        is_asked=False,
    ),
)
