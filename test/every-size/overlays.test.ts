/**
 * Everything that covers a view, at every size: help, details, forms, plans, the chooser of columns, messages.
 */
import {incidentRow, testScreens, toRow} from './at-every-size.ts';

testScreens(
	'incident',
	[
		{pass: 60_000, shows: /● live/},
		{keys: 'Sbefore the upgrade<enter>', shows: /^ saved /m},
		{
			keys: `${toRow(incidentRow.server)}w3<enter>y`,
			pass: 20_000,
			shows: /10\.0\.1\.11:80 +NAT +≠?3/,
		},
	],
	[
		{name: 'help', keys: '?', shows: /Keys/, leave: '<esc>'},
		{
			name: 'help-searched',
			keys: '?/drain<enter>',
			shows: /undrain|undo the drain/,
			leave: '<esc><esc>',
		},
		{
			name: 'details-server',
			keys: `${toRow(incidentRow.server)}<enter>`,
			shows: /Server 10\.0\.1\.11:80/,
			leave: '<esc>',
		},
		{
			name: 'details-service',
			keys: `${toRow(incidentRow.persistentService)}<enter>`,
			shows: /Service TCP 203\.0\.113\.10:443/,
			leave: '<esc>',
		},
		{name: 'details-director', keys: ':director<enter>', shows: /conn_reuse_mode/, leave: '<esc>'},
		{name: 'details-connection', keys: '3<enter>', shows: /Connection/, leave: '<esc>1'},
		{name: 'details-finding', keys: '7<enter>', shows: /neighbour-failed/, leave: '<esc>1'},
		{name: 'details-log', keys: '6<enter>', shows: /ipvsadm/, leave: '<esc>1'},
		{name: 'form-add-service', keys: 'A', shows: /Add a service/, leave: '<esc>'},
		{name: 'form-add-server', keys: 'a10.0.1.15', shows: /Add a server/, leave: '<esc><esc>'},
		{
			name: 'form-edit-service',
			keys: `${toRow(incidentRow.persistentService)}e`,
			shows: /Edit service/,
			leave: '<esc>',
		},
		{name: 'form-edit-server', keys: `je<tab>70000`, shows: /Edit server/, leave: '<esc><esc>'},
		{
			name: 'form-copy-service',
			keys: `${toRow(incidentRow.service)}K`,
			shows: /copy/i,
			leave: '<esc>',
		},
		{name: 'form-timeouts', keys: ':timeouts<enter>', shows: /[Tt]imeouts/, leave: '<esc>'},
		{name: 'form-sync-daemons', keys: ':sync-daemons<enter>', shows: /daemon/, leave: '<esc>'},
		{
			name: 'plan-weight',
			keys: `${toRow(incidentRow.server)}w5<enter>`,
			shows: /Run this command/,
			leave: 'n',
		},
		{
			name: 'plan-drain',
			keys: `${toRow(incidentRow.persistentServer)}d`,
			shows: /drain of/,
			leave: 'n',
		},
		{name: 'plan-many', keys: '*w50%<enter>', shows: /ipvsadm/, leave: '<esc>U'},
		{
			name: 'plan-delete-service',
			keys: `${toRow(incidentRow.service)}x`,
			shows: /delete|yes/,
			leave: '<esc>',
		},
		{name: 'plan-undo', keys: 'u', shows: /undo/, leave: 'n'},
		{
			name: 'plan-restore',
			open: {keys: '5', shows: /1 server changed/},
			keys: 'R',
			shows: /restore of/,
			leave: 'n',
		},
		{name: 'snapshot-compare', keys: 'c', shows: /weight 3 → 4/, leave: '<esc>'},
		{name: 'snapshot-rename', keys: 'N', shows: /new name: /, leave: '<esc>'},
		{name: 'snapshot-delete', keys: 'x', shows: /y yes {3}n no/, leave: 'n'},
		{name: 'snapshot-rules', keys: '<enter>', shows: /-A -t/, leave: '<esc>1'},
		{name: 'columns', keys: 'C', shows: /Columns of the view Services/, leave: '<esc>'},
		{name: 'messages', keys: 'm', shows: /Messages/, leave: '<esc>'},
	],
);
