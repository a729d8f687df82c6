import {expect, test} from 'vitest';
import {filterServices} from '../../../source/features/services/select-rows.ts';
import {sampleDirector} from '../../support/sample-director.ts';

const {services} = sampleDirector();

function shown(filter: string): Record<string, string[]> {
	return Object.fromEntries(
		filterServices(services, filter, new Set()).map(({service, servers}) => [
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
	{about: 'a firewall mark by its name on the screen', filter: 'fwm 8 ipv6', found: {'fwm6:8': []}},
])('$about: $filter', ({filter, found}) => {
	expect(shown(filter)).toEqual(found);
});
