import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('schools', '0001_initial'),
        ('trajects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('home', 'Thuis'), ('class', 'Klas')], max_length=8)),
                ('label', models.CharField(max_length=60, verbose_name='naam van het toestel')),
                ('credential_hash', models.CharField(max_length=64, unique=True)),
                ('paired_at', models.DateTimeField(auto_now_add=True)),
                ('valid_until', models.DateField(blank=True, help_text='eerste dag waarop het niet meer geldt', null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('paired_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school_class', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='devices', to='schools.schoolclass')),
                ('traject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='devices', to='trajects.traject')),
            ],
            options={
                'ordering': ['-paired_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('school_class__isnull', True), ('side', 'home'), ('traject__isnull', False)), models.Q(('school_class__isnull', False), ('side', 'class'), ('traject__isnull', True)), _connector='OR'), name='device_in_one_place')],
            },
        ),
        migrations.CreateModel(
            name='PairingCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('home', 'Thuis'), ('class', 'Klas')], max_length=8)),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school_class', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pairing_codes', to='schools.schoolclass')),
                ('traject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pairing_codes', to='trajects.traject')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('school_class__isnull', True), ('side', 'home'), ('traject__isnull', False)), models.Q(('school_class__isnull', False), ('side', 'class'), ('traject__isnull', True)), _connector='OR'), name='code_for_one_place')],
            },
        ),
    ]
