"""`make audit`: the image by hadolint's rules, a bill of materials of the run lock, and what is known against that.

Runs in the folder of the audit's own tools, so it imports nothing of ours. The exit status is 1 where something was
found, and 2 where the register of weaknesses could not be asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = Path(sys.executable).parent
BILL = ROOT / "build" / "sbom.json"
LOCK = "requirements.lock"


def tool(*words: str) -> subprocess.CompletedProcess[str]:
    program, *rest = words
    return subprocess.run([TOOLS / program, *rest], cwd=ROOT, capture_output=True, text=True, check=False)


def image() -> int:
    """What hadolint finds in the Dockerfile, down to advice."""
    if not (TOOLS / "hadolint").exists():
        print("image: hadolint is not to be had for this system; tests/test_image.py holds the rules that matter most")
        return 0
    done = tool("hadolint", "--no-color", "Dockerfile")
    print(f"image: {done.stdout.strip() or done.stderr.strip() or 'nothing found'}")
    return int(done.returncode != 0)


def bill() -> int:
    """The bill of materials, CycloneDX, with the hashes of the lock."""
    BILL.parent.mkdir(exist_ok=True)
    done = tool(
        "cyclonedx-py", "requirements", LOCK, "--pyproject", "pyproject.toml", "--mc-type", "application",
        "--output-reproducible", "--of", "JSON", "-o", str(BILL),
    )  # fmt: skip
    if done.returncode:
        print(f"bill: {done.stderr.strip().splitlines()[-1]}")
        return 1
    print(f"bill: {BILL.relative_to(ROOT)}")
    return 0


def weaknesses() -> int:
    """What is known against the packages of the lock. One that the register does not know was not asked about."""
    done = tool("pip-audit", "--progress-spinner", "off", "--disable-pip", "--require-hashes", "-f", "json", "-r", LOCK)
    packages = json.loads(done.stdout)["dependencies"] if done.stdout.startswith("{") else []
    asked = [each for each in packages if "skip_reason" not in each]
    if not asked:
        print("weaknesses: nothing was asked, the register cannot be reached from here: run this where there is a net")
        return 2
    found = [f"{each['name']} {each['version']}: {known['id']}" for each in asked for known in each["vulns"]]
    unknown = [each["name"] for each in packages if each not in asked]
    print(f"weaknesses: {len(asked)} packages, {len(found)} findings", *found, sep="\n  ")
    if unknown:
        print(f"weaknesses: not known to the register: {', '.join(unknown)}")
    return int(bool(found))


def main() -> int:
    return max([image(), bill(), weaknesses()])


if __name__ == "__main__":
    sys.exit(main())
