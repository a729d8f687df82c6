/**
 * A table that changes all the time, as somebody else's program changes it: services and servers come and go, weights
 * and schedulers change, and now and then everything is deleted and made anew.
 */
import {randomUUID} from 'node:crypto';
import type {Guest} from '../guest.ts';
import {runToEnd} from '../traffic.ts';

export interface Churn {
	/** Waits until no change is under way; none is made before `goOn`. */
	hold(): Promise<void>;
	goOn(): Promise<void>;
	/** Ends it. @returns how many changes were made, by their kinds */
	stop(): Promise<Readonly<Record<string, number>>>;
}

/**
 * Starts it on the director of a topology.
 * @param rules what is made anew after everything was deleted, as `ipvsadm -R` reads it
 */
export async function startChurn(guest: Guest, rules: string): Promise<Churn> {
	const folder = `/run/${randomUUID()}`;
	await guest.run(['mkdir', folder]);
	await guest.writeFile(`${folder}/rules`, rules);
	const ended = runToEnd(guest, {command: ['bash', '-s'], input: script(folder)});
	return {
		async hold() {
			await guest.runScript(`: >${folder}/hold; until [ -e ${folder}/held ]; do sleep 0.1; done`);
		},
		async goOn() {
			await guest.run(['rm', '-f', `${folder}/hold`, `${folder}/held`]);
		},
		async stop() {
			await guest.runScript(`rm -f ${folder}/hold; : >${folder}/stop`);
			return JSON.parse(await ended);
		},
	};
}

/** Up to 40 services with up to 12 servers beside those of the topology; a change is refused where it does not fit. */
function script(folder: string): string {
	return `
cd ${folder}
added=0 edited=0 deleted=0 replaced=0
schedulers=(rr wrr lc wlc sh sed nq)
until [ -e stop ]; do
	if [ -e hold ]; then : >held; sleep 0.2; continue; fi
	vip=10.77.$((RANDOM % 8)).$((1 + RANDOM % 5)):80
	rip=10.78.0.$((1 + RANDOM % 12)):80
	scheduler=\${schedulers[RANDOM % 7]}
	weight=$((RANDOM % 200))
	case $((RANDOM % 24)) in
		[0-5])
			{
				echo "-A -t $vip -s $scheduler"
				for each in 1 2 3 4 5; do
					echo "-a -t $vip -r 10.78.0.$((1 + RANDOM % 12)):80 -m -w $weight"
				done
			} | ipvsadm -R 2>/dev/null
			added=$((added + 1)) ;;
		[6-9] | 1[0-3]) ipvsadm -e -t $vip -r $rip -m -w $weight 2>/dev/null; edited=$((edited + 1)) ;;
		1[4-6]) ipvsadm -E -t $vip -s $scheduler 2>/dev/null; edited=$((edited + 1)) ;;
		1[7-9]) ipvsadm -d -t $vip -r $rip 2>/dev/null; deleted=$((deleted + 1)) ;;
		2[0-2]) ipvsadm -D -t $vip 2>/dev/null; deleted=$((deleted + 1)) ;;
		23) ipvsadm -Sn >before; { echo -C; cat rules; grep 10.77. before; } | ipvsadm -R 2>/dev/null
			replaced=$((replaced + 1)) ;;
	esac
	sleep 0.2
done
echo "{\\"added\\":$added,\\"edited\\":$edited,\\"deleted\\":$deleted,\\"replaced\\":$replaced}"
`;
}
