# SPDX-License-Identifier: GPL-2.0-or-later
"""``calendar`` and ``overdue``: the campaign's dates, what is late, what goes on the watch list."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date

from anyue_farmland_plugin.cli.terminal import Jobs, needs_actor, needs_ledger
from anyue_farmland_plugin.core.errors import InputDataError
from anyue_farmland_plugin.core.i18n import translate
from anyue_farmland_plugin.core.ports import utc_now
from anyue_farmland_plugin.workflow.actors import parse_actor
from anyue_farmland_plugin.workflow.overdue import change_calendar, overdue


def _calendar(arguments: argparse.Namespace) -> dict:
    wanted = dict(_pair(text) for text in arguments.set)
    changed = change_calendar(arguments.ledger, wanted, actor=parse_actor(arguments.actor), clock=utc_now)
    return {"changed": list(changed)}


def _pair(text: str) -> tuple:
    name, mark, value = text.partition("=")
    if not mark:
        message = translate("Campaign", "“{text}”: write a date like report_by=2022-11-20.")
        raise InputDataError(message.format(text=text))
    return name.strip(), value


def _overdue(arguments: argparse.Namespace) -> dict:
    day = _day(arguments.on) if arguments.on else utc_now().astimezone().date()
    found = overdue(arguments.ledger, day)
    return {"late": [asdict(item) for item in found.late], "to_watch": [asdict(item) for item in found.to_watch]}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = translate("Campaign", "{key}: “{text}” is no date. Write it like 2022-11-20.")
        raise InputDataError(message.format(key="--on", text=text)) from error


def add(jobs: Jobs) -> None:
    """Register the jobs."""
    calendar = jobs.add_parser("calendar", help="set dates of the campaign")
    calendar.add_argument("--set", action="append", required=True, help="like report_by=2022-11-20; again for more")
    needs_ledger(calendar)
    needs_actor(calendar)
    calendar.set_defaults(run=_calendar)
    late = jobs.add_parser("overdue", help="list cases past their deadline and cases for the watch list")
    late.add_argument("--on", default="", help="the day, like 2022-12-16; today when not given")
    needs_ledger(late)
    late.set_defaults(run=_overdue)
