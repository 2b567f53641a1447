#!/usr/bin/env python3
"""Builds a container image of the mock worker without a container engine.

usage: build_image.py ARCHIVE VERSION COMMIT EPOCH OUT

Reads mock-worker-VERSION-linux-x86_64.tar.gz and writes OUT/mock-worker-VERSION-image/ (an OCI image layout) and
OUT/mock-worker-VERSION-image.tar (for "docker load" and "podman load"). The image holds the archive, the few system
libraries that its runtime links to, and the shells that the launcher and the health check run in. These come from this
machine, which must be Debian or a system like it. EPOCH is the time stamp of everything, in seconds.
"""

import datetime
import gzip
import hashlib
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tarfile

HOME = "opt/mock-worker"
USER = 65532
# What the launcher and the health check call; bash opens the connection of the health check by itself.
COMMANDS = {"bin/sh": "/bin/dash", "bin/bash": "/bin/bash", "bin/dirname": "/usr/bin/dirname", "bin/readlink": "/usr/bin/readlink"}
HEALTH = """#!/bin/bash
# Exit code 0 if the worker answers GET /health with 200.
exec 3<>"/dev/tcp/127.0.0.1/${MOCK_WORKER_PORT:-8080}" || exit 1
printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3
read -r -t 2 line <&3 && [[ $line == *' 200 '* ]]
"""
# Loaded at run time and therefore not in the output of ldd: name resolution.
LIBRARIES_MORE = ["libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2"]


def fail(message):
    sys.exit(f"build_image.py: {message}")


def canonical(value):
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Layer:
    """One layer: a reproducible tar file."""

    def __init__(self, epoch):
        self.epoch = epoch
        self.buffer = io.BytesIO()
        self.tar = tarfile.open(fileobj=self.buffer, mode="w", format=tarfile.GNU_FORMAT)
        self.made = set()

    def _add(self, info, data=None):
        info.mtime, info.uid, info.gid, info.uname, info.gname = self.epoch, 0, 0, "", ""
        self.tar.addfile(info, data)

    def folder(self, path, mode=0o755):
        for parent in reversed(pathlib.PurePosixPath(path).parents):
            if str(parent) != "." and str(parent) not in self.made:
                self.folder(str(parent))
        if path not in self.made:
            self.made.add(path)
            info = tarfile.TarInfo(path)
            info.type, info.mode = tarfile.DIRTYPE, mode
            self._add(info)

    def file(self, path, data, mode=0o644):
        self.folder(str(pathlib.PurePosixPath(path).parent))
        info = tarfile.TarInfo(path)
        info.size, info.mode = len(data), mode
        self._add(info, io.BytesIO(data))

    def link(self, path, to):
        self.folder(str(pathlib.PurePosixPath(path).parent))
        info = tarfile.TarInfo(path)
        info.type, info.linkname = tarfile.SYMTYPE, to
        self._add(info)

    def bytes(self):
        self.tar.close()
        return self.buffer.getvalue()


def program_layer(archive, epoch):
    layer = Layer(epoch)
    elves = []
    with tarfile.open(archive) as source:
        for member in source:
            name = member.name.split("/", 1)
            if len(name) == 1:
                continue
            path = f"{HOME}/{name[1]}"
            if member.isdir():
                layer.folder(path)
            elif member.issym():
                layer.link(path, member.linkname)
            elif member.isfile():
                data = source.extractfile(member).read()
                layer.file(path, data, member.mode)
                if data[:4] == b"\x7fELF":
                    elves.append((name[1], data))
    layer.file(f"{HOME}/health", HEALTH.encode(), 0o755)
    return layer.bytes(), elves


def linked_libraries(elves, work):
    """Returns the system's libraries that the runtime links to, and the loader."""
    needed = set()
    for path, data in elves:
        file = work / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        file.chmod(0o755)
    for path in [work / path for path, _ in elves] + list(COMMANDS.values()):
        for line in subprocess.run(["ldd", path], capture_output=True, text=True, check=False).stdout.splitlines():
            words = line.split()
            found = words[2] if len(words) > 2 and words[1] == "=>" else words[0] if words else ""
            if found.startswith("/") and not found.startswith(str(work)):
                needed.add(found)
    libc = next((path for path in needed if path.endswith("/libc.so.6")), None) or fail("ldd names no libc.so.6")
    for name in LIBRARIES_MORE:
        more = pathlib.Path(libc).parent / name
        if more.exists():
            needed.add(str(more))
    return sorted(needed)


def system_layer(libraries, epoch):
    layer = Layer(epoch)
    packages = set()
    for path, source in sorted([(library.lstrip("/"), library) for library in libraries] + list(COMMANDS.items())):
        real = pathlib.Path(source).resolve()
        layer.file(path, real.read_bytes(), 0o755)
        for name in (source, str(real), str(real).removeprefix("/usr")):
            owner = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True, check=False).stdout
            packages.update(line.split(":")[0] for line in owner.splitlines())
    for package in sorted(packages):
        copyright = pathlib.Path("/usr/share/doc") / package / "copyright"
        if copyright.exists():
            layer.file(f"usr/share/doc/{package}/copyright", copyright.read_bytes())
    layer.file("etc/passwd", f"root:x:0:0::/:/bin/sh\nworker:x:{USER}:{USER}::/scenarios:/bin/sh\n".encode())
    layer.file("etc/group", f"root:x:0:\nworker:x:{USER}:\n".encode())
    layer.file("etc/nsswitch.conf", b"hosts: files dns\n")
    layer.folder("tmp", 0o1777)
    for mount in ("proc", "dev", "sys", "scenarios"):
        layer.folder(mount)
    return layer.bytes()


def config(layers, version, commit, created):
    return {
        "architecture": "amd64",
        "os": "linux",
        "created": created,
        "config": {
            "User": f"{USER}:{USER}",
            "ExposedPorts": {"8080/tcp": {}},
            # Flags win over these. A container's loopback cannot be reached from outside.
            "Env": ["PATH=/bin", "LANG=C.UTF-8", "MOCK_WORKER_HOST=0.0.0.0", "MOCK_WORKER_PORT=8080"],
            "Entrypoint": [f"/{HOME}/mock-worker"],
            "WorkingDir": "/scenarios",
            "StopSignal": "SIGTERM",
            "Healthcheck": {
                "Test": ["CMD", f"/{HOME}/health"],
                "Interval": 5_000_000_000,
                "Timeout": 3_000_000_000,
                "StartPeriod": 5_000_000_000,
                "Retries": 3,
            },
            "Labels": {
                "org.opencontainers.image.title": "mock-worker",
                "org.opencontainers.image.description": "A GPU inference worker without the GPU, for tests.",
                "org.opencontainers.image.version": version,
                "org.opencontainers.image.revision": commit,
                "org.opencontainers.image.licenses": "Apache-2.0",
            },
        },
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + sha256(layer) for layer in layers]},
        "history": [
            {"created": created, "created_by": "system libraries and shells"},
            {"created": created, "created_by": "mock-worker"},
        ],
    }


def write_layout(out, layers, image, version):
    blobs = out / "blobs" / "sha256"
    blobs.mkdir(parents=True)

    def blob(data, media_type):
        digest = sha256(data)
        (blobs / digest).write_bytes(data)
        return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(data)}

    packed = [gzip.compress(layer, 9, mtime=0) for layer in layers]
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": blob(canonical(image), "application/vnd.oci.image.config.v1+json"),
        "layers": [blob(layer, "application/vnd.oci.image.layer.v1.tar+gzip") for layer in packed],
    }
    described = blob(canonical(manifest), "application/vnd.oci.image.manifest.v1+json")
    described["annotations"] = {"org.opencontainers.image.ref.name": version}
    described["platform"] = {"architecture": "amd64", "os": "linux"}
    (out / "oci-layout").write_bytes(canonical({"imageLayoutVersion": "1.0.0"}))
    (out / "index.json").write_bytes(
        canonical({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [described]})
    )


def write_loadable(out, layers, image, version, epoch):
    archive = Layer(epoch)
    text = canonical(image)
    name = sha256(text) + ".json"
    paths = [sha256(layer) + ".tar" for layer in layers]
    archive.made.add(".")
    for path, layer in zip(paths, layers):
        archive.file(path, layer)
    archive.file(name, text)
    archive.file("manifest.json", canonical([{"Config": name, "RepoTags": [f"mock-worker:{version}"], "Layers": paths}]))
    out.write_bytes(archive.bytes())


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    archive, version, commit, epoch, out = sys.argv[1:]
    epoch, out = int(epoch), pathlib.Path(out).resolve()
    missing = [path for path in COMMANDS.values() if not pathlib.Path(path).exists()]
    if missing:
        fail(f"no {', '.join(missing)} on this machine")
    work = out / "image-work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        program, elves = program_layer(archive, epoch)
        layers = [system_layer(linked_libraries(elves, work), epoch), program]
    finally:
        shutil.rmtree(work, ignore_errors=True)
    created = datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    image = config(layers, version, commit, created)
    layout = out / f"mock-worker-{version}-image"
    loadable = out / f"mock-worker-{version}-image.tar"
    shutil.rmtree(layout, ignore_errors=True)
    write_layout(layout, layers, image, version)
    write_loadable(loadable, layers, image, version, epoch)
    print(f"{layout}: OCI layout, {sum(f.stat().st_size for f in layout.rglob('*') if f.is_file())} bytes")
    print(f"{loadable}: {loadable.stat().st_size} bytes")


if __name__ == "__main__":
    main()
