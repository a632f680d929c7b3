"""`@cloudflare/blindrsa-ts`, which nobody here wrote, against our desk and our browser's half."""

import base64
import json
import secrets
import shutil
import subprocess
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa

from families.stamps.blind_rsa import (
    BITS,
    EXPONENT,
    PrivateKey,
    blind,
    finalize,
    is_signed,
    sign_blindly,
)

from .measures import Measured

HERE = Path(__file__).parent / "judge"
FILES = ("judge.mjs", "package.json", "package-lock.json")


class NoJudge(Exception):
    """There is no Node here, or its packages cannot be had: why."""


class Judge:
    """A Node process that answers; use as a context manager. Raises `NoJudge`."""

    def __init__(self, folder: Path) -> None:
        """Its packages are installed into `folder`, by the hashes of the lock."""
        if not (shutil.which("node") and shutil.which("npm")):
            raise NoJudge("node and npm are not installed")
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(HERE / name, folder / name)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=120
        )
        if done.returncode != 0:
            raise NoJudge(f"npm could not install @cloudflare/blindrsa-ts: {done.stderr[-300:]}")
        self.folder = folder

    def __enter__(self) -> "Judge":
        self.process = subprocess.Popen(
            ["node", "judge.mjs"],
            cwd=self.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *problem: object) -> None:
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def ask(self, what: str, **fields: Any) -> dict[str, Any]:
        self.process.stdin.write(json.dumps({"do": what, **fields}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer


def interop(folder: Path, times: int) -> Measured:
    """So many stamps that the judge has blinded and we have signed, and every tenth the other way
    round: how many are good for both."""
    numbers = rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS).private_numbers()
    key = PrivateKey(numbers.public_numbers.n, numbers.d)
    public, private = _jwk(numbers)
    good = crossed = 0
    with Judge(folder) as judge:
        for at in range(times):
            shown = judge.ask("blind", key=public, words=secrets.token_hex(32))["shown"]
            signed = sign_blindly(key, bytes.fromhex(shown)).hex()
            made = judge.ask("finalize", key=public, signed=signed)
            message, signature = bytes.fromhex(made["message"]), bytes.fromhex(made["signature"])
            good += is_signed(key.public, message, signature)
            assert not is_signed(key.public, message + b"!", signature)
            if at % 10 == 0:
                ours = blind(key.public, secrets.token_bytes(32))
                theirs = judge.ask("sign", key=private, shown=ours.shown.hex())["signed"]
                final = finalize(key.public, ours, bytes.fromhex(theirs))
                crossed += judge.ask(
                    "verify", key=public, message=ours.message.hex(), signature=final.hex()
                )["good"]
    return Measured(
        "interop", times, {"judge blinds, we sign": good, "we blind, judge signs": crossed}
    )


def _jwk(numbers: rsa.RSAPrivateNumbers) -> tuple[dict[str, str], dict[str, str]]:
    of = {
        "n": numbers.public_numbers.n, "e": numbers.public_numbers.e, "d": numbers.d,
        "p": numbers.p, "q": numbers.q, "dp": numbers.dmp1, "dq": numbers.dmq1, "qi": numbers.iqmp,
    }  # fmt: skip
    words = {
        name: base64.urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8))
        .decode()
        .rstrip("=")
        for name, value in of.items()
    }
    kind = {"kty": "RSA", "alg": "PS384", "ext": True}
    public = {name: words[name] for name in ("n", "e")}
    return {**kind, **public}, {**kind, **words}
