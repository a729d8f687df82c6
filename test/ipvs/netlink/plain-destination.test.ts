import fc from 'fast-check';
import {expect, it} from 'vitest';
import {formatSave} from '../../../source/ipvs/format/save-format.ts';
import {readDestination} from '../../../source/ipvs/netlink/destinations.ts';
import {
	plainActive,
	plainDestinationNumbers,
	plainInactive,
	readPlainDestination,
} from '../../../source/ipvs/netlink/plain-destination.ts';
import {plainServersOf} from '../../../source/ipvs/plain-servers.ts';
import type {ServerRule} from '../../../source/ipvs/server.ts';
import type {ServiceKey} from '../../../source/ipvs/service.ts';
import {noNumbers} from '../../support/netlink-kernel.ts';
import {savedRulesOf} from '../../support/rules-of.ts';
import {serverRuleArbitrary} from '../arbitraries.ts';
import {type Age, destinationContent, message, replyOf} from './kernel-messages.ts';

const nothing = {counters: false, kernelRates: false};

/** A service of a saved text that has only this server. */
function savedWith(server: ServerRule) {
	const key = {kind: 'fwmark', family: 'ipv4', fwmark: 7} as const;
	const rest = {schedulerFlags: [], persistence: null, engine: null, onePacket: false};
	const text = formatSave([{service: {key, scheduler: 'rr', ...rest}, servers: [server]}], {
		thresholds: true,
	});
	const [entry] = savedRulesOf(text);
	return entry && plainServersOf(entry);
}

/** Whether the numbers of a server can be saved. */
function isWritable({weight, upperThreshold, lowerThreshold}: ServerRule): boolean {
	return [weight, upperThreshold, lowerThreshold].every(
		number => number >= 0 && number <= 0x7fff_ffff,
	);
}

const count = fc.integer({min: 0, max: 0xffff_ffff});
const service = fc.constantFrom<ServiceKey>(
	{kind: 'fwmark', family: 'ipv4', fwmark: 7},
	{kind: 'fwmark', family: 'ipv6', fwmark: 7},
);
const reply = fc
	.tuple(
		service.chain(serverRuleArbitrary),
		count,
		count,
		fc.constantFrom<Age>('new', 'before-stats64'),
	)
	.map(([rule, activeConnections, inactiveConnections, age]) => ({
		rule,
		bytes: message([
			destinationContent(rule, {...noNumbers, activeConnections, inactiveConnections}, age),
		]),
	}));

it('a reply read as numbers is the server that it is as an object', () => {
	let plain = 0;
	fc.assert(
		fc.property(reply, ({rule, bytes}) => {
			const numbers = new Int32Array(plainDestinationNumbers);
			const {row} = readDestination(replyOf(bytes), 'ipv4', nothing, null);
			const isPlain = readPlainDestination(replyOf(bytes), 'ipv4', numbers);
			const isPlainTunnel = rule.tunnel === null || rule.tunnel.type === 'ipip';
			expect(isPlain).toBe(!rule.address.includes(':') && isPlainTunnel);
			if (isPlain) {
				plain += 1;
				expect(savedWith(rule)?.placeOf(numbers, 0)).toBe(0);
				expect((numbers[plainActive] ?? 0) >>> 0).toBe(row.activeConnections);
				expect((numbers[plainInactive] ?? 0) >>> 0).toBe(row.inactiveConnections);
				expect(savedWith({...rule, weight: rule.weight + 1})?.placeOf(numbers, 0)).toBe(-1);
				expect(savedWith({...rule, port: rule.port ^ 1})?.placeOf(numbers, 0)).toBe(-1);
			}
		}),
		{seed: 20, numRuns: 500},
	);
	expect(plain).toBeGreaterThan(100);
});

it('a reply with other bytes is never taken for a server that it is not', () => {
	fc.assert(
		fc.property(
			reply,
			fc.array(fc.tuple(fc.nat(), fc.integer({min: 0, max: 255})), {minLength: 1, maxLength: 3}),
			({bytes}, changes) => {
				const changed = Buffer.from(bytes);
				for (const [at, value] of changes) {
					// The header of the message stays, because it says where the message ends.
					changed[16 + (at % (changed.length - 16))] = value;
				}

				const numbers = new Int32Array(plainDestinationNumbers);
				if (readPlainDestination(replyOf(changed), 'ipv4', numbers)) {
					const {rule} = readDestination(replyOf(changed), 'ipv4', nothing, null).row;
					// A text cannot hold larger numbers, and so they are equal to none.
					if (rule && isWritable(rule)) {
						expect(savedWith(rule)?.placeOf(numbers, 0)).toBe(0);
					}
				}
			},
		),
		{seed: 21, numRuns: 3000},
	);
});
