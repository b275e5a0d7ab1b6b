"""A mail server for tests: keeps every message it accepts, and can be told to misbehave.

usage: mail_server.py PORT FOLDER [CERTIFICATE KEY [implicit]]

With a certificate it offers STARTTLS, or with "implicit" speaks TLS from the first byte. Whoever logs in must be ops with
the password "correct horse"; nobody has to.

FOLDER/mode says how to treat the next message: normal, refuse (451 after DATA), hang, or never NAME (554 for
messages whose subject has NAME in it), or later NAME (450 for that recipient). FOLDER/accepted.jsonl and FOLDER/refused.jsonl hold what came of them.
"""
import asyncio
import email
import email.policy
import json
import logging
import os
import ssl
import sys
import time

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

PORT, FOLDER = int(sys.argv[1]), sys.argv[2]
TLS = None
if len(sys.argv) > 4:
    TLS = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    TLS.load_cert_chain(sys.argv[3], sys.argv[4])
IMPLICIT = len(sys.argv) > 5


def check_login(server, session, envelope, mechanism, data):
    known = data == LoginPassword(b"ops", b"correct horse")
    return AuthResult(success=known, handled=False, auth_data="ops" if known else None)


def keep(name, envelope, session):
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    text = message.get_body(("plain",)).get_content()
    line = json.dumps({
        "at": time.time(), "from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": message["subject"],
        "id": message["message-id"], "body": text.replace("\r\n", "\n"), "tls": IMPLICIT or session.ssl is not None, "login": session.auth_data,
    })
    with open(os.path.join(FOLDER, name), "a", encoding="utf-8") as file:
        file.write(line + "\n")


def mode_now():
    try:
        with open(os.path.join(FOLDER, "mode"), encoding="utf-8") as file:
            return file.read().split()
    except FileNotFoundError:
        return ["normal"]


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode_now() == ["later", address]:
            return "450 4.2.0 greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        mode = mode_now()
        if mode[0] == "refuse":
            keep("refused.jsonl", envelope, session)
            return "451 4.3.0 try again later"
        if mode[0] == "never" and mode[1].encode() in envelope.content:
            keep("refused.jsonl", envelope, session)
            return "554 5.7.1 not wanted here"
        if mode[0] == "hang":
            keep("refused.jsonl", envelope, session)
            await asyncio.sleep(3600)
        keep("accepted.jsonl", envelope, session)
        return "250 2.0.0 taken"


async def main():
    logging.basicConfig(stream=sys.stdout, level=logging.INFO)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(
            Handler(), hostname="mail.test", tls_context=None if IMPLICIT else TLS, require_starttls=False, enable_SMTPUTF8=True,
            authenticator=check_login, auth_require_tls=not IMPLICIT),
        "127.0.0.1", PORT, ssl=TLS if IMPLICIT else None)
    print("listening", flush=True)
    await server.serve_forever()


asyncio.run(main())
