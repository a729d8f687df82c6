/**
 * Editing services and servers: forms, deletions, and settings of the director.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {formBindings} from './form-keys.ts';
import {edit, formPlace} from './forms/form.ts';
import {editBindings} from './keys.ts';

export const editFeature = defineFeature({
	slice: edit,
	overlays: {[formPlace]: ['form']},
	groups: [
		{
			title: 'Form',
			place: 100,
			introduction:
				'While you fill in a form. In a text field all other keys insert their character.',
		},
	],
	bindings: [...editBindings, ...formBindings],
});
