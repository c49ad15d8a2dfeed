
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0009_handover_signed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RepairPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('name', models.CharField(max_length=60, verbose_name='part')),
                ('old_serial', models.CharField(blank=True, max_length=60, verbose_name='serial number taken out')),
                ('new_serial', models.CharField(blank=True, max_length=60, verbose_name='serial number put in')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='handover',
            name='returns_handover_kind',
        ),
        migrations.AlterField(
            model_name='handover',
            name='kind',
            field=models.CharField(choices=[('pay_refund', 'Book the refund and pay it out'), ('stock_in', 'Take intact goods into stock'), ('book_faulty', 'Book faulty goods against the internal voucher'), ('book_difference', 'Book the price difference'), ('order_new', 'Order the new item'), ('release_new', 'Release the new item'), ('pay_repairer', 'Pay the repairer'), ('collect_charge', 'Collect the repair charge'), ('return_charge', 'Pay the repair charge back'), ('stock_replacement', "Take the supplier's unit into stock"), ('book_credit', "Book the supplier's credit"), ('ship_with_others', 'Ship with other goods'), ('compensate', 'Compensate the customer for lost goods')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pay_refund', 'stock_in', 'book_faulty', 'book_difference', 'order_new', 'release_new', 'pay_repairer', 'collect_charge', 'return_charge', 'stock_replacement', 'book_credit', 'ship_with_others', 'compensate'])), name='returns_handover_kind'),
        ),
        migrations.AddField(
            model_name='repairpart',
            name='by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='repairpart',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='returns.returneditem'),
        ),
        migrations.AddConstraint(
            model_name='repairpart',
            constraint=models.CheckConstraint(condition=models.Q(('new_serial', ''), models.Q(('old_serial', models.F('new_serial')), _negated=True), _connector='OR'), name='returns_part_two_serials', violation_error_message='The new serial number is the old one. Read the label of the new part.'),
        ),
    ]
