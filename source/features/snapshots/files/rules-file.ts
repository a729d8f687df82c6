/**
 * Rules in files: written in the format of ipvsadm-restore, and read with the variations that other writers use.
 */
import {lstat, stat} from 'node:fs/promises';
import {orIfMissing} from '../../../files/missing-file.ts';
import {readRegularFile, requireRegular} from '../../../files/regular-file.ts';
import type {Stored} from '../../../files/stored.ts';
import {type Existing, writeWholeFile} from '../../../files/write-whole-file.ts';
import {formatSave, formatSavePieces} from '../../../ipvs/format/save-format.ts';
import {ParseError} from '../../../ipvs/line-parser.ts';
import {serverCount} from '../../../ipvs/plain-servers.ts';
import {inOneOrder} from '../../../ipvs/rule-order.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {quotedLine} from '../../../ipvs/visible-text.ts';
import {FileFault, faultInWords} from '../../../text/file-fault.ts';
import {parseNamedRules, type RulesReading} from './resolve-names.ts';
import {
	formatAbout,
	metadataPath,
	parseAbout,
	type SnapshotMetadata,
	sha256Of,
} from './snapshot-metadata.ts';

/** Saved rules cannot be read or written. The message names the file, and the line if there is one. */
export class RulesFileError extends Error {
	override readonly name = 'RulesFileError';
	/** `exists`: the file exists and may not be replaced. */
	readonly problem: 'missing' | 'unreadable' | 'exists' | 'failed';

	constructor(problem: RulesFileError['problem'], message: string, cause?: unknown) {
		super(message, {cause});
		this.problem = problem;
	}
}

/** Rules as text, thresholds included, in an order that depends only on the rules. */
export function rulesText(rules: RuleSet): string {
	return formatSave(inOneOrder(rules), {thresholds: true});
}

/** The same text in pieces. */
function rulesPieces(rules: RuleSet): readonly string[] {
	return [...formatSavePieces(inOneOrder(rules))];
}

/**
 * Parses the text of saved rules. `file` is its name in messages.
 * @throws {RulesFileError} naming file, line and reason
 */
export async function parseRules(file: string, text: string, how: RulesReading): Promise<RuleSet> {
	try {
		return await parseNamedRules(text, how);
	} catch (error) {
		if (error instanceof ParseError) {
			const {lineNumber, line, reason} = error;
			const message = `${file}:${lineNumber}: ${reason}: ${quotedLine(line)}`;
			throw new RulesFileError('unreadable', message, error);
		}

		throw error;
	}
}

/** A file that cannot be used, in words. */
function fileProblem(
	path: string,
	error: unknown,
	problem: 'unreadable' | 'failed',
): RulesFileError {
	if (error instanceof FileFault) {
		return new RulesFileError(problem, error.message, error);
	}

	const {code, message} = error as NodeJS.ErrnoException;
	switch (code) {
		case 'ENOENT':
			return new RulesFileError('missing', `${path}: no such file`, error);
		case 'EEXIST':
			return new RulesFileError('exists', `${path} exists`, error);
		default:
			return new RulesFileError('failed', faultInWords(error) ?? `${path}: ${message}`, error);
	}
}

/** Saved rules with what is known about them. */
export interface RulesFile {
	readonly path: string;
	readonly text: string;
	readonly rules: RuleSet;
	/** Null if there is no metadata file, or it cannot be read. */
	readonly about: SnapshotMetadata | null;
	/** False if the rules are no longer those that `about` was written for. */
	readonly isAsSaved: boolean;
}

/** The metadata of a rules file, or the problem with it; null if there is none. */
export async function readMetadata(path: string): Promise<Stored<SnapshotMetadata> | null> {
	const text = await orIfMissing(readRegularFile(metadataPath(path), 'note'), null);
	return text === null ? null : parseAbout(text);
}

/**
 * Reads the text of a rules file.
 * @throws {RulesFileError} if it is missing or unreadable
 */
export async function readRulesText(path: string): Promise<string> {
	return await readRegularFile(path, 'rules').catch((error: unknown) => {
		throw fileProblem(path, error, 'unreadable');
	});
}

/**
 * Reads the rules of a file whose text was read, and its metadata.
 * @throws {RulesFileError} naming file, line and reason
 */
export async function rulesOfFile(
	path: string,
	text: string,
	how: RulesReading,
): Promise<RulesFile> {
	const rules = await parseRules(path, text, how);
	const about = (await readMetadata(path).catch(() => null))?.value ?? null;
	return {path, text, rules, about, isAsSaved: about !== null && about.sha256 === sha256Of(text)};
}

/**
 * Reads a rules file with its metadata.
 * @throws {RulesFileError} if it is missing or unreadable; names file, line and reason
 */
export async function readRulesFile(path: string, how: RulesReading): Promise<RulesFile> {
	return await rulesOfFile(path, await readRulesText(path), how);
}

/** The rules to save, with their metadata. */
export type RulesToSave = Pick<
	SnapshotMetadata,
	'time' | 'host' | 'occasion' | 'note' | 'settings'
> & {readonly rules: RuleSet};

/** Writes the metadata of a rules file, replacing what is there. Rejects with the file system's error. */
export async function writeAbout(path: string, about: SnapshotMetadata): Promise<void> {
	await writeWholeFile(metadataPath(path), formatAbout(about), 'replace');
}

/**
 * Saves rules to a file, and the metadata for which the format has no place next to it. The metadata comes first, so
 * that a rules file is never without it; its fingerprint shows which rules it belongs to.
 * @throws {RulesFileError} `exists` if the file exists and must be kept
 */
export async function saveRulesFile(
	path: string,
	{rules, ...about}: RulesToSave,
	existing: Existing,
): Promise<void> {
	const pieces = rulesPieces(rules);
	try {
		if (existing === 'keep' && (await orIfMissing(lstat(path), null))) {
			throw new RulesFileError('exists', `${path} exists`);
		}

		const replaced = await orIfMissing(stat(path), null);
		if (replaced) {
			requireRegular(path, replaced);
		}

		await writeAbout(path, {
			...about,
			services: rules.length,
			servers: rules.reduce((sum, entry) => sum + serverCount(entry), 0),
			sha256: sha256Of(...pieces),
		});
		await writeWholeFile(path, pieces, existing);
	} catch (error) {
		throw error instanceof RulesFileError ? error : fileProblem(path, error, 'failed');
	}
}
