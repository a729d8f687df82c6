/**
 * The running change of the director, so that whatever ends the program can wait for it and report its outcome.
 */

/** A running change. */
export interface ChangeUnderWay {
	readonly title: string;
	/** Settles at the end of the change with the report, in whole lines. Never rejects. */
	readonly told: Promise<string>;
}

export interface UnderWay {
	/** The running change; null if there is none. */
	present(): ChangeUnderWay | null;
	/**
	 * Runs a change, which counts as running until it settles.
	 * @param report formats its outcome, in whole lines
	 */
	during<Outcome>(
		title: string,
		work: () => Promise<Outcome>,
		report: (outcome: Outcome) => string,
	): Promise<Outcome>;
}

/** Creates the record; at first nothing is running. */
export function createUnderWay(): UnderWay {
	let present: ChangeUnderWay | null = null;
	return {
		present: () => present,
		async during(title, work, report) {
			const running = work();
			const mine: ChangeUnderWay = {
				title,
				told: running.then(report, error => `${error instanceof Error ? error.message : error}\n`),
			};
			present = mine;
			try {
				return await running;
			} finally {
				if (present === mine) {
					present = null;
				}
			}
		},
	};
}
