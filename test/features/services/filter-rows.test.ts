import {expect, test} from 'vitest';
import {type FilterContext, plainContext} from '../../../source/console/filter/filter-term.ts';
import {noNames} from '../../../source/director/names.ts';
import {filterServices} from '../../../source/features/services/select-rows.ts';
import {sampleDirector} from '../../support/sample-director.ts';

const {services} = sampleDirector();

function shown(filter: string, context?: FilterContext): Record<string, string[]> {
	return Object.fromEntries(
		filterServices(services, filter, new Set(), context).map(({service, servers}) => [
			service.id,
			servers.map(({server}) => server.id),
		]),
	);
}

test('no words show everything', () => {
	expect(Object.keys(shown('  '))).toEqual(services.map(({id}) => id));
});

test.each([
	{
		about: 'a service that fits shows all its servers',
		filter: 'tcp:172.16.249.138:80',
		found: {'tcp:172.16.249.138:80': ['10.0.0.8:80', '10.0.0.9:80']},
	},
	{
		about: 'a server that fits shows its service, and no other server',
		filter: '10.0.0.9',
		found: {
			'tcp:172.16.249.138:80': ['10.0.0.9:80'],
			'tcp:172.16.249.138:443': ['10.0.0.9:443'],
			'udp:172.16.249.138:53': ['10.0.0.9:53'],
		},
	},
	{
		about: 'one word of the service and one of the server',
		filter: 'udp 10.0.0.9',
		found: {'udp:172.16.249.138:53': ['10.0.0.9:53']},
	},
	{about: 'all words must be found', filter: 'udp 10.0.0.8', found: {}},
	{
		about: 'a port',
		filter: ':53',
		found: {'udp:172.16.249.138:53': ['10.0.0.9:53']},
	},
	{
		about: 'a scheduler, in capitals',
		filter: 'WLC',
		found: {'tcp:172.16.249.138:443': ['10.0.0.8:443', '10.0.0.9:443', '10.0.0.10:443']},
	},
	{
		about: 'a forwarding method as people say it',
		filter: 'dr 10.0.0.8',
		found: {'tcp:172.16.249.138:443': ['10.0.0.8:443']},
	},
	{
		about: 'a forwarding method as ipvsadm says it',
		filter: 'tunnel',
		found: {'tcp:[2001:db8:1::1]:443': ['[2001:db8:ffff:ffff:ffff:ffff:ffff:8]:443']},
	},
	{
		about: 'a kind of tunnel',
		filter: 'gue',
		found: {'tcp:[2001:db8:1::1]:443': ['[2001:db8:ffff:ffff:ffff:ffff:ffff:8]:443']},
	},
	{
		about: 'a state of a server',
		filter: 'draining',
		found: {'tcp:172.16.249.138:443': ['10.0.0.8:443']},
	},
	{about: 'a state of a service', filter: 'no-servers', found: {'fwm6:8': []}},
	{
		about: 'an option',
		filter: 'ops mh-port',
		found: {'udp:172.16.249.138:53': ['10.0.0.9:53']},
	},
	{
		about: 'a state, of the row itself',
		filter: 'state:draining',
		found: {'tcp:172.16.249.138:443': ['10.0.0.8:443']},
	},
	{
		about: 'a state of a service, with its servers',
		filter: 'state:no-servers',
		found: {'fwm6:8': []},
	},
	{
		about: 'a weight, which services do not have',
		filter: 'weight=0 port:443 net:10.0.0.0/8',
		found: {'tcp:172.16.249.138:443': ['10.0.0.8:443', '10.0.0.9:443']},
	},
	{
		about: 'a figure of a service, without its servers that do not have it',
		filter: 'active>91 net:172.16.0.0/12',
		found: {'tcp:172.16.249.138:443': []},
	},
	{
		about: 'figures of rows',
		filter: 'active>=90 net:172.16.0.0/12',
		found: {'tcp:172.16.249.138:443': ['10.0.0.10:443']},
	},
	{
		about: 'a protocol of a service, with its servers',
		filter: 'proto:udp',
		found: {'udp:172.16.249.138:53': ['10.0.0.9:53']},
	},
	{
		about: 'a network of servers',
		filter: 'net:10.0.0.8/31 port:53',
		found: {'udp:172.16.249.138:53': ['10.0.0.9:53']},
	},
	{
		about: 'a bare network, as in the Connections view',
		filter: '10.0.0.8/31 udp',
		found: {'udp:172.16.249.138:53': ['10.0.0.9:53']},
	},
	{
		about: 'a forwarding method',
		filter: 'via:tun',
		found: {'tcp:[2001:db8:1::1]:443': ['[2001:db8:ffff:ffff:ffff:ffff:ffff:8]:443']},
	},
	{
		about: 'not a word: neither the service nor the server has it',
		filter: 'not 10.0.0.9 not fwm not 2001:db8 scheduler:rr',
		found: {'tcp:172.16.249.138:80': ['10.0.0.8:80']},
	},
	{
		about: 'not a state',
		filter: 'not state:drained not state:normal not state:no-servers',
		found: {'tcp:172.16.249.138:443': ['10.0.0.8:443', '10.0.0.10:443'], 'fwm:7': []},
	},
	{about: 'a firewall mark by its name on the screen', filter: 'fwm 8 ipv6', found: {'fwm6:8': []}},
])('$about: $filter', ({filter, found}) => {
	expect(shown(filter)).toEqual(found);
});

test('traffic is compared in the units of the screen, unless a unit is typed', () => {
	const servers = ['10.0.0.8:80', '10.0.0.9:80'];
	const bytes = {...plainContext, units: 'bytes'} as const;
	// Both servers receive 2.8 kB/s, the service 5.6 kB/s.
	expect(shown('in>20k')).toEqual({'tcp:172.16.249.138:80': servers});
	expect(shown('in>20k', bytes)).toEqual({});
	expect(shown('in>2k', bytes)).toEqual({'tcp:172.16.249.138:80': servers});
	expect(shown('in>20kb', bytes)).toEqual({'tcp:172.16.249.138:80': servers});
	expect(shown('in>2.5kB in<3kB')).toEqual({'tcp:172.16.249.138:80': servers});
});

test('a figure that is not known matches nothing, with not neither', () => {
	const unread = sampleDirector().services.map(service => ({...service, rates: null}));
	const found = (filter: string) =>
		filterServices(unread, filter, new Set()).filter(({servers}) => servers.length === 0);
	expect(found('conn/s>=0')).toEqual([]);
	expect(found('not conn/s>=0')).toEqual([]);
});

test('a name is found by its service, its server or the address', () => {
	const names: Record<string, string> = {'172.16.249.138': 'Front', '10.0.0.9': 'web-9'};
	const named = {
		...plainContext,
		names: {...noNames, ofAddress: (address: string) => names[address] ?? null},
	};
	expect(Object.keys(shown('name:front', named))).toEqual([
		'tcp:172.16.249.138:80',
		'tcp:172.16.249.138:443',
		'udp:172.16.249.138:53',
	]);
	expect(Object.values(shown('name:web', named)).flat()).toEqual([
		'10.0.0.9:80',
		'10.0.0.9:443',
		'10.0.0.9:53',
	]);
	expect(shown('name:front')).toEqual({});
});

test('a wrong filter shows nothing', () => {
	expect(shown('stae:draining')).toEqual({});
});
