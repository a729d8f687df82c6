import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import {persistenceReasons} from '../../../source/plans/weight-zero/persistence-pause.ts';
import type {DrainSituation} from '../../../source/plans/weight-zero/situation.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {seenService, web, webKey} from '../../support/example.ts';

const timeouts = {tcp: 900, tcpFin: 120, udp: 300};
const situation: DrainSituation = {
	sysctls: defaultSysctls,
	settings: {timeouts, daemons: []},
};

function reason(
	timeout: number,
	rule: Partial<ServiceRule> = {},
	told: DrainSituation = situation,
): string | undefined {
	const persistence = {timeout, netmask: '255.255.255.255'};
	return persistenceReasons(seenService({...web, ...rule, persistence}, []), told)[0];
}

describe('known clients keep coming back until they pause', () => {
	// Case: persistence of 5 s; clients came back after 24 s and 84 s, and not after 144 s.
	it('for much longer than a short persistence timeout', () => {
		expect(reason(5)).toBe(
			'persistent: expire_quiescent_template is 0, so known clients keep coming back until they pause for 180 s (a closed connection is kept for 120 s, and the template up to 60 s longer), or for 960 s if the last connection was not closed',
		);
	});

	it('for the persistence timeout if that is longer', () => {
		expect(reason(3600)).toMatch(/until they pause for 3600 s \(the persistence timeout\)$/);
	});

	it('by the timeouts of this director', () => {
		const long = {
			...situation,
			settings: {timeouts: {...timeouts, tcp: 60, tcpFin: 200}, daemons: []},
		};
		expect(reason(5, {}, long)).toMatch(
			/until they pause for 260 s \(.* kept for 200 s, .* longer\)$/,
		);
	});

	it('by the kernel’s defaults if the timeouts were not read', () => {
		expect(reason(5, {}, {...situation, settings: null})).toBe(reason(5));
	});

	it('of UDP for as long as a flow is kept', () => {
		expect(reason(5, {key: {...webKey, protocol: 'udp'}})).toMatch(
			/until they pause for 360 s \(the flow is kept for 300 s, and the template up to 60 s longer\)$/,
		);
	});

	it('of one-packet scheduling for the persistence timeout alone', () => {
		expect(reason(5, {key: {...webKey, protocol: 'udp'}, onePacket: true})).toMatch(
			/until they pause for 5 s$/,
		);
	});

	it('of a firewall mark for the longest of what it may carry', () => {
		expect(reason(5, {key: {kind: 'fwmark', family: 'ipv4', fwmark: 7}})).toMatch(
			/until they pause for 360 s/,
		);
	});

	it('of SCTP without figures that lvstop does not know', () => {
		expect(reason(5, {key: {...webKey, protocol: 'sctp'}})).toMatch(
			/for 5 s, and at least until 60 s after their last connection has left the table$/,
		);
	});
});

/** Simulates a template's timer as in `ip_vs_conn_expire`; seconds from the last packet until it is gone. */
function pauseOfKernel(timeout: number, lasts: number, lifetime: number): number {
	const gone = lasts + lifetime;
	let expires = timeout;
	while (expires < gone) {
		expires += 60;
	}

	return expires - lasts;
}

it('never says a shorter pause than the kernel’s timer makes', () => {
	const seconds = fc.integer({min: 1, max: 5000});
	fc.assert(
		fc.property(seconds, fc.nat(5000), fc.integer({min: 1, max: 600}), (timeout, lasts, udp) => {
			const told = {...situation, settings: {timeouts: {...timeouts, udp}, daemons: []}};
			const text = reason(timeout, {key: {...webKey, protocol: 'udp'}}, told) ?? '';
			const said = Number(/pause for (\d+) s/.exec(text)?.[1]);
			expect(said).toBeGreaterThanOrEqual(pauseOfKernel(timeout, lasts, udp));
		}),
	);
});
