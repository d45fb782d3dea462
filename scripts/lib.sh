# shellcheck shell=bash
# What the other scripts share: where the repository is, how they speak, what Debian packages a job needs.
# It is sourced, never run.
# shellcheck disable=SC2034 # the names below are for those who source it

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
setup_dir=$root/target/setup
tools_dir=$root/target/tools
target_dir=${CARGO_TARGET_DIR:-$root/target}

# Where rustup puts things, for a shell that has not been told.
if ! command -v cargo >/dev/null 2>&1 && [ -x "${HOME:-/root}/.cargo/bin/cargo" ]; then
    export PATH=${HOME:-/root}/.cargo/bin:$PATH
fi

export PATH=$tools_dir/bin:$PATH

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# At least this version? Compares dotted numbers: at_least 20.19 20.20.2
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

has_display() { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; }

# The packages of a job, one a line. Tauri links WebKitGTK; everything else of ours is built from source, of which
# libjpeg-turbo wants CMake and NASM.
packages_for() {
    case $1 in
        build) printf '%s\n' build-essential pkg-config libwebkit2gtk-4.1-dev cmake nasm ;;
        lint) printf '%s\n' shellcheck systemd ;;
        # What drives the real window where there is no screen, and hears it as a screen reader does.
        window) printf '%s\n' webkit2gtk-driver xvfb dbus x11-utils at-spi2-core ;;
        # Outside judges: real Chromium, the Nu Html Checker (Java), schemas and print for the public pages; one for photos.
        judges)
            printf '%s\n' "$(chromium_packages)" default-jre-headless libxml2-utils poppler-utils \
                libimage-exiftool-perl
            ;;
        # What brings TLS to the newsroom, another clock, and a broken disk.
        proxies) printf '%s\n' nginx-light caddy libfaketime fiu-utils ;;
        # What the figures are measured against.
        peers) printf '%s\n' libimage-exiftool-perl exiv2 jhead libvips-tools nginx-light weasyprint ;;
        *) fail "scripts/lib.sh knows no packages for \"$1\"." ;;
    esac
}

# Ubuntu calls them otherwise.
chromium_packages() {
    if grep -qs '^ID=ubuntu' /etc/os-release; then
        printf '%s\n' chromium-browser chromium-chromedriver
    else
        printf '%s\n' chromium chromium-driver
    fi
}

# Builds the page where its sources are newer than what stands in ui/dist; the app cannot be compiled without it.
build_page() {
    local built=$root/ui/dist/index.html
    if [ -e "$built" ] && [ -z "$(find "$root/ui" "$root/assets" "$root/docs" \
        \( -name node_modules -o -path "$root/ui/dist" \) -prune -o -type f -newer "$built" -print -quit)" ]; then
        return 0
    fi
    (cd "$root/ui" && npm run --silent build </dev/null)
}
