/**
 * The pictures of docs/pictures: every view, plans, details, and the recording of a drain. All are screens of the console
 * as it is, on simulated directors.
 */
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {assembly} from '../../source/program/features.ts';
import type {SceneName} from '../../source/simulator/scenes/scenes.ts';
import {type EmbeddedConsole, openEmbeddedConsole} from './embedded-console.ts';
import {frameToSvg, type RecordedFrame, recordingToSvg} from './frame-to-svg.ts';
import {playSteps, type StageStep} from './stage.ts';

const folder = 'docs/pictures';
const size = {columns: 100, rows: 28};
const wideSize = {columns: 160, rows: 45};
const recordingSize = {columns: 100, rows: 20};

/** A step whose screen becomes a picture, if it has a name. */
interface PictureStep extends StageStep {
	readonly picture?: string;
}

/**
 * The events on the director before the views are shown, so that each has something to show. The rows are those of the
 * scene `incident`.
 */
const story: readonly PictureStep[] = [
	{pass: 300_000, shows: /no answer from 10\.0\.1\.22:8443/},
	{keys: 'Sbefore the upgrade<enter>', shows: /^ saved /m},
	{
		keys: `g${'j'.repeat(8)}w3<enter>`,
		shows: /weight of 10\.0\.1\.14:80 in tcp:203\.0\.113\.10:80: 2 → 3/,
		picture: 'plan',
	},
	{keys: 'y', pass: 20_000, shows: / 10\.0\.1\.14:80 +NAT +3 /},
	{keys: 'Smore for the new machine<enter>', shows: /^ saved /m},
	{keys: 'j'.repeat(8), shows: /^>.* 10\.0\.1\.22:8443/m},
	{keys: 'd', shows: /drain of 10\.0\.1\.22:8443/, picture: 'drain'},
	{keys: 'y', pass: 40_000, shows: /⇣/},
	{keys: '<enter>', shows: /Server 10\.0\.1\.22:8443/, picture: 'details'},
	{keys: '<esc>', shows: /^>.* 10\.0\.1\.22:8443/m},
];

/** Keys that a view needs to show something, and what it then shows. A view that is not listed is shown as it opens. */
const viewSteps: Readonly<Record<string, Omit<PictureStep, 'picture'>>> = {
	services: {shows: /10\.0\.1\.14:80/},
	servers: {shows: /10\.0\.1\.14 /},
	connections: {shows: /ESTABLISHED/},
	traffic: {shows: /Traffic of the director/},
	// What differs is read from the file of the snapshot.
	snapshots: {shows: / ~2 /},
	checks: {shows: /service-all-zero/},
	log: {shows: /ipvsadm -e -t 203\.0\.113\.11:8443 -r 10\.0\.1\.22:8443 -m -w 0/},
};

/** Further pictures of a view, after its own. */
const moreOfView: Readonly<Record<string, readonly PictureStep[]>> = {
	connections: [{keys: 'v', shows: /TCP TIME_WAIT/, picture: 'connections-by-state'}],
	traffic: [
		{
			keys: `${'j'.repeat(9)}c`,
			shows: /Servers of tcp:203\.0\.113\.10:80/,
			picture: 'traffic-servers',
		},
	],
	snapshots: [
		{keys: 'jc', shows: /weight 3 → 2/, picture: 'compare'},
		{keys: '<esc>', shows: /before the upgrade/},
	],
};

/** The path of a view's picture. */
export function viewPicture(view: string): string {
	return `${folder}/${view}.svg`;
}

function allSteps(): readonly PictureStep[] {
	return [
		...story,
		...assembly.views.flatMap(({id, key, title}) => {
			const own = viewSteps[id] ?? {shows: new RegExp(`${key} ${title}`)};
			return [{...own, keys: `${key}${own.keys ?? ''}`, picture: id}, ...(moreOfView[id] ?? [])];
		}),
	];
}

/** What a wide terminal has besides, after the same has happened. */
const wideSteps: readonly PictureStep[] = [
	...story.map(({picture: _, ...step}) => step),
	{shows: /^>.* 10\.0\.1\.22:8443/m, picture: 'services-wide'},
	{keys: '<enter>', shows: /new connections\/s/, picture: 'details-wide'},
];

/** A step of the recording, with what is said below its screen. */
type RecordedStep = StageStep & Pick<RecordedFrame, 'caption' | 'seconds'>;

const waiting = 'New connections go to 10.0.0.9, open ones end by themselves. (time lapse)';

/** A drain from its key until the server is empty, and its undo. */
const drainSteps: readonly RecordedStep[] = [
	{
		...{keys: 'j', pass: 60_000, shows: /^>.* 10\.0\.0\.8:80/m},
		...{
			caption: 'Two web servers. The cursor is on 10.0.0.8, which needs maintenance.',
			seconds: 3,
		},
	},
	{
		...{keys: 'd', shows: /drain of 10\.0\.0\.8:80/},
		...{
			caption: 'd: drain. lvstop shows the exact command, and what happens to connections.',
			seconds: 5,
		},
	},
	{
		...{keys: 'y', pass: 2000, shows: /⇣/},
		...{caption: 'y: run it. The weight is 0.', seconds: 2},
	},
	...[10, 12, 16, 20, 20, 20, 18].map(seconds => ({
		...{pass: seconds * 1000, shows: /⇣/},
		...{caption: waiting, seconds: 0.8},
	})),
	{
		...{pass: 20_000, shows: /is drained: empty after/},
		...{caption: '10.0.0.8 is empty. Do the maintenance now.', seconds: 3},
	},
	{
		...{keys: 'u', shows: /undo: drain of 10\.0\.0\.8:80/},
		...{caption: 'u: undo. Every change can be undone, the newest first.', seconds: 3.5},
	},
	{
		...{keys: 'y', pass: 2000, shows: / 10\.0\.0\.8:80 +NAT +≠?1 /},
		...{caption: 'y: the weight is 1 again.', seconds: 2},
	},
	{
		...{pass: 20_000, shows: /2\/2 w>0/},
		...{caption: 'New connections arrive. q quits; the director keeps running.', seconds: 3},
	},
];

/** The keys of the recording; README explains them in the same order. */
export const recordedKeys: readonly string[] = drainSteps.flatMap(({keys}) => keys ?? []);

/** The frame for readers who want no motion: the plan of the drain. */
const stillFrame = 1;

async function onConsole<Result>(
	options: {readonly scene: SceneName; readonly size: typeof size},
	work: (console: EmbeddedConsole) => Promise<Result>,
): Promise<Result> {
	const place = await mkdtemp(join(tmpdir(), 'lvstop-pictures-'));
	const opened = await openEmbeddedConsole({...options, folder: place});
	try {
		return await work(opened);
	} finally {
		opened.close();
		await rm(place, {recursive: true, force: true});
	}
}

/** The pictures of steps on a console of this size. */
async function picturesOf(
	steps: readonly PictureStep[],
	shown: typeof size,
): Promise<readonly (readonly [string, string])[]> {
	const frames = await onConsole({scene: 'incident', size: shown}, opened =>
		playSteps(opened, steps),
	);
	return steps.flatMap(({picture}, index) =>
		picture === undefined
			? []
			: [[`${folder}/${picture}.svg`, frameToSvg(frames[index] ?? '', shown)] as const],
	);
}

/** The paths of all pictures below the project's folder, and their SVG. */
export async function makePictures(): Promise<readonly (readonly [string, string])[]> {
	const pictures = [
		...(await picturesOf(allSteps(), size)),
		...(await picturesOf(wideSteps, wideSize)),
	];
	const recorded = await onConsole({scene: 'nat', size: recordingSize}, opened =>
		playSteps(opened, drainSteps),
	);
	const recording = recordingToSvg(
		drainSteps.map(({caption, seconds}, index) => ({
			caption,
			seconds,
			frame: recorded[index] ?? '',
		})),
		recordingSize,
		stillFrame,
	);
	return [...pictures, [`${folder}/drain-recording.svg`, recording]];
}
