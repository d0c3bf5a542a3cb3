# shellcheck shell=bash
# System packages: what each purpose needs, how one sees that it is there, and how it comes when it is not. Needs $home.

set -euo pipefail

# purpose | how one sees it | Debian's package | what it is for
readonly needs='
build|command:mvn|maven|builds the Java modules
build|command:cmake|cmake|builds dpdk-shim
build|command:make|make|builds dpdk-shim
build|command:gcc|gcc|compiles dpdk-shim
build|file:/usr/include/stdio.h|libc6-dev|compiles dpdk-shim
build|command:pkg-config|pkg-config|finds DPDK
build|dpdk-headers|libdpdk-dev|DPDK 22.11 or newer to build against
run|dpdk-library|libdpdk-dev|DPDK 22.11 or newer with its drivers
demo|command:ip|iproute2|network namespaces and links
demo|command:ethtool|ethtool|turns off offloads on links
demo|command:nginx|nginx-light|the web servers behind the load balancer
demo|command:curl|curl|the client
demo|file:/usr/bin/python3|python3|takes packets out of tunnels on the backends
test|command:tshark|tshark|a second opinion on every packet
test|command:tracepath|iputils-tracepath|asks for the MTU of paths
test|command:shellcheck|shellcheck|checks the scripts
'

is_there() {
    case $1 in
        command:*) type -P "${1#*:}" >/dev/null ;;
        file:*) [[ -e ${1#*:} ]] ;;
        dpdk-headers) pkg-config --atleast-version=22.11 libdpdk 2>/dev/null ;;
        dpdk-library) [[ $(ldconfig -p 2>/dev/null) == *librte_eal.so* ]] || is_there dpdk-headers ;;
    esac
}

# missing_for PURPOSE...: lines "package|what it is for" of what is not there.
missing_for() {
    local purpose probe package reason
    while IFS='|' read -r purpose probe package reason; do
        if [[ -n $purpose && " $* " == *" $purpose "* ]] && ! is_there "$probe"; then
            printf '%s|%s\n' "$package" "$reason"
        fi
    done <<<"$needs"
}

can_install() { ((EUID == 0)) && type -P apt-get >/dev/null; }

# require PURPOSE...: what these need is there afterwards; else this ends with a list of it and how to get it.
require() {
    local missing packages
    missing=$(missing_for "$@")
    [[ -n $missing ]] || return 0
    mapfile -t packages < <(cut -d'|' -f1 <<<"$missing" | sort -u)
    if can_install; then
        install_packages "${packages[@]}"
        missing=$(missing_for "$@")
        [[ -n $missing ]] || return 0
    fi
    explain_packages "$missing" "${packages[@]}"
}

explain_packages() {
    local missing=$1 package reason
    shift
    while IFS='|' read -r package reason; do
        say "missing: $package ($reason)"
    done <<<"$missing"
    if can_install; then
        fail "apt-get says they are installed, yet they are not to be found; the log is ${home:?}/target/packages.log"
    elif type -P apt-get >/dev/null; then
        fail "as root this installs them by itself; or: sudo apt-get install -y --no-install-recommends $*"
    fi
    fail "there is no apt-get here; install them by your distribution's means (the names are Debian's)"
}

apt_get() {
    DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$home/target/packages.log" 2>&1
}

refresh_package_lists() {
    say 'asking for the lists of packages (apt-get update)'
    mkdir -p "$home/target"
    apt_get update || say "apt-get update failed, going on with the lists that are here; its log is $home/target/packages.log"
}

# Those of the packages that apt knows no version of.
without_candidate() {
    local package
    for package in "$@"; do
        [[ $(LC_ALL=C apt-cache policy "$package") == *'Candidate: '[!\(]* ]] || echo "$package"
    done
}

install_packages() {
    local unknown
    mkdir -p "$home/target"
    : >"${home:?}/target/packages.log"
    unknown=$(without_candidate "$@")
    if [[ -n $unknown ]]; then
        refresh_package_lists
        unknown=$(without_candidate "$@")
        [[ -z $unknown ]] || fail "apt-get knows no package ${unknown//$'\n'/, }: is the network there, and is it in this distribution?"
    fi
    say "installing $*"
    install_quietly "$@" || { refresh_package_lists && install_quietly "$@"; } || {
        tail -n 5 "$home/target/packages.log" >&2
        fail "apt-get could not install $*; its log is $home/target/packages.log"
    }
}

# Installs without starting a daemon (nginx), now or at the next boot. In a subshell, which clears up however it ends.
install_quietly() (
    policy=/usr/sbin/policy-rc.d
    if [[ ! -e $policy ]]; then
        trap 'rm -f "$policy"' EXIT
        printf '#!/bin/sh\n# Made by guideway while it installs packages: nothing is started. May be removed.\nexit 101\n' >"$policy"
        chmod +x "$policy"
    fi
    apt_get install --no-install-recommends "$@" || exit 1
    if [[ " $* " == *' nginx-light '* ]]; then
        update-rc.d nginx disable >>"$home/target/packages.log" 2>&1 || say 'nginx may start at the next boot: update-rc.d nginx disable'
    fi
)
