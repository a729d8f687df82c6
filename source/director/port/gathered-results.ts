/**
 * The results of a remote script, by its files and commands.
 */
import type {TimeSpan} from './clock.ts';
import type {CommandResult, Together} from './port.ts';
import type {RemoteAnswers, Section} from './remote-answers.ts';

/** The answers of a script. */
export interface Answered {
	readonly answers: RemoteAnswers;
	/** When the script ran, on this machine's clock. */
	readonly span: TimeSpan;
}

/** Whether every file and command has an answer. */
export function isWhole({sections}: RemoteAnswers, {files, commands}: Together): boolean {
	const hasFirst = files.length === 0 || sections[0]?.exitCode === 0;
	return sections.length === files.length + (hasFirst ? commands.length : 0);
}

/** The results, each of which is given out once. */
export function createResults({files, commands}: Together, {answers, span}: Answered) {
	const nameOf = (command: readonly string[]) => JSON.stringify(command);
	const names = [...files.map(file => nameOf(['cat', file])), ...commands.map(nameOf)];
	const left = new Map<string, Section>();
	for (const [place, section] of answers.sections.entries()) {
		const name = names[place];
		if (name !== undefined) {
			left.set(name, section);
		}
	}

	return {
		take(command: readonly string[]): CommandResult | null {
			const name = nameOf(command);
			const found = left.get(name) ?? null;
			left.delete(name);
			return found;
		},
		spanOf(command: readonly string[]): TimeSpan | null {
			const section = left.get(nameOf(command));
			return section === undefined ? null : spanHere(section, answers, span);
		},
	};
}

/**
 * When a section ran, on this machine's clock. The other host's clock tells its distances from the beginning and from
 * the end of the script, which began and ended within `whole`.
 */
function spanHere(section: Section, script: RemoteAnswers, whole: TimeSpan): TimeSpan {
	const {from, to} = section;
	if (from === null || to === null || script.from === null || script.to === null) {
		return whole;
	}

	const begun = whole.from + (from - script.from);
	const ended = whole.to - (script.to - to);
	return begun <= ended && begun >= whole.from && ended <= whole.to
		? {from: begun, to: ended}
		: whole;
}
