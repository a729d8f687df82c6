import {describe, expect, test} from 'vitest';
import {receivePoll} from '../../../../source/console/state/director-reducers.ts';
import type {Keyboard} from '../../../support/keyboard.ts';
import {read} from '../../../support/open-console.ts';
import {director, server, service} from '../../../support/sample-director.ts';
import {opened, result, settings, web} from './open-form.ts';

describe('changes while a form is open', () => {
	function meanwhile(
		keys: string,
		services: Parameters<typeof director>[0],
		told = settings,
	): Keyboard {
		const console = opened(keys);
		console.store.update(receivePoll(read(director(services, {settings: told}))));
		console.press('<enter>');
		expect(console.store.getState().prompt).toBeNull();
		return console;
	}

	test.each([
		[
			'a server that is gone',
			'je<tab>5',
			[service('tcp:10.1.1.1:80', [])],
			'10.0.0.1:80 in tcp:10.1.1.1:80 is gone',
		],
		['a service that is gone', 'ew', [], 'tcp:10.1.1.1:80 is gone'],
		['the service of a new server', 'a10.0.0.9', [], 'tcp:10.1.1.1:80 is gone'],
		[
			'a server that is other now',
			'je<tab>5',
			[
				service('tcp:10.1.1.1:80', [
					server('10.0.0.1:80', {weight: 9, upperThreshold: 50, lowerThreshold: 20}),
				]),
			],
			'10.0.0.1:80 in tcp:10.1.1.1:80 was changed in the meantime: weight is 9, not 3; leave the form and open it again',
		],
		[
			'a service that is other now',
			'ew',
			[service('tcp:10.1.1.1:80', [], {scheduler: 'lc'})],
			'tcp:10.1.1.1:80 was changed in the meantime: scheduler is lc, not rr; leave the form and open it again',
		],
		[
			'a new service that somebody else made',
			'A<tab>10.1.1.2<tab>80',
			[web, service('tcp:10.1.1.2:80', [])],
			'tcp:10.1.1.2:80 already exists',
		],
	])('%s: the form reports it and makes no plan', (_, keys, services, reason) => {
		const console = meanwhile(keys, services);
		expect(result(console)).toBe(reason);
		expect(console.store.getState().message?.text).toBe(reason);
	});

	test('settings that are other now', () => {
		const told = {timeouts: {...settings.timeouts, udp: 5}, daemons: []};
		expect(result(meanwhile(':timeouts<enter>5', [web], told))).toMatch(
			/^the timeouts were changed in the meantime: TCP 900, TCP after a FIN 120, UDP 5;/,
		);
		expect(result(meanwhile(':sync<enter>', [web], told))).toMatch(
			/^the sync daemons were changed/,
		);
	});

	test('other figures of the row are no matter', () => {
		const console = opened('je<tab>5');
		const busy = server('10.0.0.1:80', {
			weight: 3,
			upperThreshold: 50,
			lowerThreshold: 20,
			activeConnections: 7,
		});
		console.store.update(receivePoll(read(director([service('tcp:10.1.1.1:80', [busy])]))));
		expect(result(console)).toBe('ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 35 -x 50 -y 20');
	});
});
