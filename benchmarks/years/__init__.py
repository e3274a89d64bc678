"""Years of many kitchens, made from weeks that a few really lived.

`living` lives the template weeks through operations, `slots` finds in their rows what is different
in a copy (ids, days, kitchen, supplier), `copies` fills it in, `loading` brings the rows into the
database by COPY, `checks` compares copies with what the operations themselves make of them.
"""
