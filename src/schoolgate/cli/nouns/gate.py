"""Ask the access gate, from the server: may somebody use this now, and why not. Refs only, and no name."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from schoolgate.agreements.queries import GateThen
    from schoolgate.gates.access.deciding import Answer


@click.group()
def command() -> None:
    """Ask a gate: what may somebody use today, and what is missing before it opens.

    The head switches a gate on and rules by name on its page, signed in: here nobody signs.
    """


@command.command()
@click.option("--for", "person", default="", metavar="PERSON", help="The ref of a person.")
@click.option("--class", "group", default="", metavar="CLASS", help="The ref of a class: every child of it.")
@click.option("--on", type=DAY, help="The day asked about; today if left out.")
@verb
def access(run: Invocation, person: str, group: str, on: date | None) -> None:
    """Say what one person, or each child of a class, may use: open, waiting or closed, with every reason.

    Where the gate is not switched on for them yet, it is what the gate would say, and `acts` is false. Of a class it
    says too what holds on devices that the class shares, which cannot tell one child from another.
    """
    if bool(person) == bool(group):
        raise BadInputError("the question", "it is about one person or one class.", "Give --for or --class.")
    run.open_database()
    from schoolgate.agreements.queries import gate_then
    from schoolgate.people import queries as people
    from schoolgate.people.access import today
    from schoolgate.people.classes.queries import class_list

    school = people.school(run.school)
    day = on or today(school)
    then = gate_then(school, day)
    if person:
        answers = then.answers([people.person(school, person).ref])
        run.show({"person": person, "on": day.isoformat(), "things": _things(answers)}, lambda: _lines(answers))
        return
    class_list(school, group, day)  # raises where there is none
    told = _class(then, group)
    run.show(told, lambda: _class_lines(then, group))


def _things(answers: "tuple[Answer, ...]") -> list[dict[str, Any]]:
    return [
        {
            "thing": one.thing,
            "state": str(one.state),
            "open": one.is_open,
            "acts": one.acts,
            "reasons": [{"key": why.key, "words": why.words, "about": why.about or None} for why in one.reasons],
        }
        for one in answers
    ]


def _class(then: "GateThen", group: str) -> dict[str, Any]:
    from schoolgate.gates.access.shared import on_shared
    from schoolgate.gates.access.things import AT_LESSONS

    children = then.of_class(group)
    answers = then.answers(children)
    shared = [on_shared(group, thing, answers) for thing in sorted(AT_LESSONS)]
    return {
        "class": group,
        "on": then.on.isoformat(),
        "acts": group in then.switched.acts,
        "lessons": group in then.switched.lessons,
        "children": [{"person": ref, "things": _things(then.answers([ref]))} for ref in children],
        "shared": [
            {"thing": one.thing, "standing": str(one.standing), "because": one.because, "may_not": list(one.may_not)}
            for one in shared
        ],
    }


def _lines(answers: "tuple[Answer, ...]") -> str:
    more = "" if answers[0].acts else "\nThe gate is not switched on for them: nothing is closed by it yet."
    return "\n".join(f"{one.thing:16} {one.state:8} {one.because}" for one in answers) + more


def _class_lines(then: "GateThen", group: str) -> str:
    found = _class(then, group)
    waiting = [
        f"{child['person']}  " + ", ".join(f"{one['thing']} {one['state']}" for one in child["things"])
        for child in found["children"]
    ]
    switched = "The gate is switched on." if found["acts"] else "The gate is not switched on: nothing is closed yet."
    return "\n".join([switched, *waiting, *(f"{one['thing']}: {one['because']}" for one in found["shared"])])
