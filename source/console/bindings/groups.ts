/**
 * The headings of keys that belong to no single feature.
 */
import type {Group} from '../state/model.ts';

export const changeGroup: Group = {
	title: 'Change',
	place: 10,
	introduction:
		'Each of these makes a plan: the exact ipvsadm commands, shown for you to confirm. A read-only console does not have these keys.',
};

export const rowsGroup: Group = {
	title: 'Rows',
	place: 20,
	introduction: 'Filter, sort and mark rows.',
};

export const moveGroup: Group = {
	title: 'Move',
	place: 40,
	introduction: 'These move the cursor in a view, and scroll the help, messages and details.',
};

export const screenGroup: Group = {
	title: 'Screen',
	place: 70,
	introduction: 'What the screen shows, and how often it is refreshed.',
};

export const programGroup: Group = {
	title: 'Program',
	place: 80,
	introduction: 'Commands for the whole program.',
};

export const typingGroup: Group = {
	title: 'Typing',
	place: 90,
	introduction: 'While you type a line of text. All other keys insert their character.',
};

export const planGroup: Group = {
	title: 'Plan',
	place: 110,
	introduction: 'While a plan waits for your answer.',
};
