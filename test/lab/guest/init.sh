#!/bin/busybox sh
# Process 1 of the guest. Its root is the host's file system, read-only; everything it writes goes to
# memory, but for the folder $LAB_DIRECTORY of the host, which it sees as /run/lab.
# $LAB_MODULES is a comma-separated list of kernel modules.

# The shell of busybox prefers its own applets to programs of the same name, and starts them through
# /proc/self/exe. Until the guest has its own /proc that is the host's: the kernel itself.
export PATH=/run/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
/bin/mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /dev/pts /dev/shm /run/lab /run/home /run/tmp /run/modprobe/lib
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
/bin/mount -t hostfs -o "$LAB_DIRECTORY" none /run/lab
ln -s /proc/self/fd /dev/fd

export HOME=/run/home TMPDIR=/run/tmp LANG=C.UTF-8
cd /
/bin/hostname director
/sbin/ip link set lo up

# Debian keeps the modules of this kernel outside of /lib/modules. modprobe can be told so, and then
# loads all of them in one process; the kernel's own calls of modprobe would find nothing.
ln -s /usr/lib/uml/modules /run/modprobe/lib/modules
stty -F /dev/tty1 raw -echo
if [ -n "$LAB_MODULES" ] && ! /sbin/modprobe -d /run/modprobe -a ${LAB_MODULES//,/ } >/dev/tty1 2>&1; then
	poweroff -f
fi

setsid -c /bin/busybox sh /run/lab/agent.sh </dev/tty1 >/dev/tty1 2>&1
poweroff -f
