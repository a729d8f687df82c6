import {describe, expect, test} from 'vitest';
import {keyboard} from '../../../support/keyboard.ts';
import {director} from '../../../support/sample-director.ts';
import {faults, opened, result, web} from './open-form.ts';

describe('settings', () => {
	test('timeouts are seconds, and those that stay are left alone', () => {
		const console = opened(':timeouts<enter>');
		expect(result(console)).toBe('the timeouts are like that already');
		console.press('<tab><tab><ctrl-u>60');
		expect(result(console)).toBe('ipvsadm --set 0 0 60');
		console.press('<ctrl-u>0');
		expect(faults(console)).toEqual({
			UDP: 'the timeout of UDP is a whole number of seconds from 1 to 2678400',
		});
	});

	test('a daemon that runs is stopped, and one that does not is started', () => {
		const console = opened(':sync-daemons<enter>');
		expect(result(console)).toBe('ipvsadm --stop-daemon master');
		console.press('<right>');
		expect(result(console)).toBe('ipvsadm --start-daemon backup --mcast-interface eth0 --syncid 0');
		console.press('<tab><ctrl-u>br0<tab>7<tab>1100<tab>239.1.1.1<tab>9000<tab>2');
		expect(result(console)).toBe(
			'ipvsadm --start-daemon backup --mcast-interface br0 --syncid 7 --sync-maxlen 1100 --mcast-group 239.1.1.1 --mcast-port 9000 --mcast-ttl 2',
		);
		console.press('<up><up><ctrl-u>10.1.1.1<up><ctrl-u>500');
		expect(faults(console)).toEqual({
			'Longest message': 'the longest message of a backup is a whole number from 1024 to 65507',
			Group: '10.1.1.1 is not a multicast address',
		});
	});

	test('cannot be edited before they were read', () => {
		const console = keyboard(director([web]));
		console.press(':timeouts<enter>');
		expect(console.store.getState().message?.text).toBe('the timeouts were not read yet');
		console.press(':sync-daemons<enter>');
		expect(console.store.getState().message?.text).toBe('the sync daemons were not read yet');
	});
});
