"""Somebody who signs in and whose name stands under what was recorded."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        """User names are stored in lower case; phones like to write a capital first letter."""
        return self.get(username=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """What a person may do comes from assignments alone; `is_superuser` only administers.

    A superuser can register people and places, but has no part in any kitchen: nobody records
    or releases anything by being an administrator. Persons are never deleted, for records name
    them; `is_active=False` takes every right away. Whoever was given a password by somebody else
    chooses an own one before anything else: what is signed by a name must be by that person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(_("user name"), max_length=64, unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the administration pages"), default=False)
    is_superuser = models.BooleanField(_("administrator"), default=False)
    password_is_given = models.BooleanField(
        _("password given by somebody else"), default=False, editable=False
    )
    registered_at = models.DateTimeField(_("registered at"), null=True, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ("full_name", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(username__regex=r"^[a-z0-9._@+-]+$"),
                name="person_username_is_lower_case",
            ),
        )

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own permissions (its admin): administrators only."""
        return self.is_active and self.is_superuser

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_superuser
