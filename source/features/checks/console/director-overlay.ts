/**
 * Opens the details of the director.
 */
import type {ConsoleStore} from '../../../console/state/model.ts';
import {openOverlay} from '../../../console/state/screen-actions.ts';
import {directorLines} from '../director/director-text.ts';
import {checksSlice} from '../kept-checks.ts';

/** Opens the details, and reads the settings; what was read last is shown until they come. */
export function openDirector(store: ConsoleStore): void {
	store.update(
		openOverlay({
			place: 'director',
			text(state) {
				const {director, size} = state;
				const {files} = checksSlice.keptOf(director);
				return {
					title: `Director ${director.live?.host ?? ''}`.trim(),
					lines: directorLines(director.live, files, size.columns),
				};
			},
		}),
	);
	void store.deps.checks.readFiles().then(files => {
		store.update(checksSlice.reduce(() => ({kept: {files}})));
	});
}
