"""What may leave: raw tables as readers may see them, without people's own, with roles for names."""

from collections.abc import Mapping

import pandas as pd

from pipeline.contracts.round_tables import AUTOMATIC
from pipeline.contracts.table import AS_ROLE, NEVER, Contracts, Table

_RESEARCHER, _READING = "onderzoeker", "automatische lezing"


def for_readers(tables: Mapping[str, pd.DataFrame], contracts: Contracts) -> dict[str, pd.DataFrame]:
    """Give what readers may see of raw tables.

    A column that never leaves is not there, so that who asks for it is told and not given something empty. A table
    whose rows may not be named is not there at all. Who did the research gets a role with a number, such as
    ``onderzoeker 1``: the same for the same name in all these tables, numbered as names come up, so that readers see
    that two judged apart, and not who they are. The number says nothing outside these tables.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Valid raw tables by name, with every column that their contracts have.
    contracts : mapping of str to Table
        All raw tables.
    """
    roles = _Roles()
    return {
        name: _for_readers(tables[name], table, roles)
        for name, table in contracts.items()
        if name in tables and not table.is_inside
    }


class _Roles:
    """The roles that names got, one after the other."""

    def __init__(self) -> None:
        self._given: dict[str, dict[str, str]] = {_RESEARCHER: {}, _READING: {}}

    def of(self, name: str, kind: str) -> str:
        """Give the role of a name, of somebody or of an automatic reading; an empty cell stays empty."""
        if not name:
            return ""
        role = _READING if kind == AUTOMATIC else _RESEARCHER
        given = self._given[role]
        return given.setdefault(name, f"{role} {len(given) + 1}")


def _for_readers(frame: pd.DataFrame, table: Table, roles: _Roles) -> pd.DataFrame:
    shown = {column.name: column.shown for column in table.columns}
    left = frame[[name for name, what in shown.items() if what is not NEVER]]
    kinds = frame["kind"] if "kind" in frame else [""] * len(frame)
    named = {
        name: [roles.of(who, kind) for who, kind in zip(frame[name], kinds, strict=True)]
        for name, what in shown.items()
        if what is AS_ROLE
    }
    return left.assign(**{name: pd.Series(values, index=left.index, dtype="str") for name, values in named.items()})
