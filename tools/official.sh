#!/usr/bin/env bash
# Called by `tools/setup.sh --official`: asks the feed for the six official packages. Where it has all of them, the build takes them
# from now on (OfficialPackages.props, git-ignored); where it lacks one, says which, and the stand-ins stay.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/lib.sh

probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
missing=()
property() { sed -n "s/.*<$1 Condition[^>]*>\([^<]*\)<.*/\1/p" Directory.Packages.props; }
probe() { # PACKAGE VERSION
  printf '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><PackageReference Include="%s" Version="%s" /></ItemGroup></Project>\n' \
    "$1" "$2" >"$probe/probe.csproj"
  if dotnet restore "$probe/probe.csproj" --nologo -v quiet >"$probe/log" 2>&1; then say "official: $1 $2: found"
  else say "official: $1 $2: not in the feed"; missing+=("$1"); fi
}

probe Microsoft.ML.OnnxRuntime "$(property OnnxRuntimeVersion)"
probe Microsoft.ML.OnnxRuntime.Gpu "$(property OnnxRuntimeVersion)"
probe TorchSharp-cpu "$(property TorchSharpVersion)"
probe System.IO.Ports "$(property SystemIOPortsVersion)"
probe Iot.Device.Bindings "$(property IotDeviceBindingsVersion)"
probe MessagePack "$(property MessagePackVersion)"

if [ ${#missing[@]} -gt 0 ]; then
  rm -f OfficialPackages.props
  die "official: the feed lacks ${missing[*]}; the stand-ins stay in use. Those it has can be tried with: dotnet build -p:OfficialPackages=true"
fi
printf '<Project>\n  <PropertyGroup>\n    <OfficialPackages>true</OfficialPackages>\n  </PropertyGroup>\n</Project>\n' >OfficialPackages.props
say "official: all found; builds take the official packages from now on (delete OfficialPackages.props to go back)"
