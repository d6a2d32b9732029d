"""A visitor of the public checker, who answers the questions that are asked."""

from __future__ import annotations

ADDRESS = "/kom-ik-in-aanmerking/"
UNKNOWN = {"third_nursery_class", "school_funded", "certificate", "level", "reason"}
UNKNOWN |= {"study_form", "other_teaching"}


def typed(given, key):
    """What is typed or chosen for one fact, by the name of the field."""
    value = given.get(key)
    if key == "school_year":
        return {key: value or "this"}
    if key == "birth_date":
        year, month, day = (value or "--").split("-")
        return {"year": year, "month": month, "day": day}
    if key == "other_teaching" and value is not None:
        return {key: value or ["none"]}
    if isinstance(value, bool):
        return {key: "yes" if value else "no"}
    if value is None:
        return {key: "unknown" if key in UNKNOWN else ""}
    return {key: str(value)}


def carried(step):
    fields = {}
    for name, value in step.carried:
        fields.setdefault(name, []).append(value)
    return fields


def answer(client, step, given, **more):
    """Posts the answer to the question of this step, with all that it carries."""
    key = step.form.key
    return client.post(
        ADDRESS, carried(step) | {"question": key} | typed(given, key) | more
    )


def answer_all(client, given):
    """From the first page to the result: that page, and the keys that were asked."""
    response, asked = client.post(ADDRESS), []
    while response.context["step"].form:
        step = response.context["step"]
        asked.append(step.form.key)
        response = answer(client, step, given)
        assert response.status_code == 200, response.context["step"].form.errors
    return response, asked
