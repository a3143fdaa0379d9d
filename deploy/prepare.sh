# Sourced by run.sh and test.sh: what must be on the machine before anything is built.

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf '\033[31m%s\033[0m\n' "$*" >&2; exit 1; }

# Installs the Debian packages that are missing; asks for sudo only when there is something to install.
need_packages() {
  command -v dpkg-query >/dev/null || { say "Not a Debian or Ubuntu machine: make sure you have the counterparts of: $*"; return; }
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "Installing ${missing[*]}"
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "Please install these packages as root first: ${missing[*]}"
    sudo=(sudo)
  fi
  "${sudo[@]}" apt-get update -qq || say "The package lists could not be refreshed; trying with the known ones"
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
    || fail "These packages could not be installed: ${missing[*]}"
}

# .NET 10 and Node 20 or later, with a clear message when they are not there.
need_tools() {
  command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing. See https://dotnet.microsoft.com/download/dotnet/10.0"
  local sdk; sdk=$(dotnet --version 2>/dev/null || true)
  [ "${sdk%%.*}" = "10" ] || fail "The .NET 10 SDK is needed; this machine has '${sdk:-none that fits global.json}'."
  command -v node >/dev/null || fail "Node.js 20 or later is missing (it compiles the browser scripts). See https://nodejs.org"
  command -v npm >/dev/null || fail "npm is missing; it comes with Node.js."
  local node; node=$(node --version); node=${node#v}
  [ "${node%%.*}" -ge 20 ] || fail "Node.js 20 or later is needed; this machine has $node."
}

# What the portal and its recognition worker load at run time: text recognition data, codes, PDF pages, OpenCV's libraries, Chinese fonts.
RUN_PACKAGES=(tesseract-ocr-chi-sim tesseract-ocr-eng libzbar0 poppler-utils libgtk-3-0 libgl1
  fonts-noto-cjk fonts-arphic-ukai fonts-arphic-uming fonts-wqy-zenhei)
# What the tests need beside that: a browser and a database server that the fixture starts by itself.
TEST_PACKAGES=(chromium nginx postgresql)
