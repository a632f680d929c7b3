import hashlib

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from .base import Model
from .places import Setting, Term

HEX_DIGITS = 768  # of a number of 3072 bits
# The highest bit is set. Postgres counts no further than 255 in a regular expression.
_MODULUS = "^[89a-f]" + 3 * "[0-9a-f]{255}" + "[0-9a-f]{2}$"
# How many stamps the first, second and third device of a person gets: the same for everybody.
STAMPS_OF_DEVICES = (6, 2, 2)


class StampKey(Model):
    """The key of a setting and term: with it the desk signs stamps, and the letterbox knows them.

    The private part is sealed with a key outside the database, and destroyed when the term is over.
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    term = models.OneToOneField(Term, on_delete=models.CASCADE, related_name="+")
    modulus = models.CharField(max_length=HEX_DIGITS)  # of RSA; the exponent is 65,537
    sealed = models.BinaryField(null=True)  # `families.stamps.sealing`; null when destroyed
    # How many people hold stamps of it, as the worker has counted them: the letterbox asks, and
    # may not know who they are.
    holders = models.PositiveIntegerField(default=0)
    # Whether somebody leads safeguarding and no manager does: without, the letterbox must not offer
    # to leave the manager out.
    lead_apart = models.BooleanField(default=False)
    # Whether there is an owner or a committee to write to.
    committee_reads = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stamp_key_has_3072_bits",
                condition=models.Q(modulus__regex=_MODULUS),
            )
        ]

    def __str__(self) -> str:
        return f"stamp key {self.pk}"

    @property
    def fingerprint(self) -> str:
        """The same six groups of four letters for everybody, on the page and on the notice: who is
        shown another one has been given a key of their own."""
        digest = hashlib.sha256(bytes.fromhex(self.modulus)).hexdigest()[:24].upper()
        return " ".join(digest[start : start + 4] for start in range(0, 24, 4))


class StampsGiven(Model):
    """One person has been given stamps of this key for one more device.

    There is no time in it, and what was signed is blinded: it says that stamps were given, as to
    everybody, and nothing about which they are or whether they were used (trust.md 2).
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    key = models.ForeignKey(StampKey, on_delete=models.CASCADE, related_name="given")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    device = models.PositiveSmallIntegerField()  # 0, 1 or 2: the first, second or third
    # What the device showed, so that it is signed again, and nothing else, if the answer was lost.
    shown = ArrayField(models.CharField(max_length=HEX_DIGITS))

    class Meta:
        verbose_name_plural = "stamps given"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "person", "device"], name="stamps_once_for_a_device"
            ),
            models.CheckConstraint(
                name="stamps_for_three_devices",
                condition=models.Q(device__lt=len(STAMPS_OF_DEVICES)),
            ),
        ]

    def __str__(self) -> str:
        return f"stamps given {self.pk}"
