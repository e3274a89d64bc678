"""The oracle with any seed: `python -m tests.food.trace.query_oracle --seed N --rounds M`."""

import argparse
import os
import sys

import pytest

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--seed", type=int, default=1, help="of the first round")
parser.add_argument("--rounds", type=int, default=10, help="each with events of its own")
parser.add_argument("--queries", type=int, default=400, help="in each round")
asked = parser.parse_args()
os.environ["ORACLE_SEEDS"] = f"{asked.seed}:{asked.seed + asked.rounds}"
os.environ["ORACLE_QUERIES"] = str(asked.queries)
sys.exit(pytest.main(["-q", "tests/food/trace/test_query_oracle.py", "--no-header"]))
