/** Hands the terminal to the shell and takes it back, which redraws the whole screen. */

export interface HandOver {
	/** Redraws everything: Ink forgets what it has drawn when it hands the terminal over and takes it back. */
	redraw(): void;
	/** Hands the terminal to the shell while the program is suspended. */
	suspend(): void;
}

/**
 * Hands the terminal over one time after another, because Ink refuses a second time during the first. Requests in
 * between: a redraw is part of the running one anyway; a suspension follows a redraw, and only once.
 * @param suspendTerminal Ink's function
 * @param stop suspends the program until the shell continues it
 * @param onFailure called if the terminal could not be handed over
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
