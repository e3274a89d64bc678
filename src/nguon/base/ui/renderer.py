"""Django forms in the house look: FORM_RENDERER = "nguon.base.ui.renderer.HouseRenderer"."""

from django.forms.renderers import DjangoTemplates


class HouseRenderer(DjangoTemplates):
    """`{{ form }}` gives the error summary and then every field under its label."""

    form_template_name = "base/form.html"
    field_template_name = "base/field.html"
