"""How tests are spread over processes: one by one, but all of one walk together.

The mark `xdist_group` would say the same; pytest-xdist 3.8 does not see it under
pytest 9.2, which keeps the name of a test elsewhere.
"""

from __future__ import annotations

import re

from xdist.scheduler import LoadScopeScheduling

WALKERS = re.compile(
    r"tests/core/test_(?:every_look_is_logged|every_page|get_never_writes"
    r"|what_stays_hidden)\.py::\w+\[(?P<name>[a-z_]+)"
)


class Spread(LoadScopeScheduling):
    """Tests that need the walk of one name go to one process (tests/core/walks.py)."""

    def _split_scope(self, nodeid):
        found = WALKERS.match(nodeid)
        return f"walk of {found['name']}" if found else nodeid
