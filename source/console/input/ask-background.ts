/**
 * Asks the terminal for the colour of its background, and waits for the answer where it would be in the way of others.
 */
import type {Clock} from '../../director/port/clock.ts';
import {backgroundQuestion} from './terminal-answers.ts';
import type {TerminalInput} from './terminal-input.ts';

/**
 * How long an answer is expected, milliseconds. Whoever has seen the screen and pressed a key has sent the answer before:
 * only keys that were pressed blindly, and signals, are faster.
 */
const patience = 2000;

export interface BackgroundQuestion {
	/**
	 * Does something that gives the terminal to another program, as soon as no answer is on its way: that program would take
	 * it for typed text. Until then keys are dropped. If nothing is expected, it is done at once; also at a second request.
	 */
	before(work: () => void): void;
	/** Stops waiting. */
	stop(): void;
}

/**
 * Asks now. Nothing waits for the answer, which may come late or never.
 * @param onBackground called if the terminal answers: whether it is light
 */
export function askBackground(
	{answers, expectAnswers, dropKeys}: TerminalInput,
	ask: (question: string) => void,
	clock: Pick<Clock, 'after'>,
	onBackground: (isLight: boolean) => void,
): BackgroundQuestion {
	let isExpected = true;
	let postponed: (() => void) | null = null;

	function settle(): void {
		isExpected = false;
		cancel();
		expectAnswers(false);
		dropKeys(false);
		const work = postponed;
		postponed = null;
		work?.();
	}

	const cancel = clock.after(patience, settle);
	answers(answer => {
		if (answer.kind === 'background') {
			onBackground(answer.isLight);
		} else if (isExpected) {
			settle();
		}
	});
	expectAnswers(true);
	ask(backgroundQuestion);
	return {
		before(work) {
			if (!isExpected) {
				work();
			} else if (postponed === null) {
				postponed = work;
				dropKeys(true);
			} else {
				postponed = work;
				settle();
			}
		},
		stop: cancel,
	};
}
