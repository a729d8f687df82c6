/**
 * The title lines of the listings, word for word as ipvsadm 1.31 and Linux 6.1 to 7.2 print them. Parsers require them,
 * because columns of another listing would be misread.
 */

/** The two lines above the rows of a listing. */
export type Titles = readonly [string, string];

const servers = '  -> RemoteAddress:Port';

/** `ipvsadm -L` */
export const listingTitles: Titles = [
	'Prot LocalAddress:Port Scheduler Flags',
	`${servers}           Forward Weight ActiveConn InActConn`,
];

/** `ipvsadm -L --stats` */
export const statsTitles: Titles = [
	'Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes',
	servers,
];

/** `ipvsadm -L --rate` */
export const rateTitles: Titles = [
	'Prot LocalAddress:Port                 CPS    InPPS   OutPPS    InBPS   OutBPS',
	servers,
];

/** `ipvsadm -L --thresholds` */
export const thresholdTitles: Titles = [
	'Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn ',
	servers,
];

/** `ipvsadm -L --persistent-conn` */
export const persistentTitles: Titles = [
	'Prot LocalAddress:Port            Weight    PersistConn ActiveConn InActConn ',
	servers,
];

/** `ipvsadm -L --tun-info` */
export const tunnelTitles: Titles = [
	'Prot LocalAddress:Port Scheduler Flags',
	`${servers}           Forward TunnelInfo    Weight ActiveConn InActConn`,
];

/** `/proc/net/ip_vs` */
export const procIpVsTitles: Titles = [
	'Prot LocalAddress:Port Scheduler Flags',
	`${servers} Forward Weight ActiveConn InActConn`,
];

/** `ipvsadm -L -c` and, with the data of persistence engines, `ipvsadm -L -c --persistent-conn`. */
export const connectionTitles = {
	frame: 'IPVS connection entries',
	plain: 'pro expire state       source             virtual            destination',
	withEngine:
		'pro expire state       source             virtual            destination        pe name          pe_data',
} as const;

/** `/proc/net/ip_vs_conn` */
export const procConnectionTitle =
	'Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData';

/** The title line of kernels before 2.6.37, which have no persistence engines. */
const procConnectionTitleWithoutEngine =
	'Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires';

/** Whether a line is the title line of `/proc/net/ip_vs_conn`, of any kernel. */
export function isProcConnectionTitle(line: string): boolean {
	return line === procConnectionTitle || line === procConnectionTitleWithoutEngine;
}

/** `/proc/net/ip_vs_stats`, without its numbers. */
export const procStatsTitles = {
	first: '   Total Incoming Outgoing         Incoming         Outgoing',
	second: '   Conns  Packets  Packets            Bytes            Bytes',
	rates: ' Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s',
} as const;

/** `/proc/net/ip_vs_stats_percpu`, without its numbers. */
export const procStatsPerCpuTitles = {
	first: '       Total Incoming Outgoing         Incoming         Outgoing',
	second: 'CPU    Conns  Packets  Packets            Bytes            Bytes',
	rates: '     Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s',
} as const;
