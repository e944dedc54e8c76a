"""Settings that move together."""

from pathlib import Path

from bot.settings import ROOT, read


def test_the_database_is_kept_with_the_files_unless_it_has_an_address_of_its_own() -> None:
    assert read({}).database_url == f"sqlite:///{ROOT / 'var' / 'qinqin.db'}"
    assert read({"VAR": "/srv/shop"}).var == Path("/srv/shop")
    assert read({"VAR": "/srv/shop"}).database_url == "sqlite:////srv/shop/qinqin.db"
    assert (
        read({"VAR": "/srv/shop", "DATABASE_URL": "sqlite:////srv/orders.db"}).database_url
        == "sqlite:////srv/orders.db"
    )
