"""Where django-allauth meets our rules: nobody signs up, people are invited."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closed door: accounts are made by accepting an invitation and in no other way."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
