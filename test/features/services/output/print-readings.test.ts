import {describe, expect, it} from 'vitest';
import {createIpvsadmReader} from '../../../../source/director/reading/ipvsadm-reader.ts';
import {printReadings} from '../../../../source/features/services/output/print-readings.ts';
import {
	createSimulatedPort,
	type SimulatedPortOptions,
} from '../../../../source/simulator/simulated-port.ts';
import {fakeProgram} from '../../../support/fake-program.ts';

/** A program that prints the weights of a simulated director, one reading after the other. */
function printing({
	count = Number.POSITIVE_INFINITY,
	...realServer
}: Partial<SimulatedPortOptions> & {readonly count?: number} = {}) {
	const program = fakeProgram();
	const {clock} = program;
	const port = createSimulatedPort({scene: 'nat', seed: 1, clock, ...realServer});
	const ended = printReadings(program, {
		reader: createIpvsadmReader({port, clock}),
		clock,
		interval: 2000,
		probe: undefined,
		count,
		persistentConnections: false,
		format: ({services}) =>
			`${services.flatMap(({servers}) => servers.map(({weight}) => weight)).join(' ')}\n`,
	});
	return {program, port, ended, clock};
}

describe('printing readings', () => {
	it('ends with 4 and advice if IPVS is not in the kernel', async () => {
		const {program, ended} = printing({module: 'missing'});

		expect(await ended).toBe(4);
		expect(program.out()).toBe('');
		expect(program.err()).toBe(
			'lvstop: IPVS is not in the kernel of lb1: no /proc/net/ip_vs\n' +
				'load it as root with: modprobe ip_vs; or use another director with --via or --host\n',
		);
	});

	it('continues if a director fails that was there, reports it once, and prints it again when it is back', async () => {
		const {program, port, clock} = printing();
		await clock.pass(0);
		const calm = port.disturb({hits: path => path === '/proc/net/ip_vs', failure: 'lost'});
		await clock.pass(20_000);
		expect(program.out()).toBe('1 1\n');
		expect(program.err()).toBe('lvstop: /proc/net/ip_vs: lost\ntry the same command by hand\n');

		calm();
		await port.run([
			'ipvsadm',
			'-e',
			'-t',
			'172.16.249.138:80',
			'-r',
			'10.0.0.8:80',
			'-m',
			'-w',
			'9',
		]);
		// It was tried after 2, 4, 8 and 16 s; next after 32.
		await clock.pass(13_000);
		expect(program.out()).toBe('1 1\n9 1\n');
		expect(program.err()).toMatch(
			/hand\nlvstop: \S.* can be read again, after 32s without a reading\n$/,
		);
		program.signals.emit('SIGTERM');
	});

	it('ends properly when the reader has seen enough', async () => {
		const {program, ended, clock} = printing();
		await clock.pass(0);
		program.breakOutput('EPIPE');

		expect(await ended).toBe(0);
		expect(clock.waiting).toBe(0);
	});

	it('does not pile up readings that nobody reads, and prints the newest when somebody does', async () => {
		const {program, port, clock} = printing();
		await clock.pass(0);
		program.stall();
		await clock.pass(20_000);
		const stalled = program.out();
		await port.run([
			'ipvsadm',
			'-e',
			'-t',
			'172.16.249.138:80',
			'-r',
			'10.0.0.9:80',
			'-m',
			'-w',
			'8',
		]);
		await clock.pass(20_000);
		expect(program.out()).toBe(stalled);

		program.take();
		await clock.pass(2000);
		expect(program.out()).toBe(`${stalled}1 8\n`);
		program.signals.emit('SIGTERM');
	});

	it('counts only what was printed', async () => {
		const {program, ended, clock} = printing({count: 3});
		program.stall();
		await clock.pass(20_000);
		program.take();
		await clock.pass(20_000);

		expect(await ended).toBe(0);
		expect(program.out().split('\n')).toHaveLength(3 + 1);
	});
});
