"""Every component in every state, on one page, for those who build pages. Development only."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

COLOURS = (
    ("paper", "the page"),
    ("sheet", "what lies on it"),
    ("shade", "touched or resting"),
    ("ink", "words"),
    ("ink-soft", "quieter words"),
    ("leaf", "links, what is chosen"),
    ("marigold", "the one most important action"),
    ("berry", "wrong, or must not be overlooked"),
    ("sage", "a room"),
    ("clay", "a room"),
    ("plum", "a room"),
    ("sky", "a room"),
)
# Names and words in every script we promise, and a few that test the walls of a layout.
PEOPLE = (
    ("Zofia", "clay", "Conkers · 23 months", "ZOF-ya", ""),
    ("Wren Applegarth-Moon", "sage", "Acorns · 9 months", "", ""),
    ("Ayaan Kite", "plum", "Pinecones · egg allergy, action plan", "eye-AHN", ""),
    ("Mehul", "sky", "Oaks", "", ""),
    ("نورة الزعفراني", "sage", "تتحدث العربية في البيت", "NOO-ra", "ar"),
    ("ਹਰਲੀਨ", "plum", "ਜੀ ਆਇਆਂ ਨੂੰ", "", "pa"),
    ("রুমি", "sky", "স্বাগতম", "", "bn"),
    ("મેહુલ", "sky", "સ્વાગત છે", "", "gu"),
    (
        "Wilhelmina Featherstonehaugh-Cholmondeley of Lower Upper Fibbing",
        "clay",
        "a name that does not fit on one line of any telephone",
        "will-hel-MEE-na FAN-shaw CHUM-lee",
        "",
    ),
    ("Supercalifragilisticexpialidociousness", "", "one long word", "", ""),
)
GREETINGS = (
    ("ar", "Arabic", "أهلاً وسهلاً. صباح الخير، نامت نورة من 12:30 إلى 13:10 مع الصورة. شكراً"),
    ("ur", "Urdu", "خوش آمدید۔ صبح بخیر، آج ایان نے ایک کیڑا دیکھا اور ’beetle‘ کہا۔ شکریہ"),
    ("pa", "Panjabi", "ਜੀ ਆਇਆਂ ਨੂੰ। ਸ਼ੁਭ ਸਵੇਰ। ਧੰਨਵਾਦ"),
    ("bn", "Bengali", "স্বাগতম। শুভ সকাল। ধন্যবাদ"),
    ("gu", "Gujarati", "સ્વાગત છે। સુપ્રભાત। આભાર"),
    ("pl", "Polish", "Witamy! Dzień dobry. Dziękujemy za zdjęcie Zosi."),
    ("ro", "Romanian", "Bun venit! Bună dimineața. Mulțumim frumos."),
    ("uk", "Ukrainian", "Ласкаво просимо. Доброго ранку. Дякуємо."),
    ("so", "Somali", "Soo dhawoow. Subax wanaagsan. Mahadsanid."),
    ("cy", "Welsh", "Croeso. Bore da. Diolch, dŵr a thŷ bach."),
)
OBSERVATION = (
    "Zofia lined up nine pine cones, biggest by the door. When one would not stand she swapped it "
    "for a flatter one and said “o, tak!”\n\n"
    "She did it again for Kofi, and moved the smallest to the front so that he could see."
)

ANSWER = (
    "Good morning, thank you for telling me. Many children of this age bite when words are too "
    "slow.\n\nCan we talk for ten minutes today at 17:15?"
)


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label="A few words for the top", max_length=80, required=False, help_text="“Nine cones”"
    )
    text = forms.CharField(
        label="What did you see?",
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Write it as you would tell it at the door.",
    )
    slept_at = forms.TimeField(
        label="Fell asleep at", widget=forms.TimeInput(attrs={"type": "time"}), required=False
    )
    room = forms.ChoiceField(
        label="Room", choices=[("", "Choose a room"), ("c", "Conkers"), ("o", "Oaks")]
    )
    eaten = forms.ChoiceField(
        label="How much was eaten?",
        choices=[("all", "All"), ("most", "Most"), ("some", "Some"), ("none", "None")],
        widget=forms.RadioSelect,
    )
    children = forms.MultipleChoiceField(
        label="Which children?",
        choices=[("z", "Zofia"), ("k", "Kofi"), ("n", "نورة")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Each family sees only its own child’s name.",
    )
    photos = forms.FileField(
        label="Photographs", required=False, help_text="JPEG, PNG, WebP or HEIC, up to 20 MB each."
    )
    share = forms.BooleanField(
        label="Show it to the family now", required=False, help_text="You can take it back."
    )
    code = forms.CharField(label="Code", disabled=True, initial="sent", required=False)


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """The page. Mounted only where `SHOW_STYLEGUIDE` is set."""
    if "toast" in request.GET:
        messages.success(request, "Lunch saved for 4 children.", extra_tags=f"undo={request.path}")
        messages.info(request, "Marek has been told.")
        messages.error(request, "The photograph is larger than 20 MB. Your words are kept.")
    now = timezone.now()
    sent = SampleForm(
        {"title": "Nine cones", "text": "", "children": ["z"], "eaten": "", "room": "c"}
    )
    times = [
        now - timedelta(minutes=5),
        now - timedelta(days=1, hours=2),
        now - timedelta(days=3),
        now - timedelta(days=40),
        now - timedelta(days=500),
        now.date() + timedelta(days=1),
        now.date() + timedelta(days=9),
    ]
    return render(
        request,
        "styleguide.html",
        {
            "colours": COLOURS,
            "people": PEOPLE,
            "greetings": GREETINGS,
            "answer": ANSWER,
            "observation": OBSERVATION,
            "form": SampleForm(),
            "wrong_form": sent,
            "times": times,
            "now": now,
            "tabs": [
                {"label": "Everything", "url": "#tabs", "current": True, "count": 12},
                {"label": "From home", "url": "#tabs", "current": False, "count": 3},
                {"label": "Wow moments", "url": "#tabs", "current": False, "count": 0},
                {"label": "What we are working on", "url": "#tabs", "current": False, "count": 0},
            ],
            "drawings": ["bridge", "acorn", "letter", "boots", "cup", "bird"],
        },
    )
