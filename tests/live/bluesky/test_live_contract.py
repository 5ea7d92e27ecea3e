"""The contract of every connector, on the real Bluesky; what can't be had there is listed in `conftest.py`."""

from tests.contract.test_contract_listening import *  # noqa: F403 - the same tests, of another platform
from tests.contract.test_contract_sending import *  # noqa: F403
