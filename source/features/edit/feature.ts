/**
 * Editing services and servers: forms, deletions, and settings of the director.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {formBindings} from './form-keys.ts';
import {edit, formPlace} from './forms/form.ts';
import {editBindings} from './keys.ts';

export const editFeature = defineFeature({
	slice: edit,
	overlays: [formPlace],
	groups: [
		{
			title: 'Form',
			place: 100,
			introduction:
				'In a form, where an edit is put together. In a field for text every other key writes itself.',
		},
	],
	bindings: [...editBindings, ...formBindings],
});
