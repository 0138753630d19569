#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# machine.sh [-r ROOT] [-m MODULE]... [-k KERNEL] [-t SECONDS] (COMMAND... | -b)
#            runs a command in a machine of its own, with a kernel of its own: devices can be made
#            and taken away there, and nothing of this machine is touched.
#
#  -r ROOT     the folder that is its root; / at first. It is read only: what is written there is
#              kept in memory and forgotten.
#  -m MODULE   a module of the kernel that is to be loaded, such as uinput
#  -k KERNEL   a folder with boot/vmlinuz-* and lib/modules, as Debian's package has them; at first
#              the newest linux-image of this Debian, fetched and unpacked once
#  -t SECONDS  give up after that (900)
#
# The command is run by root, in /, without a network. Its output and its exit code are those of
# machine.sh. With -b in its place the root's own /sbin/init is started, such as systemd: what is
# written to /dev/ttyS1 is the output then, and a number written to /dev/ttyS2 the exit code.
# Exit code 77: this machine cannot do it, and why.
set -eu
root=/
modules=
kernel=
limit=900
boot=
while getopts br:m:k:t: option; do
	case $option in
	b) boot=yes ;;
	r) root=$(cd -- "$OPTARG" && pwd) ;;
	m) modules="$modules $OPTARG" ;;
	k) kernel=$OPTARG ;;
	t) limit=$OPTARG ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || [ -n "$boot" ] || {
	echo "machine.sh: which command?" >&2
	exit 2
}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/easeback

skip()
{
	echo "skipped: $*"
	exit 77
}

for tool in qemu-system-x86_64 busybox cpio depmod apt-get dpkg-deb; do
	PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null 2>&1 ||
		skip "$tool is missing: apt install qemu-system-x86 busybox-static cpio kmod"
done

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM HUP

# The package that linux-image-amd64 stands for; the cloud's kernel knows no input devices.
fetch_kernel()
{
	package=$(apt-cache depends linux-image-amd64 2>/dev/null |
		sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
	[ -n "$package" ] || skip "no kernel is known; apt-get update brings its name"
	kernel=$cache/$package
	[ -d "$kernel" ] && return
	echo "machine.sh: fetching $package" >&2
	(cd "$scratch" && apt-get download "$package" >&2) || skip "$package cannot be fetched"
	dpkg-deb -x "$scratch/$package"_*.deb "$scratch/kernel"
	mkdir -p "$cache"
	mv "$scratch/kernel" "$kernel"
	rm -f "$scratch"/*.deb
}

[ -n "$kernel" ] || fetch_kernel
image=$(find "$kernel/boot" -name 'vmlinuz-*' | head -n 1)
version=${image##*/vmlinuz-}
[ -n "$image" ] || skip "there is no kernel in $kernel"

# --- what it begins with: a shell, the modules, and what mounts the root ---

first=$scratch/first
mkdir -p "$first/bin" "$first/proc" "$first/sys" "$first/dev" "$first/lower" "$first/upper" \
	"$first/modules"
cp "$(command -v busybox)" "$first/bin/busybox"
file_of=$scratch/tree
mkdir -p "$file_of/usr/lib"
ln -s usr/lib "$file_of/lib" # one kmod looks here, another there
for lib in "$kernel/lib/modules" "$kernel/usr/lib/modules"; do
	[ ! -d "$lib/$version" ] || cp -rs "$(cd "$lib" && pwd)" "$file_of/usr/lib/modules"
done
PATH=$PATH:/usr/sbin:/sbin depmod -b "$file_of" "$version" 2>/dev/null

# Each module behind those that it needs; what is built in has no file.
n=100
: >"$scratch/taken"
for module in virtio_pci 9pnet_virtio 9p overlay evdev $modules; do
	PATH=$PATH:/usr/sbin:/sbin modprobe -d "$file_of" -S "$version" --show-depends "$module" \
		>"$scratch/needs" 2>/dev/null ||
		skip "the kernel $version has no module $module"
	while read -r verb file _; do
		[ "$verb" = insmod ] || continue
		! grep -qxF "$file" "$scratch/taken" || continue
		echo "$file" >>"$scratch/taken"
		name=$(basename "$file")
		n=$((n + 1))
		case $name in
		*.xz) xz -dc "$file" >"$first/modules/$n-${name%.xz}" ;;
		*.zst) zstd -qdc "$file" >"$first/modules/$n-${name%.zst}" ;;
		*) cp -L "$file" "$first/modules/$n-$name" ;;
		esac
	done <"$scratch/needs"
done

# The words of the command, each in quote marks of its own.
words=
for word in "$@"; do
	words="$words '$(printf '%s' "$word" | sed "s/'/'\\\\''/g")'"
done
cat >"$first/init" <<END
#!/bin/busybox sh
b=/bin/busybox
\$b mount -t proc proc /proc
\$b mount -t sysfs sys /sys
\$b mount -t devtmpfs dev /dev
\$b mkdir -p /dev/pts /dev/shm
for module in /modules/*; do \$b insmod \$module; done
\$b mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose,ro root /lower
\$b mount -t tmpfs -o size=60% upper /upper
\$b mkdir /upper/new /upper/work /upper/root
\$b mount -t overlay -o lowerdir=/lower,upperdir=/upper/new,workdir=/upper/work root /upper/root
r=/upper/root
\$b mkdir -p \$r/proc \$r/sys \$r/dev \$r/run \$r/tmp
\$b mount --move /dev \$r/dev
\$b mount --move /proc \$r/proc
\$b mount --move /sys \$r/sys
\$b mount -t tmpfs run \$r/run
\$b mount -t tmpfs tmp \$r/dev/shm
\$b mount -t devpts pts \$r/dev/pts
\$b mkdir -p \$r/run/machine
\$b cp /command \$r/run/machine/command
if [ -e /boot ]; then
	exec \$b switch_root \$r /sbin/init
fi
code=0
\$b chroot \$r /bin/sh /run/machine/command <\$r/dev/null >\$r/dev/ttyS1 2>&1 || code=\$?
echo "\$code" >\$r/dev/ttyS2
\$b sync
\$b poweroff -f
END
cat >"$first/command" <<END
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
mkdir -p /root
stty raw -echo <&1
$words
END
[ -z "$boot" ] || : >"$first/boot"
chmod 755 "$first/init"
(cd "$first" && find . | cpio -o -H newc --quiet | gzip -1) >"$scratch/first.img"

# --- running it ---

: >"$scratch/code"
timeout "$limit" qemu-system-x86_64 -M q35,accel=tcg -cpu max -smp 2 -m 2048 \
	-display none -monitor none -nic none -no-reboot \
	-kernel "$image" -initrd "$scratch/first.img" \
	-append "console=ttyS0 quiet loglevel=1 panic=-1 mitigations=off tsc=reliable" \
	-fsdev "local,id=root,path=$root,security_model=none,readonly=on,multidevs=remap" \
	-device virtio-9p-pci,fsdev=root,mount_tag=root \
	-chardev stdio,id=out,signal=off \
	-serial "file:$scratch/log" -serial chardev:out -serial "file:$scratch/code" \
	</dev/null 2>"$scratch/qemu" || {
	cat "$scratch/log" "$scratch/qemu" >&2
	echo "machine.sh: the machine did not end by itself within $limit s" >&2
	exit 1
}
code=$(tr -dc '0-9' <"$scratch/code")
[ -n "$code" ] || [ -n "$boot" ] || {
	cat "$scratch/log" "$scratch/qemu" >&2
	echo "machine.sh: the command came to no end" >&2
	exit 1
}
exit "${code:-0}"
