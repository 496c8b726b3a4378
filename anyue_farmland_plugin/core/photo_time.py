# SPDX-License-Identifier: GPL-2.0-or-later
"""When a photo was taken, in UTC, out of a camera's clock that may not know its zone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Optional

from anyue_farmland_plugin.core.evidence_flags import Flag
from anyue_farmland_plugin.core.exif import Exif

CHINA = timezone(timedelta(hours=8))
_QUARTER = timedelta(minutes=15)  # every zone of the world is whole quarters away from UTC
_NEAR = timedelta(minutes=3)
_WIDEST = timedelta(hours=14)
_AGREE = timedelta(minutes=10)  # a receiver keeps the time of its last fix
_AHEAD = timedelta(minutes=10)
_SAVED = timedelta(minutes=1)


def taken_at(exif: Exif, now: datetime) -> tuple[Optional[datetime], frozenset[Flag]]:
    """Return the moment of the shot in UTC, None where nothing tells it, and the marks of its time.

    The zone is the camera's own, else the one in which its clock agrees with the satellites',
    else China's, which is marked.
    """
    flags = set()
    moment = exif.satellite_time
    if exif.local_time is not None:
        zone = exif.offset if exif.offset is not None else _zone(exif)
        if zone is None:
            zone = CHINA.utcoffset(None)
            flags.add(Flag.NO_ZONE)
        moment = exif.local_time.replace(tzinfo=timezone(zone)).astimezone(timezone.utc)
        if exif.satellite_time is not None and abs(moment - exif.satellite_time) > _AGREE:
            flags.add(Flag.TIME_DIFFERS)
        if exif.modified_time is not None and exif.modified_time - exif.local_time > _SAVED:
            flags.add(Flag.EDITED_LATER)
    if moment is None:
        flags.add(Flag.NO_TIME)
    elif moment > now + _AHEAD:
        flags.add(Flag.FUTURE)
    return moment, frozenset(flags)


def _zone(exif: Exif) -> Optional[timedelta]:
    if exif.local_time is None or exif.satellite_time is None:
        return None
    apart = exif.local_time.replace(tzinfo=timezone.utc) - exif.satellite_time
    zone = round(apart / _QUARTER) * _QUARTER
    return zone if abs(apart - zone) <= _NEAR and abs(zone) <= _WIDEST else None
