/**
 * What is said at the end of a plan.
 */
import {describe, expect, it} from 'vitest';
import {outcomeDetails, outcomeInWords} from '../../source/plans/outcome-words.ts';
import type {Plan} from '../../source/plans/plan.ts';

/** A plan of this many commands, for the services of as many firewall marks. */
function planOf(count: number): Plan {
	return {
		...{title: 'many', danger: 'none', warnings: []},
		steps: Array.from({length: count}, (_, index) => {
			const service = {kind: 'fwmark', family: 'ipv4', fwmark: index + 1} as const;
			return {
				command: ['ipvsadm', '-D', '-f', `${index + 1}`],
				before: {row: 'counters', service},
				after: {row: 'no-service', service},
			};
		}),
	};
}

/** Commands by the numbers of their services. */
function lines(first: number, last: number): string {
	const numbers = Array.from({length: last - first + 1}, (_, index) => first + index);
	return numbers.map(number => `  ipvsadm -D -f ${number}\n`).join('');
}

const failed = {result: 'failed', reason: 'no memory', nextUntouched: true, warnings: []} as const;

describe('a plan that failed', () => {
	it('lists all commands of a short plan', () => {
		expect(outcomeDetails(planOf(20), {...failed, done: 10})).toBe(
			`done:\n${lines(1, 10)}not done:\n${lines(11, 20)}`,
		);
	});

	it('lists those next to where a long one stopped, and how many others there are', () => {
		const plan = planOf(5_000);
		const outcome = {...failed, done: 2_000};
		expect(outcomeInWords(plan, outcome)).toBe('failed after 2,000 of 5,000 commands: no memory');
		expect(outcomeDetails(plan, outcome)).toBe(
			`done:\n  … and 1,991 before\n${lines(1_992, 2_000)}not done:\n${lines(2_001, 2_009)}  … and 2,991 more\n`,
		);
	});

	it('names the command whose effect is not known', () => {
		expect(
			outcomeDetails(planOf(5_000), {result: 'failed', reason: 'cut', done: 0, warnings: []}),
		).toBe(`may have been done:\n${lines(1, 1)}not done:\n${lines(2, 10)}  … and 4,990 more\n`);
	});
});
