"""Writes the SPDX 2.3 bill of materials of a release.

Reads what `swift package show-dependencies --format json` prints from standard input;
`bill_of_materials.py VERSION SECONDS-SINCE-1970 [C-LIBRARY...]`, the libraries by their names in pkg-config.
"""

import datetime
import hashlib
import json
import re
import subprocess
import sys


def identifier(name: str) -> str:
    return "SPDXRef-Package-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def package(name: str, version: str, location: str, purl: str | None) -> dict:
    described = {
        "SPDXID": identifier(name),
        "name": name,
        "versionInfo": version,
        "downloadLocation": location,
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "NOASSERTION",
        "copyrightText": "NOASSERTION",
    }
    if purl:
        described["externalRefs"] = [
            {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}
        ]
    return described


def swift_packages(node: dict, packages: dict, edges: set) -> None:
    """Collects the packages below one, and which needs which; a package occurs wherever it is needed."""
    for child in node["dependencies"]:
        edges.add((identifier(node["identity"]), identifier(child["identity"])))
        if child["identity"] not in packages:
            url, version = child["url"], child["version"]
            place = re.sub(r"^https://|\.git$", "", url)
            packages[child["identity"]] = package(
                child["identity"], version, f"git+{url}@{version}", f"pkg:swift/{place}@{version}"
            )
        swift_packages(child, packages, edges)


def bill(root: dict, version: str, epoch: int, libraries: list[str]) -> dict:
    root = {**root, "identity": "octoseal"}
    packages = {"octoseal": package("octoseal", version, "NOASSERTION", None)}
    edges: set[tuple[str, str]] = set()
    swift_packages(root, packages, edges)
    for library in libraries:
        found = subprocess.run(
            ["pkg-config", "--modversion", library], check=True, capture_output=True, text=True
        ).stdout.strip()
        packages[library] = package(library, found, "NOASSERTION", f"pkg:generic/{library}@{found}")
        edges.add((identifier("octoseal"), identifier(library)))
    content = [packages[name] for name in sorted(packages)]
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", identifier("octoseal"))]
    relations += [(needs, "DEPENDS_ON", needed) for needs, needed in sorted(edges)]
    digest = hashlib.sha256(json.dumps([content, relations]).encode()).hexdigest()
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"octoseal-{version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/octoseal-{version}-{digest}",
        "creationInfo": {
            "created": datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": ["Tool: octoseal-bill-of-materials"],
        },
        "packages": content,
        "relationships": [
            {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}
            for one, kind, other in relations
        ],
    }


if __name__ == "__main__":
    made = bill(json.load(sys.stdin), sys.argv[1], int(sys.argv[2]), sys.argv[3:])
    json.dump(made, sys.stdout, indent=2)
    print()
