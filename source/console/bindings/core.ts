/**
 * The features of every console; they have no state.
 */

import {defineFeature, withoutState} from '../state/feature.ts';
import type {Feature} from '../state/model.ts';
import {
	changeGroup,
	moveGroup,
	planGroup,
	programGroup,
	rowsGroup,
	screenGroup,
	typingGroup,
} from './groups.ts';
import {moveBindings} from './move.ts';
import {planBindings, undoBindings} from './plan.ts';
import {programBindings} from './program.ts';
import {screenBindings} from './screen.ts';
import {typingBindings} from './typing.ts';

export const undo: Feature = defineFeature({
	slice: withoutState('undo'),
	groups: [changeGroup],
	bindings: undoBindings,
});
export const rows: Feature = defineFeature({
	slice: withoutState('rows'),
	groups: [rowsGroup],
});
export const moving: Feature = defineFeature({
	slice: withoutState('moving'),
	groups: [moveGroup],
	bindings: moveBindings,
});
export const screen: Feature = defineFeature({
	slice: withoutState('screen'),
	groups: [screenGroup],
	overlays: ['help', 'messages'],
	bindings: screenBindings,
});
export const program: Feature = defineFeature({
	slice: withoutState('program'),
	groups: [programGroup],
	bindings: programBindings,
});
export const typing: Feature = defineFeature({
	slice: withoutState('typing'),
	groups: [typingGroup],
	bindings: typingBindings,
});
export const plans: Feature = defineFeature({
	slice: withoutState('plans'),
	groups: [planGroup],
	bindings: planBindings,
});
