from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0005_states_of_old_items'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='returneditem',
            name='returns_item_in_house',
        ),
        migrations.RemoveField(
            model_name='returneditem',
            name='back_from_supplier_on',
        ),
        migrations.RemoveField(
            model_name='returneditem',
            name='sent_to_supplier_on',
        ),
        migrations.RemoveField(
            model_name='returneditem',
            name='supplier',
        ),
        migrations.RemoveField(
            model_name='returneditem',
            name='supplier_received_on',
        ),
        migrations.AddIndex(
            model_name='returneditem',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['-received_at', '-item_no'], name='returns_item_in_house'),
        ),
        migrations.AddIndex(
            model_name='returneditem',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['state', 'received_at', 'item_no'], name='returns_item_state'),
        ),
        migrations.AddConstraint(
            model_name='returneditem',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['received', 'chosen', 'handing_over', 'with_technician', 'quoted', 'basket', 'at_supplier', 'outside', 'ready', 'uncollected', 'given_back', 'lost', 'scrapped'])), name='returns_item_state_known'),
        ),
        migrations.AddConstraint(
            model_name='returneditem',
            constraint=models.CheckConstraint(condition=models.Q(('finding__in', ['refunded', 'exchanged', 'swapped', 'repaired', 'good_unit', 'new_unit', 'unrepairable', 'supplier_refused', 'quote_refused', 'withdrawn', ''])), name='returns_item_finding'),
        ),
        migrations.AddConstraint(
            model_name='returneditem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['given_back', 'lost', 'scrapped']), ('ended_at__isnull', False)), models.Q(models.Q(('state__in', ['given_back', 'lost', 'scrapped']), _negated=True), ('ended_at__isnull', True)), _connector='OR'), name='returns_item_ended_at', violation_error_message='Exactly what is given back, lost or scrapped has ended.'),
        ),
        migrations.AddConstraint(
            model_name='returneditem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('delivered_at__isnull', False), ('state', 'given_back')), models.Q(models.Q(('state', 'given_back'), _negated=True), ('delivered_at__isnull', True)), _connector='OR'), name='returns_item_given_back_at', violation_error_message='Exactly what is given back has a time of giving back.'),
        ),
        migrations.AddConstraint(
            model_name='returneditem',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('ended_at__isnull', False), ('out', 0)), _connector='OR'), name='returns_item_closed_with_nothing_out', violation_error_message='An item closes when it has ended and nothing of it is out.'),
        ),
    ]
