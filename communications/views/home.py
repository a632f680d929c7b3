"""The first page after signing in: what is new, for the person who looks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def home(request: HttpRequest) -> HttpResponse:
    """Staff start on the board of their room, families with their child's day."""
    return redirect("account_logout")
