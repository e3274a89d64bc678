"""What every page is made of: states, parts, form fields. Looks only; no rule is decided here."""
