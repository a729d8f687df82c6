/**
 * The scenes of the demonstration.
 */
import {everyKind} from './every-kind.ts';
import {incident} from './incident.ts';
import {large} from './large.ts';
import {nat} from './nat.ts';
import type {Scene} from './scene.ts';

/** The names of the scenes; the first is the default. */
export const sceneNames = ['nat', 'every-kind', 'large', 'incident'] as const;

export type SceneName = (typeof sceneNames)[number];

/** Whether there is a scene with that name. */
export function isSceneName(text: string): text is SceneName {
	return sceneNames.some(name => name === text);
}

const makers: Readonly<Record<SceneName, () => Scene>> = {
	nat: () => nat,
	'every-kind': () => everyKind,
	large,
	incident: () => incident,
};

/** The scene with that name. */
export function sceneNamed(name: SceneName): Scene {
	return makers[name]();
}
