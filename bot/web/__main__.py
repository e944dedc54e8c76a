"""``python -m bot.web``: the door of this shop on this machine, until it is told to end."""

import sys

import uvicorn

from bot.aftersales.policies import BadPolicy
from bot.ports import HOST
from bot.service import service
from bot.settings import SettingError
from bot.store import StoreUnavailable
from bot.web.app import make

GRACE_S = 5
KEPT_OPEN_S = 75


def main() -> int:
    """Serve; 1 with a word on why when the shop cannot be opened."""
    try:
        shop = service()
        app = make(shop)
    except (SettingError, StoreUnavailable, BadPolicy, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    uvicorn.run(
        app,
        host=HOST,
        port=shop.settings.window.port,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_keep_alive=KEPT_OPEN_S,
        timeout_graceful_shutdown=GRACE_S,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
