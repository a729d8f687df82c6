/**
 * Every view at every size, on a director with one server that does not answer and one that drains.
 */
import {incidentRow, testScreens, toRow} from './at-every-size.ts';

testScreens(
	'incident',
	[
		{pass: 150_000, shows: /no answer from 10\.0\.1\.22:8443/},
		{keys: 'Sbefore the upgrade<enter>', shows: /^ saved /m},
		{
			keys: `${toRow(incidentRow.server)}w3<enter>y`,
			pass: 20_000,
			shows: /10\.0\.1\.11:80 +NAT +3/,
		},
		{keys: `${toRow(incidentRow.persistentServer)}dy`, pass: 20_000, shows: /⇣/},
	],
	[
		{name: 'services', keys: 'g', shows: /203\.0\.113\.10:80/},
		{name: 'services-marked', keys: 'j  ', shows: / marked /, leave: 'U'},
		{name: 'services-folded', keys: '[', shows: /▸/, leave: ']'},
		{name: 'problems', keys: ':problems<enter>', shows: /^ Problems/m, leave: '<esc>'},
		{name: 'servers', keys: '2', shows: /^>?.*10\.0\.1\.11 /m},
		{name: 'connections', keys: '3', shows: /ESTABLISHED/},
		{name: 'connections-by-state', keys: 'v', shows: /TCP TIME_WAIT/},
		{name: 'connections-by-client', keys: 'v', shows: /198\.51\.100/},
		{name: 'connections-by-service', keys: 'v', shows: /203\.0\.113\.10:80/},
		{name: 'connections-by-server', keys: 'v', shows: /10\.0\.1\.11:80/},
		{name: 'traffic', keys: '4', shows: /Traffic of the/},
		{name: 'snapshots', keys: '5', shows: /2 servers changed/},
		{name: 'log', keys: '6', shows: /ipvsadm -e/},
		{name: 'checks', keys: '7', shows: /service-all-zero/},
	],
);
