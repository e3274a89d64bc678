"""The worst day, told again with invented schools, people and goods.

Facts of the story are from reports on two boarding schools in Thái Nguyên on 1 October 2025: one
trader with two legal names, giò sent back three weeks before and nobody told, samples that were
not sealed, a fridge without current. Everything happens through the platform's own operations.
"""
