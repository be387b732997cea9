"""Packs a folder as a tar.gz whose bytes follow from its files alone: `archive.py FOLDER SECONDS-SINCE-1970 ARCHIVE`."""

import gzip
import pathlib
import sys
import tarfile


def pack(folder: pathlib.Path, epoch: int, archive: pathlib.Path) -> None:
    def same_everywhere(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.mtime = epoch
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with (
        archive.open("wb") as file,
        gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=epoch) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.USTAR_FORMAT) as tar,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            tar.add(path, path.relative_to(folder.parent), recursive=False, filter=same_everywhere)


if __name__ == "__main__":
    pack(pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3]))
