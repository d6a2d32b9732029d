"""Where the school of a file stands, as the database sees it: region or province."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from sio.schools.queries import RegionMap

REGION = "region"
PROVINCE = "province"


@dataclass(frozen=True)
class Choice:
    """Of which files one wants figures; an empty value wants them all.

    `by` is what the table is split by, `months` how far back its chart goes.
    """

    region: int | None = None
    province: str = ""
    level: str = ""
    months: int = 24
    by: str = REGION

    @property
    def is_all(self) -> bool:
        return not (self.region or self.province or self.level)


@dataclass(frozen=True)
class Areas:
    """The choice as conditions on files, and on whatever has a file."""

    choice: Choice
    regions: RegionMap

    @classmethod
    def load(cls, choice: Choice) -> Areas:
        """With the regions as they are now; one query."""
        return cls(choice, RegionMap.load())

    def chosen(self, rows: QuerySet[Any], file: str = "") -> QuerySet[Any]:
        """Those of the choice, each with its `area`; `file` leads to the file."""
        found = rows.order_by().annotate(area=self._area(f"{file}school__"))
        if self.choice.region:
            region = self._region(f"{file}school__")
            found = found.alias(of_region=region).filter(of_region=self.choice.region)
        wanted = {
            f"{file}school__province": self.choice.province,
            f"{file}level": self.choice.level,
        }
        asked = {name: value for name, value in wanted.items() if value}
        rows_asked: QuerySet[Any] = found.filter(**asked)
        return rows_asked

    def _area(self, school: str) -> Combinable:
        if self.choice.by == REGION:
            return self._region(school)
        return Coalesce(F(f"{school}province"), Value(""))

    def _region(self, school: str) -> Combinable:
        """As `RegionMap.region_id`: postcodes go before a province. 0 is none."""
        among = [
            When(
                Q(
                    **{
                        f"{school}postcode__gte": first,
                        f"{school}postcode__lte": last,
                    }
                ),
                then=Value(region),
            )
            for first, last, region in self.regions.ranges
        ]
        within = [
            When(Q(**{f"{school}province": province}), then=Value(region))
            for province, region in self.regions.provinces.items()
        ]
        return Case(*among, *within, default=Value(0), output_field=IntegerField())
