"""The demo cast: four kitchens, their suppliers and five school days, made only by operations.

The same cast plays in the tests and the documentation.
"""
