/** The public interface of the connections feature. */

export {readConnections} from './connections-reading.ts';
export {connections} from './console/connections-list.ts';
export {foundNoAnswers} from './console/found-no-answers.ts';
export type {NoAnswer} from './no-answer.ts';
export {expectedEntries} from './table/expected-entries.ts';
export {percent} from './table/finding.ts';
export type {ConnectionScope} from './table/scope.ts';
export {askedShares, serviceShares} from './table/service-share.ts';
export {type SurveyQuestion, wholeTable} from './table/survey.ts';
