# shellcheck shell=bash
# Finding a Java: sets $jdk to the home of one that is new enough. Needs packages.bash.

set -euo pipefail

readonly java_needed=25
jdk=

# The feature version of the Java at home $1 (25 for 25.0.3), 0 where there is none.
java_version() {
    local version
    [[ -x $1/bin/java ]] || { echo 0; return; }
    if [[ -r $1/release ]]; then
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    else
        version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    fi
    echo "${version:-0}"
}

# Homes where a Java may be, the most wanted first, one a line.
java_homes() {
    local on_path
    [[ -z ${JAVA_HOME:-} ]] || printf '%s\n' "$JAVA_HOME"
    if on_path=$(type -P java); then
        dirname "$(dirname "$(readlink -f "$on_path")")"
    fi
    printf '%s\n' /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/*
}

# look_for_java TOOL: sets $jdk to the first home that has TOOL (javac for a JDK, java for any) and is new enough.
look_for_java() {
    local candidate
    while read -r candidate; do
        if [[ -x $candidate/bin/$1 ]] && (($(java_version "$candidate") >= java_needed)); then
            jdk=$candidate
            return 0
        fi
    done < <(java_homes)
    return 1
}

# The distribution's newest OpenJDK package that will do; nothing where it has none.
java_package() {
    local version
    version=$(apt-cache pkgnames openjdk- | sed -n 's/^openjdk-\([0-9]*\)-jdk-headless$/\1/p' | sort -n | tail -n 1)
    if ((${version:-0} >= java_needed)); then
        echo "openjdk-$version-jdk-headless"
    fi
}

# find_java TOOL: sets $jdk and exports JAVA_HOME, installs the distribution's JDK if need be, or ends with what to do.
find_java() {
    local package
    if ! look_for_java "$1" && can_install; then
        package=$(java_package)
        if [[ -z $package ]]; then
            refresh_package_lists
            package=$(java_package)
        fi
        if [[ -n $package ]]; then
            install_packages "$package"
            look_for_java "$1" || fail "$package is installed, but no $1 of Java $java_needed is at /usr/lib/jvm"
        fi
    fi
    [[ -n $jdk ]] || explain_java
    export JAVA_HOME=$jdk
}

explain_java() {
    fail "no JDK $java_needed or newer here (looked at JAVA_HOME=${JAVA_HOME:-}, java on the PATH, /usr/lib/jvm, /opt, ~/.sdkman)" \
        "where the distribution has it: sudo apt-get install openjdk-$java_needed-jdk-headless" \
        "anywhere: unpack a JDK $java_needed from https://adoptium.net or https://jdk.java.net into /opt, or set JAVA_HOME to it"
}
