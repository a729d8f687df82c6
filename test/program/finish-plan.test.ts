import {expect, test} from 'vitest';
import {createUnderWay} from '../../source/plans/apply/under-way.ts';
import {finishPlan} from '../../source/program/finish-plan.ts';
import {fakeProgram} from '../support/fake-program.ts';

const title = 'weight of 10.0.0.8:80';

/** A change that runs until the test ends it. */
function begun() {
	const underWay = createUnderWay();
	const end = Promise.withResolvers<string>();
	const outcome = underWay.during(
		title,
		() => end.promise,
		told => `lvstop: ${told}\n`,
	);
	return {underWay, end, outcome};
}

const announcement = `lvstop: finishing the running plan: ${title}; press Ctrl-C to interrupt it\n`;

test('a running change is awaited, and its end is reported', async () => {
	const program = fakeProgram();
	const {underWay, end, outcome} = begun();
	const finished = finishPlan(underWay, program);
	expect(program.err()).toBe(announcement);

	end.resolve('refused, nothing was changed: the row has changed');
	expect(await finished).toBe(true);
	expect(program.err()).toBe(
		`${announcement}lvstop: refused, nothing was changed: the row has changed\n`,
	);
	await outcome;
	expect(underWay.present()).toBeNull();
});

test('a change that crashes is reported as well', async () => {
	const program = fakeProgram();
	const {underWay, end, outcome} = begun();
	const finished = finishPlan(underWay, program);
	end.reject(new Error('a bug'));
	await expect(outcome).rejects.toThrow('a bug');
	expect(await finished).toBe(true);
	expect(program.err()).toBe(`${announcement}a bug\n`);
});

test.each(['SIGINT', 'SIGTERM', 'SIGQUIT'])('%s interrupts it and says so', async signal => {
	const program = fakeProgram();
	const {underWay} = begun();
	const finished = finishPlan(underWay, program);
	program.signals.emit('SIGHUP');
	expect(program.err()).toBe(announcement);
	program.signals.emit(signal);
	expect(await finished).toBe(false);
	expect(program.err()).toContain(`lvstop: interrupted: ${title}; 'lvstop log' shows`);
	expect(program.signals.eventNames()).toEqual([]);
});

test('without a running change, nothing is awaited or reported', async () => {
	const program = fakeProgram();
	expect(await finishPlan(createUnderWay(), program)).toBe(true);
	expect(program.err()).toBe('');
});
