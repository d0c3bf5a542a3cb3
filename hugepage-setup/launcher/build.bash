# shellcheck shell=bash
# Building when the sources are not those of the last build, one launcher at a time; and the tests. Needs $home and jdk.bash, packages.bash.

set -euo pipefail

readonly program=${home:?}/core/target/guideway.jar
readonly stamp=$home/target/built # the digest of the sources that the last build was made from
readonly build_lock=$home/target/build.lock
readonly build_log=$home/target/build.log

# A digest over names and contents of all that goes into the build. Contents, as times lie after a copy or a checkout.
# Of the tests only core's go into it: the benchmarks use their frames and services.
sources_digest() (
    cd "$home"
    find pom.xml .mvn ./*/pom.xml ./*/src ./dpdk-shim ./bench/native \( -path './*/src/test' ! -path ./core/src/test -o -path ./dpdk-shim/target \) -prune -o -type f -print0 |
        LC_ALL=C sort -zu | xargs -0 sha256sum | sha256sum
)

is_built() { [[ -f $program && -f $stamp && $(<"$stamp") == "$(sources_digest)" ]]; }

# make_ready PURPOSE...: afterwards the program is built and $jdk set, and what the purposes need is there.
make_ready() {
    if is_built; then
        require "$@"
        find_java java
    else
        require build "$@"
        find_java javac
        build
    fi
}

# Builds unless it is built.
build() {
    check_writable
    mkdir -p "$home/target"
    (
        flock -n 9 || { say 'waiting for another build to end' && flock 9; }
        if ! is_built; then
            build_now
        fi
    ) 9>"$build_lock"
}

# Under the lock, which no process that Maven leaves behind must keep.
build_now() {
    local digest
    digest=$(sources_digest)
    forget_other_place
    say "building (log: $build_log)"
    quiet_maven
    if ! (cd "$home" && mvn -B -q -ntp -DskipTests package) </dev/null >"$build_log" 2>&1 9>&-; then
        explain_build_failure
    fi
    echo "$digest" >"$stamp"
}

# Maven's own libraries still use what newer JDKs warn of.
quiet_maven() {
    export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
}

# CMake refuses a cache made at another path, as in a tree that was copied or moved.
forget_other_place() {
    local cache
    while read -r cache; do
        if ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$home/dpdk-shim" "$cache"; then
            rm -rf "$(dirname "$cache")"
        fi
    done < <(find "$home/dpdk-shim" -name CMakeCache.txt)
}

explain_build_failure() {
    local errors
    errors=$(grep -E '^\[(ERROR|FATAL)\] .|error:' "$build_log" | grep -vE 'Maven with the -e|switch to enable|\[Help [0-9]\] http|following articles') ||
        errors=$(tail -n 30 "$build_log")
    printf '%.4000s\n' "$errors" >&2
    if grep -qE 'Could not transfer|Unknown host|Connection refused|Cannot access .* in offline mode' "$build_log"; then
        say 'Maven could not fetch what it needs: the first build needs the network (proxies: ~/.m2/settings.xml)'
    fi
    fail "the build failed; its log is $build_log"
}

# A tree that another user has built cannot be built by us.
check_writable() {
    local place
    for place in "$home" "$home"/target "$home"/*/target; do
        if [[ -e $place && ! -w $place ]]; then
            fail "the program must be built, but $place cannot be written by $(id -un)" \
                "build as its owner, $(stat -c %U "$place") (./guideway build), or copy the tree"
        fi
    done
}

# Every test, on a build of its own; arguments go to Maven. While they run nobody else builds here.
run_tests() {
    require build run demo test
    find_java javac
    build
    cd "$home"
    quiet_maven
    exec flock --close "$build_lock" mvn -B -ntp verify "$@"
}
