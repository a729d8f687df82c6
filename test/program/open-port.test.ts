import {expect, test} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {openPort} from '../../source/program/open-port.ts';

test('a simulated director lets keys be read between two commands, so that a long plan can be stopped', async () => {
	const port = openPort(
		{demo: 'nat', via: null, host: null, netns: null, container: null, source: 'auto'},
		{environment: {}, clock: systemClock, asks: false},
	);
	const done: string[] = [];
	const command = ['ipvsadm', '-e', '-t', '172.16.249.138:80', '-r', '10.0.0.8:80', '-m'] as const;
	setImmediate(() => done.push('key'));
	for (const weight of ['5', '6']) {
		await port.run([...command, '-w', weight]);
		done.push(weight);
	}

	expect(done).toEqual(['key', '5', '6']);
});
