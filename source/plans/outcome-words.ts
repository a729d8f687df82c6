/**
 * The outcome of a plan in words; the same on the screen and on the command line.
 */
import {showCommand} from '../director/port/show-command.ts';
import {fullFigure} from '../text/figures.ts';
import type {Outcome, Plan} from './plan.ts';

/** `undone: drain of …: 1 → 0`: an undo is titled by what it undoes, so `done` before it would say the opposite. */
function doneInWords(title: string): string {
	const [, way, rest = title] = /^(undo|redo): (.*)$/s.exec(title) ?? [];
	return `${way === 'undo' ? 'undone' : way === 'redo' ? 'done again' : 'done'}: ${rest}`;
}

/** `done: …`, `undone: …`, `refused, nothing was changed: …`, `failed after 2 of 5 commands: …` */
export function outcomeInWords(plan: Plan, outcome: Outcome): string {
	switch (outcome.result) {
		case 'done':
			return doneInWords(plan.title);
		case 'refused':
			return `refused, nothing was changed: ${outcome.reason}`;
		case 'failed':
			return `failed after ${fullFigure(outcome.done)} of ${fullFigure(plan.steps.length)} commands: ${outcome.reason}`;
	}
}

/** A failed outcome. */
type Failed = Extract<Outcome, {result: 'failed'}>;

/** Commands of a partly executed plan. */
export interface PlanParts {
	readonly done: Plan['steps'];
	/** At most one, whose effect is not known. */
	readonly unknown: Plan['steps'];
	readonly left: Plan['steps'];
}

/** The commands of a failed plan: which were run, which may have been, and which were not. */
export function partsOf({steps}: Plan, {done, nextUntouched}: Failed): PlanParts {
	const known = nextUntouched ? done : done + 1;
	return {
		done: steps.slice(0, done),
		unknown: steps.slice(done, known),
		left: steps.slice(known),
	};
}

/** The most lines for the commands of one kind. A plan can have tens of thousands. */
const mostLines = 10;

/** The commands of one kind below their title: of many only those next to where the plan stopped. */
function listed(title: string, steps: Plan['steps'], end: 'first' | 'last'): string {
	const more = steps.length > mostLines ? steps.length - mostLines + 1 : 0;
	const shown = end === 'last' ? steps.slice(more) : steps.slice(0, steps.length - more);
	const lines = shown.map(({command}) => `  ${showCommand(command)}`);
	const others =
		more === 0 ? [] : [`  … and ${fullFigure(more)} ${end === 'last' ? 'before' : 'more'}`];
	const body = end === 'last' ? [...others, ...lines] : [...lines, ...others];
	return [`${title}:`, ...body, ''].join('\n');
}

/** The same in lines; none if all are of one kind, because the reason says everything then. */
function partialFailureText(plan: Plan, outcome: Failed): string {
	const {done, unknown, left} = partsOf(plan, outcome);
	const parts = [
		{title: 'done', steps: done, end: 'last'},
		{title: 'may have been done', steps: unknown, end: 'first'},
		{title: 'not done', steps: left, end: 'first'},
	] as const;
	const present = parts.filter(({steps}) => steps.length > 0);
	return present.length < 2
		? ''
		: present.map(({title, steps, end}) => listed(title, steps, end)).join('');
}

/** The details of an outcome besides {@link outcomeInWords}: where it stopped, and the warnings. Whole lines. */
export function outcomeDetails(plan: Plan, outcome: Outcome): string {
	return [
		outcome.result === 'failed' ? partialFailureText(plan, outcome) : '',
		...(outcome.result === 'refused' ? [] : outcome.warnings.map(text => `lvstop: ${text}\n`)),
	].join('');
}

/** The full report at the end of a plan, in whole lines. */
export function outcomeReport(plan: Plan, outcome: Outcome): string {
	return `lvstop: ${outcomeInWords(plan, outcome)}\n${outcomeDetails(plan, outcome)}`;
}
