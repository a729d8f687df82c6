/**
 * Giving the terminal away and taking it back, which draws the whole screen anew.
 */

export interface HandOver {
	/** Draws everything anew: giving the terminal away and taking it back is how Ink forgets what it has drawn. */
	redraw(): void;
	/** Gives the terminal back to the shell while the program is stopped. */
	suspend(): void;
}

/**
 * Hands over one time after the other, because Ink refuses a second time during the first. What is asked for
 * meanwhile: a redraw is part of what goes on already; stopping comes after a redraw, and once is enough.
 * @param suspendTerminal Ink's
 * @param stop stops the program, until the shell lets it go on
 * @param onFailure told of a terminal that could not be handed over
 */
export function createHandOver(
	suspendTerminal: (work: () => void) => Promise<void>,
	stop: () => void,
	onFailure: (error: Error) => void,
): HandOver {
	let present: 'redraw' | 'suspend' | null = null;
	let isStopWanted = false;

	async function handOver(kind: 'redraw' | 'suspend'): Promise<void> {
		present = kind;
		try {
			await suspendTerminal(kind === 'suspend' ? stop : () => {});
		} catch (error) {
			onFailure(error instanceof Error ? error : new Error(String(error)));
		} finally {
			present = null;
		}

		if (isStopWanted) {
			isStopWanted = false;
			await handOver('suspend');
		}
	}

	return {
		redraw() {
			if (present === null) {
				void handOver('redraw');
			}
		},
		suspend() {
			if (present === null) {
				void handOver('suspend');
			} else if (present === 'redraw') {
				isStopWanted = true;
			}
		},
	};
}
