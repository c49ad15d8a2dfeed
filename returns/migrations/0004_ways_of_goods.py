import django.db.models.deletion
import django.db.models.expressions
import servicedesk.fields
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0002_search_trigrams'),
        ('returns', '0003_remedy_decision'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('tickets', '0003_things_out'),
    ]

    operations = [
        migrations.CreateModel(
            name='Consignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consignment_no', models.CharField(max_length=20, unique=True, verbose_name='packing list number')),
                ('way', models.CharField(choices=[('ship_now', 'Ship now'), ('with_other_goods', 'With other goods')], max_length=20)),
                ('made_at', models.DateTimeField()),
                ('carrier', models.CharField(blank=True, max_length=60, verbose_name='carrier')),
                ('waybill', models.CharField(blank=True, max_length=60, verbose_name='waybill or vehicle number')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name="carrier's or driver's phone")),
                ('list_no', models.CharField(blank=True, max_length=60, verbose_name="warehouse's shipping list")),
            ],
        ),
        migrations.CreateModel(
            name='GiveBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receiver', models.CharField(blank=True, max_length=60, verbose_name='who took it')),
                ('voucher_back', models.BooleanField(default=False, verbose_name='voucher taken back')),
                ('unsigned_reason', models.CharField(blank=True, max_length=300, verbose_name='why there is no signature')),
            ],
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pay_refund', 'Book the refund and pay it out'), ('stock_in', 'Take intact goods into stock'), ('book_faulty', 'Book faulty goods against the internal voucher'), ('book_difference', 'Book the price difference'), ('order_new', 'Order the new item'), ('release_new', 'Release the new item'), ('pay_repairer', 'Pay the repairer'), ('collect_charge', 'Collect the repair charge'), ('stock_replacement', "Take the supplier's unit into stock"), ('book_credit', "Book the supplier's credit"), ('ship_with_others', 'Ship with other goods'), ('compensate', 'Compensate the customer for lost goods')], max_length=20)),
                ('role', models.CharField(choices=[('counter', 'Counter'), ('technician', 'Technician'), ('service_manager', 'Service manager'), ('company_manager', 'Company manager'), ('finance', 'Finance'), ('warehouse', 'Warehouse'), ('purchasing', 'Purchasing')], max_length=20)),
                ('state', models.CharField(choices=[('open', 'Open'), ('refused', 'Refused'), ('signed', 'Signed'), ('withdrawn', 'Withdrawn')], default='open', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('amount', servicedesk.fields.MoneyField(blank=True, null=True, verbose_name='amount')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='number in the books')),
                ('serial', models.CharField(blank=True, max_length=60, verbose_name='serial number of the new item')),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='expected on')),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
            ],
        ),
        migrations.CreateModel(
            name='Loss',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('found_out_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=500, verbose_name='what is known of it')),
                ('value', servicedesk.fields.MoneyField(verbose_name='value')),
                ('turned_up_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told_at', models.DateTimeField()),
                ('told_whom', models.CharField(blank=True, max_length=60, verbose_name='who was told')),
                ('told_how', models.CharField(choices=[('phone', 'By phone'), ('counter', 'At the counter'), ('message', 'By message'), ('visit', "At the customer's")], max_length=10, verbose_name='how')),
                ('way', models.CharField(blank=True, choices=[('ship_now', 'Ship now'), ('with_other_goods', 'With other goods')], max_length=20, verbose_name="the agent's choice")),
            ],
            options={
                'ordering': ['told_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OutsideRepair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('away', 'With the repairer'), ('back', 'Back')], default='away', max_length=10)),
                ('repairer', models.CharField(max_length=100, verbose_name='repairer')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name="repairer's phone")),
                ('sent_at', models.DateTimeField()),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='expected back on')),
                ('back_at', models.DateTimeField(blank=True, null=True)),
                ('repaired', models.BooleanField(blank=True, null=True, verbose_name='repaired')),
                ('cost', servicedesk.fields.MoneyField(blank=True, null=True, verbose_name='what the repairer is paid')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
            ],
        ),
        migrations.CreateModel(
            name='Parcel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('parcel_no', models.CharField(max_length=20, unique=True, verbose_name='parcel number')),
                ('shipped_at', models.DateTimeField(verbose_name='shipped at')),
                ('carrier', models.CharField(max_length=60, verbose_name='carrier')),
                ('waybill', models.CharField(max_length=60, verbose_name='waybill or vehicle number')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name="carrier's phone")),
                ('pieces', models.PositiveSmallIntegerField(default=1, verbose_name='pieces')),
                ('rma_no', models.CharField(blank=True, max_length=60, verbose_name='RMA number')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
            ],
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quote_no', models.CharField(max_length=20, unique=True, verbose_name='quote number')),
                ('state', models.CharField(choices=[('open', 'With the customer'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='open', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note to the customer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.CharField(blank=True, max_length=60, verbose_name='who answered for the customer')),
                ('answered_how', models.CharField(blank=True, choices=[('phone', 'By phone'), ('counter', 'At the counter'), ('message', 'By message'), ('visit', "At the customer's")], max_length=10, verbose_name='how')),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('discount', servicedesk.fields.MoneyField(default=Decimal('0.00'), verbose_name='discount')),
                ('warranty_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days of warranty on the repair')),
            ],
        ),
        migrations.CreateModel(
            name='QuoteLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('part', 'Part'), ('labour', 'Labour'), ('visit', 'Visit'), ('other', 'Other')], max_length=10)),
                ('text', models.CharField(max_length=100, verbose_name='what for')),
                ('quantity', models.PositiveSmallIntegerField(default=1, verbose_name='quantity')),
                ('price', servicedesk.fields.MoneyField(verbose_name='price of one')),
                ('charged', servicedesk.fields.MoneyField(blank=True, null=True, verbose_name='charged in all')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='RemedyChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('current', models.BooleanField(default=True)),
                ('remedy', models.CharField(choices=[('refund', 'Refund'), ('exchange', 'Exchange for another model'), ('swap', 'Swap for a new one'), ('repair', 'Repair')], max_length=10, verbose_name='remedy')),
                ('rule', models.CharField(max_length=10)),
                ('chosen_at', models.DateTimeField()),
                ('facts', models.JSONField(null=True)),
                ('decision', models.JSONField(null=True)),
                ('terms_version', models.CharField(max_length=20)),
                ('free', models.BooleanField(null=True, verbose_name='free of charge')),
                ('overruled', models.BooleanField(default=False)),
                ('overrule_reason', models.CharField(blank=True, max_length=300, verbose_name='reason to overrule')),
                ('amount', servicedesk.fields.MoneyField(blank=True, null=True, verbose_name='refund or credit')),
                ('wear_fee', servicedesk.fields.MoneyField(blank=True, null=True, verbose_name='wear fee')),
                ('new_product', models.CharField(blank=True, max_length=100, verbose_name='wanted instead')),
                ('new_price', servicedesk.fields.MoneyField(blank=True, null=True, verbose_name='its price')),
                ('top_up', servicedesk.fields.MoneyField(blank=True, null=True, verbose_name='top-up by the rules')),
                ('top_up_agreed', servicedesk.fields.MoneyField(blank=True, null=True, verbose_name='top-up agreed')),
                ('lowered_reason', models.CharField(blank=True, max_length=300, verbose_name='reason to lower')),
                ('in_stock', models.BooleanField(null=True, verbose_name='in stock')),
                ('label_basis', models.CharField(blank=True, choices=[('keep', 'keeps its old dates'), ('restart', 'starts afresh')], max_length=10)),
                ('agreed_by', models.CharField(blank=True, max_length=60, verbose_name='agreed with')),
                ('agreed_how', models.CharField(blank=True, choices=[('phone', 'By phone'), ('counter', 'At the counter'), ('message', 'By message'), ('visit', "At the customer's")], max_length=10, verbose_name='how')),
            ],
        ),
        migrations.CreateModel(
            name='SerialLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('swap', 'Swapped'), ('exchange', 'Exchanged for another model'), ('from_supplier', 'Other unit from the supplier')], max_length=20)),
                ('at', models.DateTimeField()),
                ('old_serial', models.CharField(blank=True, max_length=60, verbose_name='old serial number')),
                ('new_serial', models.CharField(blank=True, max_length=60, verbose_name='new serial number')),
                ('old_label_on', models.DateField(blank=True, null=True, verbose_name='old label date')),
                ('new_label_on', models.DateField(blank=True, null=True, verbose_name='new label date')),
            ],
        ),
        migrations.CreateModel(
            name='Supplier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('contact', models.CharField(blank=True, max_length=60, verbose_name='contact')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
            ],
        ),
        migrations.CreateModel(
            name='Trip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('basket', 'In the faulty basket'), ('away', 'At the supplier'), ('back', 'Back'), ('taken_out', 'Taken out of the basket')], default='basket', max_length=10)),
                ('wanted', models.CharField(blank=True, choices=[('repair', 'Repair'), ('replace', 'Replacement'), ('credit', 'Credit')], max_length=10, verbose_name='wanted')),
                ('accessories', models.CharField(blank=True, max_length=300, verbose_name='accessories enclosed')),
                ('ours', models.BooleanField(default=False, verbose_name="the shop's own goods")),
                ('put_at', models.DateTimeField(blank=True, null=True)),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent to supplier on')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received by supplier on')),
                ('received_word', models.CharField(blank=True, max_length=60, verbose_name='who confirmed it')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='last asked after on')),
                ('back_on', models.DateField(blank=True, null=True, verbose_name='back from supplier on')),
                ('outcome', models.CharField(blank=True, choices=[('repaired', 'Repaired'), ('good_unit', 'Good unit'), ('new', 'New'), ('refused', 'Refused'), ('credit', 'Credit')], max_length=10, verbose_name='what came back')),
                ('new_serial', models.CharField(blank=True, max_length=60, verbose_name='its serial number')),
                ('credit', servicedesk.fields.MoneyField(blank=True, null=True, verbose_name='credit')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='paper',
            name='returns_paper_kind',
        ),
        migrations.AddField(
            model_name='paper',
            name='came_back_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='came back from the customer at'),
        ),
        migrations.AddField(
            model_name='paper',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='internal_papers', to='returns.returneditem'),
        ),
        migrations.AddField(
            model_name='paper',
            name='origin',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='returns.paper'),
        ),
        migrations.AddField(
            model_name='paper',
            name='void_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='paper',
            name='voided_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='paper',
            name='voided_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='returneditem',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='returneditem',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='returneditem',
            name='finding',
            field=models.CharField(blank=True, choices=[('refunded', 'Refunded'), ('exchanged', 'Exchanged for another model'), ('swapped', 'Swapped for a new one'), ('repaired', 'Repaired'), ('good_unit', 'Good unit from the supplier'), ('new_unit', 'New unit from the supplier'), ('unrepairable', 'Not repairable'), ('supplier_refused', 'Refused by the supplier'), ('quote_refused', 'Quote refused by the customer'), ('withdrawn', 'Taken back untreated')], max_length=20, verbose_name='what came of it'),
        ),
        migrations.AddField(
            model_name='returneditem',
            name='out',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='errands under way'),
        ),
        migrations.AddField(
            model_name='returneditem',
            name='state',
            field=models.CharField(choices=[('received', 'Received'), ('chosen', 'Remedy chosen'), ('handing_over', 'Being handed over'), ('with_technician', 'With a technician'), ('quoted', 'Quote with the customer'), ('basket', 'In the faulty basket'), ('at_supplier', 'At the supplier'), ('outside', 'Outside repair'), ('ready', 'Ready'), ('uncollected', 'Not collected'), ('given_back', 'Given back'), ('lost', 'Lost'), ('scrapped', 'Scrapped')], default='received', max_length=20, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='paper',
            name='kind',
            field=models.CharField(choices=[('voucher', 'Repair voucher'), ('list', 'List of returned goods'), ('internal', 'Internal voucher')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['voucher', 'list', 'internal'])), name='returns_paper_kind'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at__isnull', True)), models.Q(('voided_at__isnull', False), ('voided_by__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='returns_paper_void_has_reason', violation_error_message='A void paper says who made it void, when and why.'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('item__isnull', False), ('kind', 'internal')), models.Q(models.Q(('kind', 'internal'), _negated=True), ('item__isnull', True)), _connector='OR'), name='returns_paper_internal_is_for_an_item', violation_error_message='An internal voucher is made out for one item, and no other paper is.'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(condition=models.Q(('item__isnull', False), ('voided_at__isnull', True)), fields=('item',), name='returns_paper_one_internal_voucher', violation_error_message='This item has an internal voucher already.'),
        ),
        migrations.AddField(
            model_name='consignment',
            name='customer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consignments', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='consignment',
            name='made_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='giveback',
            name='by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='giveback',
            name='consignment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='give_backs', to='returns.consignment'),
        ),
        migrations.AddField(
            model_name='giveback',
            name='item',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='give_back', to='returns.returneditem'),
        ),
        migrations.AddField(
            model_name='handover',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='returns.returneditem'),
        ),
        migrations.AddField(
            model_name='handover',
            name='made_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handover',
            name='paper',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='returns.paper'),
        ),
        migrations.AddField(
            model_name='handover',
            name='refused_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handover',
            name='signed_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='loss',
            name='bearer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='losses', to=settings.AUTH_USER_MODEL, verbose_name='borne by'),
        ),
        migrations.AddField(
            model_name='loss',
            name='by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='loss',
            name='item',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='loss', to='returns.returneditem'),
        ),
        migrations.AddField(
            model_name='notice',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='returns.returneditem'),
        ),
        migrations.AddField(
            model_name='notice',
            name='told_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='outsiderepair',
            name='back_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='outsiderepair',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outside_repairs', to='returns.returneditem'),
        ),
        migrations.AddField(
            model_name='outsiderepair',
            name='sent_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='parcel',
            name='shipped_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quote',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='returns.returneditem'),
        ),
        migrations.AddField(
            model_name='quote',
            name='made_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quote',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quote',
            name='settled_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quoteline',
            name='quote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='returns.quote'),
        ),
        migrations.AddField(
            model_name='remedychoice',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='remedychoice',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='returns.returneditem'),
        ),
        migrations.AddField(
            model_name='remedychoice',
            name='lowered_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='seriallink',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='serial_links', to='returns.returneditem'),
        ),
        migrations.AddField(
            model_name='seriallink',
            name='new_machine',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.machine'),
        ),
        migrations.AddField(
            model_name='seriallink',
            name='old_machine',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.machine'),
        ),
        migrations.AddConstraint(
            model_name='supplier',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='returns_supplier_name', violation_error_message='A supplier has a name.'),
        ),
        migrations.AddField(
            model_name='parcel',
            name='supplier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parcels', to='returns.supplier'),
        ),
        migrations.AddField(
            model_name='trip',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trips', to='returns.returneditem'),
        ),
        migrations.AddField(
            model_name='trip',
            name='parcel',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trips', to='returns.parcel'),
        ),
        migrations.AddField(
            model_name='trip',
            name='put_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='trip',
            name='supplier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trips', to='returns.supplier'),
        ),
        migrations.AddField(
            model_name='seriallink',
            name='trip',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='serial_links', to='returns.trip'),
        ),
        migrations.AddConstraint(
            model_name='consignment',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['ship_now', 'with_other_goods'])), name='returns_consignment_way'),
        ),
        migrations.AddConstraint(
            model_name='consignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('way', 'ship_now'), _negated=True), models.Q(models.Q(('carrier', ''), _negated=True), models.Q(('waybill', ''), _negated=True), models.Q(('phone', ''), _negated=True)), _connector='OR'), name='returns_consignment_carrier', violation_error_message='Goods that are shipped have a carrier, a vehicle or waybill, and a phone (A4).'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['role', 'due_at'], name='returns_handover_inbox'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('state__in', ['open', 'refused'])), fields=['due_at'], name='returns_handover_open'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pay_refund', 'stock_in', 'book_faulty', 'book_difference', 'order_new', 'release_new', 'pay_repairer', 'collect_charge', 'stock_replacement', 'book_credit', 'ship_with_others', 'compensate'])), name='returns_handover_kind'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['counter', 'technician', 'service_manager', 'company_manager', 'finance', 'warehouse', 'purchasing'])), name='returns_handover_role'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'refused', 'signed', 'withdrawn'])), name='returns_handover_state'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'refused'])), fields=('item', 'kind'), name='returns_handover_one_open', violation_error_message='This hand-over is open already.'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', False), ('signed_by__isnull', False), ('state', 'signed')), models.Q(models.Q(('state', 'signed'), _negated=True), ('signed_at__isnull', True), ('signed_by__isnull', True)), _connector='OR'), name='returns_handover_signed_by_someone', violation_error_message='A signed hand-over has a name and a time, and no other has.'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('refused_at__isnull', False), ('refused_by__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='returns_handover_refused_with_reason', violation_error_message='Whoever refuses a hand-over says why.'),
        ),
        migrations.AddConstraint(
            model_name='loss',
            constraint=models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='returns_loss_value', violation_error_message='A value is not negative.'),
        ),
        migrations.AddConstraint(
            model_name='loss',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='returns_loss_reason', violation_error_message='Say what is known of the loss.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('told_how__in', ['phone', 'counter', 'message', 'visit'])), name='returns_notice_how'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['ship_now', 'with_other_goods', ''])), name='returns_notice_way'),
        ),
        migrations.AddConstraint(
            model_name='outsiderepair',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['away', 'back'])), name='returns_outside_state'),
        ),
        migrations.AddConstraint(
            model_name='outsiderepair',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'away')), fields=('item',), name='returns_outside_one_away', violation_error_message='This item is with a repairer already.'),
        ),
        migrations.AddConstraint(
            model_name='outsiderepair',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('back_at__isnull', True), ('state', 'away')), models.Q(('back_at__isnull', False), ('repaired__isnull', False), ('state', 'back')), _connector='OR'), name='returns_outside_back_is_whole', violation_error_message='What is back says when, and whether it was repaired.'),
        ),
        migrations.AddConstraint(
            model_name='outsiderepair',
            constraint=models.CheckConstraint(condition=models.Q(('cost__isnull', True), ('cost__gte', 0), _connector='OR'), name='returns_outside_cost', violation_error_message='A price is not negative.'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['made_at'], name='returns_quote_open'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'refused', 'withdrawn'])), name='returns_quote_state'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('answered_how__in', ['phone', 'counter', 'message', 'visit', ''])), name='returns_quote_how'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'accepted'])), fields=('item',), name='returns_quote_one_standing', violation_error_message='This item has a quote already. Withdraw it first.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'refused']), _negated=True), models.Q(('answered_at__isnull', False), models.Q(('answered_by', ''), _negated=True), models.Q(('answered_how', ''), _negated=True)), _connector='OR'), name='returns_quote_answer_is_whole', violation_error_message='An answer to a quote says who gave it, when and how.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('settled_at__isnull', True), ('state', 'accepted'), _connector='OR'), name='returns_quote_settles_what_was_accepted', violation_error_message='Only a quote that was accepted is settled (L4).'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('discount__gte', 0)), name='returns_quote_discount', violation_error_message='A discount is not negative.'),
        ),
        migrations.AddConstraint(
            model_name='quoteline',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['part', 'labour', 'visit', 'other'])), name='returns_quoteline_kind'),
        ),
        migrations.AddConstraint(
            model_name='quoteline',
            constraint=models.UniqueConstraint(fields=('quote', 'position'), name='returns_quoteline_position'),
        ),
        migrations.AddConstraint(
            model_name='quoteline',
            constraint=models.CheckConstraint(condition=models.Q(('price__gte', 0), ('quantity__gte', 1)), name='returns_quoteline_price', violation_error_message='A line has a quantity from 1 and a price that is not negative.'),
        ),
        migrations.AddConstraint(
            model_name='quoteline',
            constraint=models.CheckConstraint(condition=models.Q(('charged__isnull', True), models.Q(('charged__gte', 0), ('charged__lte', django.db.models.expressions.CombinedExpression(models.F('price'), '*', models.F('quantity')))), _connector='OR'), name='returns_quoteline_charged', violation_error_message='Nothing is charged beyond what was accepted (L4).'),
        ),
        migrations.AddConstraint(
            model_name='remedychoice',
            constraint=models.CheckConstraint(condition=models.Q(('remedy__in', ['refund', 'exchange', 'swap', 'repair'])), name='returns_choice_remedy'),
        ),
        migrations.AddConstraint(
            model_name='remedychoice',
            constraint=models.CheckConstraint(condition=models.Q(('label_basis__in', ['keep', 'restart', ''])), name='returns_choice_label_basis'),
        ),
        migrations.AddConstraint(
            model_name='remedychoice',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_how__in', ['phone', 'counter', 'message', 'visit', ''])), name='returns_choice_how'),
        ),
        migrations.AddConstraint(
            model_name='remedychoice',
            constraint=models.UniqueConstraint(condition=models.Q(('current', True)), fields=('item',), name='returns_choice_one_current', violation_error_message='Somebody chose a remedy for this item meanwhile.'),
        ),
        migrations.AddConstraint(
            model_name='remedychoice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('overrule_reason', ''), ('overruled', False)), models.Q(('overruled', True), models.Q(('overrule_reason', ''), _negated=True)), _connector='OR'), name='returns_choice_overrule_has_reason', violation_error_message='Whoever overrules a rule writes down why (W12).'),
        ),
        migrations.AddConstraint(
            model_name='remedychoice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('top_up__isnull', True), ('top_up_agreed__isnull', True)), models.Q(('lowered_reason', ''), ('top_up_agreed', models.F('top_up'))), models.Q(('lowered_by__isnull', False), ('top_up_agreed__lt', models.F('top_up')), models.Q(('lowered_reason', ''), _negated=True)), _connector='OR'), name='returns_choice_lowered_has_reason', violation_error_message='A lowered top-up says who lowered it and why (W8).'),
        ),
        migrations.AddIndex(
            model_name='parcel',
            index=models.Index(fields=['-shipped_at', '-parcel_no'], name='returns_parcel_newest'),
        ),
        migrations.AddConstraint(
            model_name='parcel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('carrier', ''), _negated=True), models.Q(('waybill', ''), _negated=True)), name='returns_parcel_carrier_and_waybill', violation_error_message='A parcel has a carrier and a waybill or vehicle number.'),
        ),
        migrations.AddConstraint(
            model_name='parcel',
            constraint=models.CheckConstraint(condition=models.Q(('pieces__gte', 1)), name='returns_parcel_pieces', violation_error_message='A parcel has at least one piece.'),
        ),
        migrations.AddIndex(
            model_name='trip',
            index=models.Index(condition=models.Q(('state', 'away')), fields=['sent_on'], name='returns_trip_away'),
        ),
        migrations.AddIndex(
            model_name='trip',
            index=models.Index(condition=models.Q(('state', 'basket')), fields=['supplier', 'put_at'], name='returns_trip_basket'),
        ),
        migrations.AddConstraint(
            model_name='trip',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['basket', 'away', 'back', 'taken_out'])), name='returns_trip_state'),
        ),
        migrations.AddConstraint(
            model_name='trip',
            constraint=models.CheckConstraint(condition=models.Q(('wanted__in', ['repair', 'replace', 'credit', ''])), name='returns_trip_wanted'),
        ),
        migrations.AddConstraint(
            model_name='trip',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['repaired', 'good_unit', 'new', 'refused', 'credit', ''])), name='returns_trip_outcome'),
        ),
        migrations.AddConstraint(
            model_name='trip',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['basket', 'away'])), fields=('item',), name='returns_trip_one_under_way', violation_error_message='This item is on its way to a supplier already.'),
        ),
        migrations.AddConstraint(
            model_name='trip',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'away'), _negated=True), ('sent_on__isnull', False), ('received_on__isnull', False), _connector='OR'), name='returns_trip_away_since', violation_error_message='What is at a supplier was sent on some day.'),
        ),
        migrations.AddConstraint(
            model_name='trip',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), ('state', 'back'), _connector='OR'), name='returns_trip_outcome_of_what_is_back', violation_error_message='Only what is back has an outcome.'),
        ),
        migrations.AddIndex(
            model_name='seriallink',
            index=models.Index(fields=['old_serial'], name='returns_link_old_serial'),
        ),
        migrations.AddIndex(
            model_name='seriallink',
            index=models.Index(fields=['new_serial'], name='returns_link_new_serial'),
        ),
        migrations.AddConstraint(
            model_name='seriallink',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['swap', 'exchange', 'from_supplier'])), name='returns_link_kind'),
        ),
        migrations.AddConstraint(
            model_name='seriallink',
            constraint=models.CheckConstraint(condition=models.Q(('new_serial', ''), models.Q(('old_serial', models.F('new_serial')), _negated=True), _connector='OR'), name='returns_link_two_serials', violation_error_message='The new serial number is the old one. Read the label of the new item.'),
        ),
    ]
