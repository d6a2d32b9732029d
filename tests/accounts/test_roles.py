from __future__ import annotations

import pytest
from django.utils import timezone

from sio.accounts.actions import (
    LastCoordinator,
    RoleEnded,
    RoleNotAllowed,
    end_role,
    give_role,
)
from sio.accounts.models import Role, User
from sio.accounts.queries import people_with_role, roles_of, working_roles


def role_of(user):
    return Role.objects.get(user=user, ended_at=None)


def test_the_coordinator_gives_a_role(cora, paula):
    give_role(user=paula, kind="helpdesk", by=cora)
    assert roles_of(paula) == {"helpdesk"}


def test_giving_it_twice_gives_one(cora, paula):
    first = give_role(user=paula, kind="helpdesk", by=cora)
    assert give_role(user=paula, kind="helpdesk", by=cora) == first


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_nobody_else_gives_or_ends_one(request, cora, chris, who):
    by = request.getfixturevalue(who)
    with pytest.raises(RoleNotAllowed):
        give_role(user=by, kind="coordinator", by=by)
    with pytest.raises(RoleNotAllowed):
        end_role(role=role_of(chris), by=by)
    assert working_roles(chris) == {"consultant"}


def test_an_ended_role_gives_nothing(cora, carla):
    role = role_of(carla)
    end_role(role=role, by=cora)
    assert roles_of(carla) == frozenset()
    assert list(people_with_role(Role.Kind.CONSULTANT)) == []


def test_the_second_click_loses(cora, carla):
    role = role_of(carla)
    end_role(role=role, by=cora)
    with pytest.raises(RoleEnded):
        end_role(role=role, by=cora)


def test_the_last_coordinator_stays(cora):
    with pytest.raises(LastCoordinator):
        end_role(role=role_of(cora), by=cora)
    assert working_roles(cora) == {"coordinator"}


def test_a_role_may_be_held_again(cora, carla):
    Role.objects.filter(user=carla).update(ended_at=timezone.now())
    give_role(user=carla, kind="consultant", by=cora)
    assert roles_of(carla) == {"consultant"}


def test_who_is_switched_off_holds_none(cora):
    User.objects.filter(pk=cora.pk).update(is_active=False)
    cora.refresh_from_db()
    assert roles_of(cora) == frozenset()


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_only_the_coordinator_finds_the_list(as_user, request, who):
    client = as_user(request.getfixturevalue(who))
    assert client.get("/mensen/").status_code == 404
    assert client.get("/mensen/nieuw/").status_code == 404
    assert client.post("/mensen/nieuw/", {}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    as_user, cora, django_assert_num_queries, count
):
    for n in range(count):
        user = User.objects.create(email=f"{n}@example.org", name=f"N{n}")
        Role.objects.create(user=user, kind="helpdesk")
    client = as_user(cora)
    with django_assert_num_queries(QUERIES):
        assert client.get("/mensen/").status_code == 200


QUERIES = 5


def test_the_coordinator_invites_a_consultant(as_user, cora):
    client = as_user(cora)
    new = {"name": "Nele", "email": "nele@example.org", "language": "fr"}
    response = client.post("/mensen/nieuw/", new | {"kind": "consultant"})
    assert response.headers["Location"] == "/mensen/"
    nele = User.objects.get(email="nele@example.org")
    assert (nele.language, roles_of(nele)) == ("fr", {"consultant"})
    assert "nele@example.org" in client.get("/mensen/").content.decode()


def test_an_incomplete_invitation_is_shown_again(as_user, cora):
    response = as_user(cora).post("/mensen/nieuw/", {"name": "Nele"})
    assert response.status_code == 422
    assert not User.objects.filter(name="Nele").exists()
