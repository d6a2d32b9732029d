from django.db import migrations

from sio.schools.places.reading import (
    MUNICIPALITIES,
    OWN_STATES,
    POSTCODES,
    municipalities_told,
    read_rows,
)


def load(apps, schema_editor):
    """The lists that come with the product; newer ones by `manage.py load_places`."""
    Municipality = apps.get_model("schools", "Municipality")
    Place = apps.get_model("schools", "Place")
    municipalities, places = read_rows(MUNICIPALITIES), read_rows(POSTCODES)
    Municipality.objects.bulk_create(
        (
            Municipality(**vars(row), state=OWN_STATES[MUNICIPALITIES])
            for row in municipalities
        ),
        batch_size=500,
    )
    keys = dict(Municipality.objects.values_list("nis", "pk"))
    told = {
        place: keys[row.nis]
        for place, row in municipalities_told(places, municipalities).items()
    }
    Place.objects.bulk_create(
        (
            Place(
                **vars(row), municipality_id=told.get(row), state=OWN_STATES[POSTCODES]
            )
            for row in places
        ),
        batch_size=500,
    )


def fill_schools(apps, schema_editor):
    """Schools from before get their province and the words they are found by."""
    School = apps.get_model("schools", "School")
    Place = apps.get_model("schools", "Place")
    provinces = dict(Place.objects.values_list("postcode", "province"))
    for school in School.objects.all():
        school.province = provinces.get(school.postcode, "")
        school.save(update_fields=["province", "search"])


class Migration(migrations.Migration):
    dependencies = [("schools", "0003_places_and_regions")]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunPython(fill_schools, migrations.RunPython.noop),
    ]
