"""What a matched date means: its first and last day, and what that rests on. One reader for each kind of rule."""

from __future__ import annotations

import re
from collections.abc import Callable

from digests.language.date_days import read_day, read_days, read_span
from digests.language.date_match import Days, Reading
from digests.language.date_periods import (
    read_decade,
    read_firstdays,
    read_firstmonths,
    read_half,
    read_half_ended,
    read_half_of_year,
    read_halfof,
    read_lastmonths,
    read_lastweek,
    read_month,
    read_monthly,
    read_monthof,
    read_months,
    read_monthsof,
    read_monthsto,
    read_overyears,
    read_quarter,
    read_quarter_ended,
    read_quarterof,
    read_quartersof,
    read_runmonths,
    read_shortyear,
    read_shortyears,
    read_sincepart,
    read_startto,
    read_thirds,
    read_tonow,
    read_year,
    read_yearpart,
    read_years,
    read_yearsto,
    read_yearto,
)
from digests.language.date_relative import (
    read_ago,
    read_beforelast,
    read_calendar,
    read_event,
    read_newyear,
    read_past,
    read_relday,
    read_sincemonth,
    read_sinceyear,
    read_weekday,
    read_weekend,
    read_yearclose,
    read_yearend,
    read_yearstart,
)
from digests.language.date_seasons import read_season

READERS: dict[str, Callable[[re.Match[str], Reading], Days | None]] = {
    "day": read_day, "days": read_days, "span": read_span, "month": read_month, "bare": read_month,
    "months": read_months,
    "thirds": read_thirds, "lastweek": read_lastweek, "half": read_half, "quarter": read_quarter,
    "firstmonths": read_firstmonths,
    "yearpart": read_yearpart, "years": read_years, "decade": read_decade, "year": read_year, "relday": read_relday,
    "ago": read_ago, "past": read_past, "sinceyear": read_sinceyear, "calendar": read_calendar, "event": read_event,
    "weekday": read_weekday, "halfof": read_halfof, "quarterof": read_quarterof, "monthsof": read_monthsof,
    "sincepart": read_sincepart, "quartersof": read_quartersof, "monthsto": read_monthsto,
    "startto": read_startto, "yearend": read_yearend, "yearstart": read_yearstart, "weekend": read_weekend,
    "fiscal": read_year, "lastmonths": read_lastmonths, "yearto": read_yearto, "runmonths": read_runmonths,
    "newyear": read_newyear, "overyears": read_overyears, "firstdays": read_firstdays, "tonow": read_tonow,
    "monthof": read_monthof, "sincemonth": read_sincemonth,
    "season": read_season, "lastmonthsof": read_monthsof, "monthly": read_monthly,
    "quarter_ended": read_quarter_ended, "half_ended": read_half_ended,
    "half_of_year": read_half_of_year, "yearsto": read_yearsto, "beforelast": read_beforelast,
    "yearclose": read_yearclose, "shortyear": read_shortyear, "shortyears": read_shortyears,
}  # fmt: skip
