/**
 * The outcome of a plan in words; the same on the screen and on the command line.
 */
import {showCommand} from '../director/port/show-command.ts';
import type {Outcome, Plan} from './plan.ts';

/** `done: …`, `refused, nothing was changed: …`, `failed after 2 of 5 commands: …` */
export function outcomeInWords(plan: Plan, outcome: Outcome): string {
	switch (outcome.result) {
		case 'done':
			return `done: ${plan.title}`;
		case 'refused':
			return `refused, nothing was changed: ${outcome.reason}`;
		case 'failed':
			return `failed after ${outcome.done} of ${plan.steps.length} commands: ${outcome.reason}`;
	}
}

/** The commands of a partly executed plan: which were run and which were not. */
function partialFailureText({steps}: Plan, done: number): string {
	const lines = (commands: typeof steps) =>
		commands.map(({command}) => `  ${showCommand(command)}\n`).join('');
	return done === 0 || done === steps.length
		? ''
		: `done:\n${lines(steps.slice(0, done))}not done:\n${lines(steps.slice(done))}`;
}

/** The details of an outcome besides {@link outcomeInWords}: where it stopped, and the warnings. Whole lines. */
export function outcomeDetails(plan: Plan, outcome: Outcome): string {
	return [
		outcome.result === 'failed' ? partialFailureText(plan, outcome.done) : '',
		...(outcome.result === 'refused' ? [] : outcome.warnings.map(text => `lvstop: ${text}\n`)),
	].join('');
}

/** The full report at the end of a plan, in whole lines. */
export function outcomeReport(plan: Plan, outcome: Outcome): string {
	return `lvstop: ${outcomeInWords(plan, outcome)}\n${outcomeDetails(plan, outcome)}`;
}
