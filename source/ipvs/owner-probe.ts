/**
 * Asks who manages the table, as one command for the director: over ssh each command costs a round trip.
 */

/**
 * Prints the evidence of owners, one line each; `source/ipvs/parse/owner-evidence.ts` parses it. It needs only a POSIX
 * shell with `ls`, `grep` and `tr`; dash, bash and busybox all know `-ef` of `test`. The first line does nothing: if
 * the transport passes its words to another shell (`--via 'ssh lb1'`), that shell gets no more than this line, and the
 * rest still runs. A table belongs to a network namespace, so each process is compared with the namespace of the
 * command.
 */
const script = `:
ls -ld /proc/self/ns/pid 2>/dev/null
for name in kube-ipvs0 kube-dummy-if; do
  grep -qs "^ *$name:" /proc/net/dev && echo "interface $name"
done
for name in /var/run/docker/netns/ingress_sbox /var/run/docker/netns/lb_*; do
  [ "$name" -ef /proc/self/ns/net ] && echo "docker \${name##*/}"
done
for role in checkers vrrp; do
  for file in /run/keepalived/$role*.pid /run/$role*.pid; do
    [ -r "$file" ] && read -r pid <"$file" && echo "pidfile $role $pid"
  done
done
grep -sE '^(keepalived|ldirectord|surealived|ipvssync|seesaw_|lvscare|kube-proxy|kube-router|cilium-agent)' /proc/[0-9]*/comm /dev/null | while IFS=: read -r file name; do
  folder=\${file%/comm}
  place=elsewhere
  [ -e "$folder/ns/net" ] || place=unknown
  [ "$folder/ns/net" -ef /proc/self/ns/net ] && place=here
  echo "process \${folder#/proc/} $place $name"
  [ "$name" = keepalived ] && { printf 'arguments %s ' "\${folder#/proc/}"; tr '\\000\\n' '  ' <"$folder/cmdline"; echo; }
done 2>/dev/null
echo end`;

/** The command; its exit code is 0 on any machine with a shell. */
export const ownerProbe: readonly [string, ...string[]] = ['sh', '-c', script];
