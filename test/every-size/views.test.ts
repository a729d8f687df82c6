/**
 * Every view at every size, on a director with one server that does not answer and one that drains.
 */
import {describe} from 'vitest';
import {incidentRow, testScreens, toRow} from './at-every-size.ts';

describe('with something to show', () => {
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
			{name: 'connections-notices', keys: 'n', shows: /Notices about/, leave: '<esc>'},
			{name: 'connections-by-state', keys: 'v', shows: /TCP TIME_WAIT/},
			{name: 'connections-by-client', keys: 'v', shows: /198\.51\.100/},
			{name: 'connections-by-service', keys: 'v', shows: /203\.0\.113\.10:80/},
			{name: 'connections-by-server', keys: 'v', shows: /10\.0\.1\.11:80/},
			{name: 'traffic', keys: '4', shows: /Traffic of the/},
			{name: 'traffic-compared', keys: 'jc', shows: /10\.0\.2\.31:5432/, leave: 'cg'},
			{name: 'snapshots', keys: '5', shows: /2 servers changed/},
			{name: 'log', keys: '6', shows: /ipvsadm -e/},
			{name: 'checks', keys: '7', shows: /service-all-zero/},
		],
	);
});

describe('with nothing to show', () => {
	testScreens(
		'nat',
		[{pass: 10_000, shows: /● live/}],
		[
			{name: 'empty-services', keys: '/10.9<enter>', shows: /Nothing matches/, leave: '<esc>'},
			{name: 'empty-connections', keys: '3O', shows: /No connection/, leave: '<esc><esc>'},
			{name: 'empty-snapshots', keys: '5', shows: /no snapshots yet/},
			{name: 'empty-log', keys: '6', shows: /The log is empty/},
			{name: 'empty-checks', keys: '7', shows: /Nothing is wrong/},
			{name: 'paused', keys: '1p', pass: 5000, shows: /paused/, leave: 'p'},
		],
	);
});
