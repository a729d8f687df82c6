/**
 * Plays a script on an embedded console and keeps the screens that it asks for.
 */
import {setTimeout as wait} from 'node:timers/promises';
import type {EmbeddedConsole} from './embedded-console.ts';

/** One step of a script. Each says what must be on the screen after it, so that a picture never shows something else. */
export interface StageStep {
	/** The keys to press first. */
	readonly keys?: string;
	/** Milliseconds that pass after them. */
	readonly pass?: number;
	/** The text that the screen then shows; without it the step fails. Files are read in real time: it may take a moment. */
	readonly shows: RegExp;
}

/** How often, and at which distance in milliseconds, the screen is looked at for a text that comes from a file. */
const looks = {most: 500, every: 10};

// biome-ignore lint/suspicious/noControlCharactersInRegex: it has to match escape sequences
const style = /\u001B\[[\d;]*m/g;

/** A screen without its colours. */
export function plainFrame(frame: string): string {
	return frame.replaceAll(style, '');
}

/**
 * Takes the steps in turn and returns the screen after each.
 * @throws {Error} if a screen does not show what its step says
 */
export async function playSteps(
	{press, pass, frame}: Pick<EmbeddedConsole, 'press' | 'pass' | 'frame'>,
	steps: readonly StageStep[],
): Promise<readonly string[]> {
	const frames: string[] = [];
	for (const {keys = '', pass: time = 0, shows} of steps) {
		await press(keys);
		await pass(time);
		let look = 0;
		while (!shows.test(plainFrame(frame()))) {
			look += 1;
			if (look > looks.most) {
				throw new Error(
					`a picture should show ${shows} after the keys '${keys}', but it shows:\n${plainFrame(frame())}`,
				);
			}

			await wait(looks.every);
		}

		frames.push(frame());
	}

	return frames;
}
