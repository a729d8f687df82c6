/**
 * The change of the director that is being carried out, so that whatever ends the program can wait for it and
 * tell what became of it.
 */

/** A change under way. */
export interface ChangeUnderWay {
	readonly title: string;
	/** Settles at the end of the change with what to tell of it, whole lines. It never rejects. */
	readonly told: Promise<string>;
}

export interface UnderWay {
	/** The change that is being carried out; null when there is none. */
	present(): ChangeUnderWay | null;
	/**
	 * Carries out a change, which is under way until it settles.
	 * @param report what to tell of its end, whole lines
	 */
	during<Outcome>(
		title: string,
		work: () => Promise<Outcome>,
		report: (outcome: Outcome) => string,
	): Promise<Outcome>;
}

/** Nothing is under way at first. */
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
