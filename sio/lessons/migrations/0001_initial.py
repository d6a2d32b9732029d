import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('trajects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(verbose_name='dag')),
                ('part', models.CharField(choices=[('lesson', 'lesuur'), ('morning', 'voormiddag'), ('afternoon', 'namiddag')], max_length=12, verbose_name='wat')),
                ('kind', models.CharField(choices=[('fixed', 'vast'), ('flexible', 'als het lukt')], default='fixed', max_length=12, verbose_name='soort')),
                ('starts_at', models.TimeField(verbose_name='van')),
                ('ends_at', models.TimeField(verbose_name='tot')),
                ('subject', models.CharField(blank=True, max_length=60, verbose_name='vak')),
                ('room', models.CharField(blank=True, max_length=40, verbose_name='lokaal')),
                ('traject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='trajects.traject')),
            ],
            options={
                'ordering': ['weekday', 'starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ScheduleException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='datum')),
                ('kind', models.CharField(choices=[('pupil_absent', 'vandaag te ziek'), ('teacher_absent', 'leerkracht afwezig'), ('elsewhere', 'klas zit elders online'), ('cancelled', 'geen les')], max_length=16, verbose_name='wat is er')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('traject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='trajects.traject')),
                ('slot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='lessons.slot')),
            ],
            options={
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Use',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('connection', models.UUIDField(unique=True)),
                ('started_at', models.DateTimeField()),
                ('stopped_at', models.DateTimeField()),
                ('traject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='trajects.traject')),
            ],
            options={
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='ExtraLesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='van')),
                ('ends_at', models.DateTimeField(verbose_name='tot')),
                ('subject', models.CharField(blank=True, max_length=60, verbose_name='vak')),
                ('room', models.CharField(blank=True, max_length=40, verbose_name='lokaal')),
                ('traject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extra_lessons', to='trajects.traject')),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='extra_lesson_ends_after_start')],
            },
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='slot_weekday_known'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='slot_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='scheduleexception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'elsewhere'), _negated=True), models.Q(('link', ''), _negated=True), _connector='OR'), name='exception_elsewhere_has_link'),
        ),
        migrations.AddConstraint(
            model_name='use',
            constraint=models.CheckConstraint(condition=models.Q(('stopped_at__gte', models.F('started_at'))), name='use_stops_after_start'),
        ),
    ]
