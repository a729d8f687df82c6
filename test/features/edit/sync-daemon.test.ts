import {describe, expect, it} from 'vitest';
import {proposeStartDaemon, proposeStopDaemon} from '../../../source/features/edit/sync-daemon.ts';
import {ipAddress} from '../../../source/ipvs/address.ts';
import type {SyncDaemon} from '../../../source/ipvs/listing.ts';
import {commandsOf} from '../../support/example.ts';

describe('a sync daemon', () => {
	const master: SyncDaemon = {
		role: 'master',
		interface: 'br0',
		syncId: 5,
		maxLength: null,
		group: null,
		port: null,
		ttl: null,
	};
	const whole: SyncDaemon = {
		...master,
		role: 'backup',
		maxLength: 1472,
		group: '224.0.0.81',
		port: 8848,
		ttl: 1,
	};

	it('is started with the given values, and the kernel chooses the rest', () => {
		expect(commandsOf(proposeStartDaemon(master, [whole]))).toEqual([
			'ipvsadm --start-daemon master --mcast-interface br0 --syncid 5',
		]);
		expect(commandsOf(proposeStartDaemon(whole, []))).toEqual([
			'ipvsadm --start-daemon backup --mcast-interface br0 --syncid 5 --sync-maxlen 1472',
		]);
	});

	it('is stopped as it was shown', () => {
		const {plan} = proposeStopDaemon('backup', [master, whole]);
		expect(commandsOf({plan})).toEqual(['ipvsadm --stop-daemon backup']);
		expect(plan?.steps[0]?.before).toEqual({row: 'daemon', daemon: whole});
	});

	it('is refused if it is already running, or is not', () => {
		expect(commandsOf(proposeStartDaemon(master, [master]))).toMatch(/is already running/);
		expect(commandsOf(proposeStopDaemon('master', [whole]))).toBe('no master sync daemon runs');
	});

	it.each<[Partial<SyncDaemon>, RegExp]>([
		[{interface: ''}, /1 to 15 characters/],
		[{interface: 'a-very-long-name'}, /1 to 15 characters/],
		[{syncId: 256}, /sync id/],
		[{maxLength: 500}, /maximum message of a backup is a whole number from 1024/],
		[{group: '10.0.0.1'}, /not a multicast address/],
		[{group: ipAddress('2001:db8::1')}, /not a multicast address/],
		[{port: 0}, /port/],
		[{ttl: 256}, /time to live/],
	])('is refused with %o', (changes, reason) => {
		expect(commandsOf(proposeStartDaemon({...whole, ...changes}, []))).toMatch(reason);
	});

	it('may speak to a group of IPv6', () => {
		expect(proposeStartDaemon({...whole, group: ipAddress('ff02::51')}, []).plan).toBeDefined();
	});
});
