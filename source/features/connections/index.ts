/** The public interface of the connections feature. */

export {readConnections} from './connections-reading.ts';
export {connections} from './console/connections-list.ts';
export {foundNoAnswers} from './console/receive-no-answers.ts';
export {findNoAnswers} from './find-no-answers.ts';
export {type NoAnswer, noAnswerInWords} from './no-answer.ts';
export {createNoAnswerWatch} from './no-answer-watch.ts';
export {expectedEntries} from './table/expected-entries.ts';
export {percent} from './table/finding.ts';
export type {ConnectionScope} from './table/scope.ts';
export {askedShares, serviceShares} from './table/service-share.ts';
export {type SurveyQuestion, wholeTable} from './table/survey.ts';
