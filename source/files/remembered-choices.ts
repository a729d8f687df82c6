/**
 * The choices of the console that are kept for the next run: one file for each director.
 */
import {join} from 'node:path';
import * as v from 'valibot';
import {makeFolder} from './make-folder.ts';
import {orIfMissing} from './missing-file.ts';
import {readRegularFile} from './regular-file.ts';
import {storedJson} from './stored.ts';
import {writeWholeFile} from './write-whole-file.ts';

const schema = v.object({
	version: v.literal(1),
	view: v.string(),
	units: v.picklist(['bits', 'bytes']),
	/** By table: a column with - or + before it. */
	sorts: v.record(v.string(), v.string()),
	/** The chosen columns by table. */
	columns: v.record(v.string(), v.array(v.string())),
	/** The ids of services whose servers are hidden. */
	folded: v.array(v.string()),
	/** Whether the side panel is shown; earlier versions had none. */
	sidePanel: v.optional(v.boolean(), true),
	/** Whether the strip of graphs is shown; earlier versions had none. */
	strip: v.optional(v.boolean(), true),
	/** The texts that were typed at prompts, for ↑, by the prompt; the newest last. Earlier versions kept none. */
	histories: v.optional(v.record(v.string(), v.array(v.string())), {}),
});

/** The last choices. Names can be of another version of lvstop, so whoever uses them checks whether they are known. */
export type RememberedChoices = Readonly<Omit<v.InferOutput<typeof schema>, 'version'>>;

/** The choices; null if there are none. If they cannot be used, the reason. */
export type ReadChoices =
	| {readonly choices: RememberedChoices | null; readonly problem?: undefined}
	| {readonly choices?: undefined; readonly problem: string};

/** The file in the folder of a director. */
export function choicesFile(folder: string): string {
	return join(folder, 'choices.json');
}

/** Reads the choices. Never rejects: a file that cannot be used is no reason not to start. */
export async function readChoices(folder: string): Promise<ReadChoices> {
	const file = choicesFile(folder);
	try {
		const text = await orIfMissing<string | null>(readRegularFile(file, 'choices'), null);
		if (text === null) {
			return {choices: null};
		}

		const said = storedJson(schema, text);
		return said.problem === undefined
			? {choices: said.value}
			: {problem: `${file}: ${said.problem}`};
	} catch (error) {
		return {problem: error instanceof Error ? error.message : String(error)};
	}
}

/** Writes the choices as a whole; the last of several consoles wins. Rejects with the file system's error. */
export async function writeChoices(folder: string, choices: RememberedChoices): Promise<void> {
	await makeFolder(folder);
	const text = `${JSON.stringify({version: 1, ...choices}, null, '\t')}\n`;
	await writeWholeFile(choicesFile(folder), text, 'replace');
}
