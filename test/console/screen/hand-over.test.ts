import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createHandOver} from '../../../source/console/screen/hand-over.ts';

/** A terminal that refuses to be handed over twice at a time, as Ink does. */
function terminal() {
	const happened: string[] = [];
	let isAway = false;
	const handOver = createHandOver(
		async work => {
			if (isAway) {
				throw new Error('already suspended');
			}

			isAway = true;
			work();
			await Promise.resolve();
			isAway = false;
			happened.push('drawn');
		},
		() => happened.push('stopped'),
		error => happened.push(error.message),
	);
	return {handOver, happened};
}

/** Lets all pending work finish. */
const settled = () => new Promise(resolve => setImmediate(resolve));

test('a redraw during a redraw is part of it', async () => {
	const {handOver, happened} = terminal();
	handOver.redraw();
	handOver.redraw();
	await settled();
	expect(happened).toEqual(['drawn']);
	handOver.redraw();
	await settled();
	expect(happened).toEqual(['drawn', 'drawn']);
});

test('stopping during a redraw comes after it, once', async () => {
	const {handOver, happened} = terminal();
	handOver.redraw();
	handOver.suspend();
	handOver.suspend();
	await settled();
	expect(happened).toEqual(['drawn', 'stopped', 'drawn']);
});

test('whatever is asked for in whatever order, it is never handed over twice at a time', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.constantFrom('redraw', 'suspend', 'wait')), async keys => {
			const {handOver, happened} = terminal();
			for (const key of keys) {
				if (key === 'wait') {
					await settled();
				} else {
					handOver[key]();
				}
			}

			await settled();
			expect(happened).not.toContain('already suspended');
			expect(happened.includes('stopped')).toBe(keys.includes('suspend'));
			expect(happened.length === 0).toBe(keys.every(key => key === 'wait'));
		}),
	);
});

test('a terminal that cannot be handed over is reported', async () => {
	const told: Error[] = [];
	const handOver = createHandOver(
		() => Promise.reject(new Error('gone')),
		() => {},
		error => void told.push(error),
	);
	handOver.redraw();
	await settled();
	expect(told.map(({message}) => message)).toEqual(['gone']);
});
