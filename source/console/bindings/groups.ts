/**
 * The headings of keys that do not belong to one feature.
 */
import type {Group} from '../state/model.ts';

export const changeGroup: Group = {
	title: 'Change',
	place: 10,
	introduction:
		'Each of these makes a plan: the exact ipvsadm commands, which are shown and wait for a yes. In a read-only console they are not there.',
};

export const rowsGroup: Group = {
	title: 'Rows',
	place: 20,
	introduction: 'Which rows there are, in which order, and which of them are marked.',
};

export const moveGroup: Group = {
	title: 'Move',
	place: 40,
	introduction:
		'In a view these move the cursor; in the help, the messages and the details they scroll.',
};

export const screenGroup: Group = {
	title: 'Screen',
	place: 70,
	introduction: 'What the screen shows and how often.',
};

export const programGroup: Group = {
	title: 'Program',
	place: 80,
	introduction: 'The program as a whole.',
};

export const typingGroup: Group = {
	title: 'Typing',
	place: 90,
	introduction: 'While a line of text is being typed. Every other key writes itself.',
};

export const planGroup: Group = {
	title: 'Plan',
	place: 110,
	introduction: 'While a plan waits for an answer.',
};
