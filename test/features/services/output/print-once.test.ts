import {beforeEach, describe, expect, it} from 'vitest';
import {firstLook} from '../../../../source/director/first-look.ts';
import {createDirectorFollower} from '../../../../source/director/polling/director-follower.ts';
import {createIpvsadmReader} from '../../../../source/director/reading/ipvsadm-reader.ts';
import type {Kernel} from '../../../../source/director/reading/kernel.ts';
import {createNetlinkStream} from '../../../../source/director/reading/netlink-stream.ts';
import {streamed} from '../../../../source/director/reading/streamed-reading.ts';
import {jsonParts, jsonReading} from '../../../../source/features/services/output/json-reading.ts';
import {printOnce} from '../../../../source/features/services/output/print-once.ts';
import {textTable, textTableParts} from '../../../../source/features/services/output/text-table.ts';
import {sortFrom} from '../../../../source/features/services/sort-rows.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {createSimulatedPort} from '../../../../source/simulator/simulated-port.ts';
import {exampleRules} from '../../../director/netlink/example-rules.ts';
import {allOf} from '../../../support/all-of.ts';
import {type FakeProgram, fakeProgram} from '../../../support/fake-program.ts';
import {type NetlinkScene, netlinkKernel, netlinkScene} from '../../../support/netlink-kernel.ts';

const many = 2000;
let program: FakeProgram;
let scene: NetlinkScene;
/** How often the kernel was asked until now. */
let asked: number;

beforeEach(() => {
	program = fakeProgram();
	scene = netlinkScene(exampleRules(many));
	scene.rowsEach = 100;
	asked = 0;
});

/** Prints the director of the scene as JSON. */
function printing(print = jsonParts) {
	const {clock} = program;
	const port = createSimulatedPort({scene: 'nat', seed: 1, clock});
	const inner = netlinkKernel(scene);
	const kernel: Kernel = {
		...inner,
		ask(...question) {
			asked += 1;
			return inner.ask(...question);
		},
	};
	const stream = createNetlinkStream({port, kernel, clock});
	return printOnce(program, {stream, clock, format: print, persistentConnections: true});
}

/** Until nothing goes on by itself any more. */
async function settled(): Promise<void> {
	for (let before = -1; before !== asked + program.out().length; ) {
		before = asked + program.out().length;
		for (let turn = 0; turn < 20; turn += 1) {
			await new Promise<void>(resolve => setImmediate(resolve));
		}
	}
}

describe('one printed reading', () => {
	it('is whole JSON with all services in order', async () => {
		expect(await printing()).toBe(0);
		expect(program.out()).toMatch(/^\{.*\}\n$/);
		const {services} = JSON.parse(program.out());
		expect(services).toHaveLength(many);
		expect(services.map(({id}: {id: string}) => id)).toEqual([
			...new Set(services.map(({id}: {id: string}) => id)),
		]);
	});

	it('is written while it is read', async () => {
		let askedAtFirst = 0;
		program.stdout.write = (written => {
			return (chunk: string) => {
				askedAtFirst ||= chunk === '' ? 0 : asked;
				return written(chunk);
			};
		})(program.stdout.write.bind(program.stdout) as (chunk: string) => boolean);
		await printing();

		expect(askedAtFirst).toBeGreaterThan(0);
		expect(askedAtFirst).toBeLessThan(asked / 2);
	});

	it('waits where nobody takes it, and goes on when somebody does', async () => {
		program.stall();
		const ended = printing();
		await settled();
		const waiting = {asked, length: program.out().length};
		expect(waiting.length).toBeGreaterThan(0);
		await settled();
		expect({asked, length: program.out().length}).toEqual(waiting);

		program.take();
		expect(await ended).toBe(0);
		expect(asked).toBeGreaterThan(2 * waiting.asked);
		expect(JSON.parse(program.out()).services).toHaveLength(many);
	});

	it('ends quietly when the reader has seen enough, and asks for nothing more', async () => {
		program.stall();
		const ended = printing();
		await settled();
		const before = asked;
		program.breakOutput('EPIPE');

		expect(await ended).toBe(0);
		expect(asked).toBe(before);
		expect(program.err()).toBe('');
	});

	it.each(['SIGINT', 'SIGTERM'])('ends at %s, also while it waits', async signal => {
		program.stall();
		const ended = printing();
		await settled();
		program.signals.emit(signal);

		expect(await ended).toBe(0);
		expect(program.signals.listenerCount(signal)).toBe(0);
	});

	it('ends with 4 and the reason on a line of its own where the kernel fails on the way', async () => {
		program.stall();
		const ended = printing();
		await settled();
		scene.refusal = 1;
		program.take();

		expect(await ended).toBe(4);
		expect(program.out()).toMatch(/^\{[^\n]+\n$/);
		expect(program.err()).toContain('CAP_NET_ADMIN');
	});

	it.each([
		[20, 1],
		[many, 2],
	])('as text reads the servers of %i services %i times', async (services, times) => {
		scene = netlinkScene(exampleRules(services));
		scene.rowsEach = 100;
		const asksOf = async (print: typeof jsonParts) => {
			const before = asked;
			expect(await printing(print)).toBe(0);
			return asked - before;
		};
		const once = await asksOf(jsonParts);
		const table = {filter: '', sort: sortFrom('service'), units: 'bits', columns: 120} as const;
		const text = await asksOf(look => textTableParts(look, table));
		// The first question is about the services.
		expect(text - 1).toBe(times * (once - 1));
	});

	it('prints nothing where the kernel fails at once', async () => {
		scene.refusal = 1;
		expect(await printing()).toBe(4);
		expect(program.out()).toBe('');
	});
});

describe('the parts of a printed reading', () => {
	const clock = createManualClock(0);

	async function bothWays(name: 'every-kind' | 'incident') {
		const port = createSimulatedPort({scene: name, seed: 1, clock});
		const reading = await createIpvsadmReader({port, clock}).read({
			...{counters: true, kernelRates: true, persistentConnections: true},
			...{freshRules: false, settings: false},
		});
		const whole = await createDirectorFollower(clock).follow(reading, 12_000);
		return {whole, look: await firstLook(streamed(reading), clock)};
	}

	const joined = async (parts: AsyncIterable<string>) => (await allOf(parts)).join('');

	it.each(['every-kind', 'incident'] as const)('are the table of %s', async name => {
		const {whole, look} = await bothWays(name);
		for (const sort of ['service', '-service', 'active', '-weight', 'options', 'state', 'total']) {
			for (const filter of ['', '80', 'masq', 'nowhere']) {
				for (const columns of [72, 120, 220]) {
					const options = {filter, sort: sortFrom(sort), units: 'bits' as const, columns};
					expect(await joined(textTableParts(look, options))).toBe(textTable(whole, options));
				}
			}
		}
	});

	it.each(['every-kind', 'incident'] as const)('are the object of %s', async name => {
		const {whole, look} = await bothWays(name);
		expect(await joined(jsonParts(look))).toBe(`${jsonReading(whole)}\n`);
	});
});
