"""An OpenID provider on 127.0.0.1: it lets in whoever asks, and can go wrong in what it says."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, PASSWORD = "the-dashboard", "a password of the client's"


class OpenidProvider:
    """Answers with codes and signed tokens for the visitor in ``claims``.

    ``trouble`` says what is wrong with a token: "another nonce", "another key",
    "another audience", "another issuer", "expired", "another state" or "".
    ``told`` holds every secret that was given out.
    """

    def __init__(self) -> None:
        self.claims: dict[str, str] = {}
        self.trouble = ""
        self.told: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.key, self.other_key = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def settings(self) -> str:
        """Return what the secrets of a server say of this provider."""
        return (
            f'client_id = "{CLIENT}"\nclient_secret = "{PASSWORD}"\n'
            f'server_metadata_url = "{self.url}/.well-known/openid-configuration"\n'
        )

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/leave",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Return the address that a visitor is sent back to, with a code."""
        assert asked["client_id"] == CLIENT
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        self.told.append(code)
        state = "another" if self.trouble == "another state" else asked["state"]
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': state})}"

    def tokens(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Return the tokens that a code is good for, once; None for a client that is not known."""
        asked = self.codes.pop(form["code"], None)
        own = base64.b64encode(f"{CLIENT}:{PASSWORD}".encode()).decode()
        if asked is None or authorization != f"Basic {own}" or not _proven(form, asked):
            return None
        access = secrets.token_urlsafe()
        signed = self._signed(asked["nonce"])
        self.told += [access, signed]
        return {"access_token": access, "id_token": signed, "token_type": "Bearer"}

    def _signed(self, nonce: str) -> str:
        wrong = self.trouble
        now = int(time.time()) - (86_400 if wrong == "expired" else 0)
        claims = {
            "iss": "http://another.example" if wrong == "another issuer" else self.url,
            "aud": "another" if wrong == "another audience" else CLIENT,
            "nonce": "another" if wrong == "another nonce" else nonce,
            "sub": "visitor-1",
            "iat": now,
            "exp": now + 3600,
            **self.claims,
        }
        key = self.other_key if wrong == "another key" else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


def _proven(form: dict[str, str], asked: dict[str, str]) -> bool:
    """Return whether a code comes back from whom it was asked by (RFC 7636, section 4.6)."""
    digest = hashlib.sha256(form["code_verifier"].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (challenge, form["redirect_uri"]) == (asked["code_challenge"], asked["redirect_uri"])


def _handler(provider: OpenidProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            if asked.path == "/authorize":
                self._send_on(provider.authorize(query))
            elif asked.path == "/leave":
                self._send_on(query["post_logout_redirect_uri"])
            elif asked.path == "/keys":
                self._answer({"keys": [provider.key.as_dict(private=False)]})
            else:
                self._answer(provider.metadata())

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(sent).items()}
            tokens = provider.tokens(form, self.headers.get("Authorization", ""))
            self._answer(tokens or {"error": "invalid_grant"}, status=200 if tokens else 400)

        def _send_on(self, place: str) -> None:
            self.send_response(302)
            self.send_header("Location", place)
            self.end_headers()

        def _answer(self, told: dict[str, Any], *, status: int = 200) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
