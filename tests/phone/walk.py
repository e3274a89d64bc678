"""The random walk by command, with any seed: `python -m tests.phone.walk --seed 7 --acts 500`."""

import argparse
import os
import sys
from pathlib import Path

import pytest


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.phone.walk", description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--acts", type=int, default=500)
    chosen = parser.parse_args()
    os.environ |= {"WALK_SEEDS": str(chosen.seed), "WALK_ACTS": str(chosen.acts)}
    test = Path(__file__).with_name("test_t23_random_walk.py")
    return int(pytest.main(["-q", str(test)]))


if __name__ == "__main__":
    sys.exit(main())
