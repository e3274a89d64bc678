#!/usr/bin/env python3
"""The customary name for `python -m nguon`."""

from nguon.__main__ import main

if __name__ == "__main__":
    main()
