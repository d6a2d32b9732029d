from __future__ import annotations

import pytest
from django.utils import timezone

from sio.accounts.models import Role
from sio.schools.actions import (
    AreaTaken,
    AreaWrong,
    NotForRegions,
    RegionConsultantEnded,
    SchoolNotAllowed,
    add_area,
    add_region_consultant,
    delete_area,
    end_region_consultant,
    keep_region,
)
from sio.schools.models import Region, RegionArea, RegionConsultant, School
from sio.schools.queries import (
    RegionMap,
    consultants_of_region,
    region_gaps,
    region_of,
    regions_visible_to,
    regions_without_consultant,
)

pytestmark = pytest.mark.usefixtures("places")


@pytest.fixture
def north(db):
    region = Region.objects.create(name="Noord")
    RegionArea.objects.create(region=region, province="BE-VAN")
    return region


@pytest.fixture
def port(db):
    """A corner of the province of Antwerp, with its own consultant."""
    region = Region.objects.create(name="Haven")
    RegionArea.objects.create(
        region=region, first_postcode="2030", last_postcode="2060"
    )
    return region


def at(postcode, province):
    number = f"{School.objects.count()}"
    return School.objects.create(
        name="S", institution_number=number, postcode=postcode, province=province
    )


def test_postcodes_go_before_a_province(north, port):
    assert region_of(at("2000", "BE-VAN")) == north
    assert region_of(at("2029", "BE-VAN")) == north
    assert region_of(at("2030", "BE-VAN")) == port
    assert region_of(at("2060", "BE-VAN")) == port
    assert region_of(at("2061", "BE-VAN")) == north
    assert region_of(at("3000", "BE-VBR")) is None
    assert region_of(at("", "")) is None


def test_many_schools_take_one_query(north, port, django_assert_num_queries):
    with django_assert_num_queries(1):
        regions = RegionMap.load()
        found = [regions.region_id(code, "BE-VAN") for code in ("2000", "2050")]
    assert found == [north.pk, port.pk]


def test_consultants_of_now_look_after_it(north, cora, carla, chris, hans):
    add_region_consultant(region=north, user=carla, by=cora)
    held = add_region_consultant(region=north, user=chris, by=cora)
    assert add_region_consultant(region=north, user=chris, by=cora) == held
    assert list(consultants_of_region(north)) == [carla, chris]
    end_region_consultant(held=held, by=cora)
    assert list(consultants_of_region(north)) == [carla]
    with pytest.raises(RegionConsultantEnded):
        end_region_consultant(held=held, by=cora)
    assert add_region_consultant(region=north, user=chris, by=cora) != held
    with pytest.raises(NotForRegions):
        add_region_consultant(region=north, user=hans, by=cora)


def test_who_is_no_consultant_any_more_looks_after_nothing(north, cora, carla):
    add_region_consultant(region=north, user=carla, by=cora)
    assert regions_without_consultant() == []
    Role.objects.filter(user=carla).update(ended_at=timezone.now())
    assert list(consultants_of_region(north)) == []
    assert regions_without_consultant() == [north]


@pytest.mark.parametrize(
    "postcodes", [("2060", "2070"), ("2000", "2030"), ("2040", "")]
)
def test_no_postcode_is_in_two_regions(north, port, cora, postcodes):
    first, last = postcodes
    with pytest.raises(AreaTaken, match="2030–2060 hoort al bij Haven"):
        add_area(region=north, first=first, last=last, by=cora)
    assert north.areas.count() == 1


def test_a_province_is_in_one_region(north, port, cora):
    with pytest.raises(AreaTaken, match="Antwerpen hoort al bij Noord"):
        add_area(region=port, province="BE-VAN", by=cora)


@pytest.mark.parametrize(
    "area",
    [
        {},
        {"province": "BE-VLI", "first": "3500", "last": "3600"},
        {"first": "3600", "last": "3500"},
        {"last": "3500"},
    ],
)
def test_an_area_is_a_province_or_postcodes_from_low_to_high(north, cora, area):
    with pytest.raises(AreaWrong):
        add_area(region=north, by=cora, **area)
    assert north.areas.count() == 1


def test_neighbours_may_touch(port, cora):
    area = add_area(region=port, first="2061", last="2070", by=cora)
    alone = add_area(region=port, first="2020", by=cora)
    assert (str(area), str(alone)) == ("2061–2070", "2020–2020")
    delete_area(area=area, by=cora)
    assert not RegionArea.objects.filter(pk=area.pk).exists()


def test_the_check_names_what_is_nobodys(north, cora, carla):
    gaps = region_gaps()
    assert gaps
    assert gaps.regions == [north]
    assert gaps.postcodes == [
        "1000–1210",
        "1500–1982",  # Walloon Brabant lies before: homes only
        "3000–3990",
        "8000–9992",
    ]
    assert not any(span.startswith("2") for span in gaps.postcodes)
    for province in ("BE-VLI", "BE-VOV", "BE-VBR", "BE-VWV"):
        add_area(region=north, province=province, by=cora)
    add_region_consultant(region=north, user=carla, by=cora)
    assert region_gaps().postcodes == ["1000–1210"]
    add_area(region=north, first="1000", last="1209", by=cora)
    assert region_gaps().postcodes == ["1210"]
    add_area(region=north, first="1210", by=cora)
    assert not region_gaps()


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_others_divide_nothing(request, as_user, north, cora, carla, who):
    user = request.getfixturevalue(who)
    held = add_region_consultant(region=north, user=carla, by=cora)
    area = north.areas.get()
    with pytest.raises(SchoolNotAllowed):
        keep_region(region=Region(name="X"), by=user)
    with pytest.raises(SchoolNotAllowed):
        add_area(region=north, province="BE-VLI", by=user)
    with pytest.raises(SchoolNotAllowed):
        delete_area(area=area, by=user)
    with pytest.raises(SchoolNotAllowed):
        add_region_consultant(region=north, user=carla, by=user)
    with pytest.raises(SchoolNotAllowed):
        end_region_consultant(held=held, by=user)
    assert list(regions_visible_to(user)) == []
    client, at = as_user(user), f"/regios/{north.pk}/"
    assert client.get("/regios/").status_code == 404
    assert client.get("/regios/nieuw/").status_code == 404
    assert client.get(at).status_code == 404
    for path in ("naam/", "gebieden/", "consulenten/"):
        assert client.post(at + path).status_code == 404
    assert client.post(f"{at}gebieden/{area.pk}/weg/").status_code == 404
    assert client.post(f"{at}consulenten/{held.pk}/einde/").status_code == 404
    held.refresh_from_db()
    assert held.ended_at is None


def test_the_coordinator_divides_the_land_on_the_screens(as_user, cora, carla):
    client = as_user(cora)
    client.post("/regios/nieuw/", {"name": "Oost"})
    region = Region.objects.get(name="Oost")
    at = f"/regios/{region.pk}/"
    assert "nog niemand" in client.get("/regios/").content.decode()
    client.post(f"{at}naam/", {"name": "Oost en Haven"})
    client.post(f"{at}gebieden/", {"province": "BE-VOV"})
    client.post(f"{at}gebieden/", {"first": "2030", "last": "2060"})
    client.post(f"{at}consulenten/", {"user": carla.pk})
    page = client.get("/regios/").content.decode()
    for words in ("Oost en Haven", "Oost-Vlaanderen", "2030–2060", "Carla"):
        assert words in page
    held = RegionConsultant.objects.get()
    client.post(f"{at}consulenten/{held.pk}/einde/")
    again = client.post(f"{at}consulenten/{held.pk}/einde/")
    assert again.status_code == 422
    assert "Carla" not in client.get("/regios/").content.decode()
    area = region.areas.get(province="BE-VOV")
    client.post(f"{at}gebieden/{area.pk}/weg/")
    assert client.post(f"{at}gebieden/{area.pk}/weg/").status_code == 404
    assert "Oost-Vlaanderen" not in client.get("/regios/").content.decode()


@pytest.mark.parametrize(
    ("path", "posted"),
    [
        ("gebieden/", {"first": "9999"}),
        ("gebieden/", {"first": "2000", "last": "x"}),
        ("gebieden/", {"province": "BE-WLG"}),
        ("gebieden/", {}),
        ("consulenten/", {}),
        ("naam/", {"name": ""}),
    ],
)
def test_bad_input_is_said_on_the_page(as_user, cora, north, path, posted):
    response = as_user(cora).post(f"/regios/{north.pk}/{path}", posted)
    assert response.status_code == 422
    assert (north.areas.count(), north.consultants.count()) == (1, 0)


def test_areas_and_consultants_of_another_region_are_not_found(
    as_user, cora, carla, north, port
):
    held = add_region_consultant(region=north, user=carla, by=cora)
    client, at = as_user(cora), f"/regios/{port.pk}/"
    area = north.areas.get()
    assert client.post(f"{at}gebieden/{area.pk}/weg/").status_code == 404
    assert client.post(f"{at}consulenten/{held.pk}/einde/").status_code == 404


def test_when_all_is_well_the_page_says_so(as_user, cora, carla):
    region = Region.objects.create(name="Alles")
    RegionArea.objects.create(
        region=region, first_postcode="1000", last_postcode="9999"
    )
    add_region_consultant(region=region, user=carla, by=cora)
    page = as_user(cora).get("/regios/").content.decode()
    assert "heeft een regio, en elke regio een consulent" in page


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    as_user, cora, carla, django_assert_num_queries, count
):
    for n in range(count):
        region = Region.objects.create(name=f"R{n}")
        add_area(region=region, first=f"200{n}", by=cora)
        add_region_consultant(region=region, user=carla, by=cora)
    client = as_user(cora)
    with django_assert_num_queries(9):
        client.get("/regios/")
