/**
 * One look at the connection table for servers that do not answer.
 */
import type {LiveService} from '../../director/polling/live.ts';
import type {Clock} from '../../director/port/clock.ts';
import type {Port} from '../../director/port/port.ts';
import {ReadingError} from '../../director/reading/reading.ts';
import {readConnections} from './connections-reading.ts';
import {isWorthLooking, type NoAnswer, noAnswersOf} from './no-answer.ts';
import {expectedEntries} from './table/expected-entries.ts';
import {type SurveyQuestion, wholeTable} from './table/survey.ts';

/** Asks for the findings only. */
export const findingsQuestion: SurveyQuestion = {...wholeTable, rowLimit: 1, groupLimit: 1};

/**
 * The time budget of a look, milliseconds. Of a larger table it sees a sample, in which a server may have few
 * connections.
 */
export const lookBudget = 200;

/**
 * The servers that do not answer; null if nothing suggests that the table is worth a look, or if it cannot be read within
 * the budget.
 */
export async function findNoAnswers(
	services: readonly LiveService[],
	{port, clock}: {readonly port: Port; readonly clock: Clock},
): Promise<readonly NoAnswer[] | null> {
	if (expectedEntries(services) === 0) {
		return [];
	}

	if (!isWorthLooking({services})) {
		return null;
	}

	const request = {services, question: findingsQuestion, budget: lookBudget};
	try {
		const {findings, end} = await readConnections(request, {port, clock});
		return end === 'complete' ? noAnswersOf(findings) : null;
	} catch (error) {
		if (error instanceof ReadingError) {
			return null;
		}

		throw error;
	}
}
