import base64, email.utils, hashlib, hmac, json, os, ssl, urllib.request


def create_user(connection_string):
    """As an ACS identity client does it: signed, over TLS that it was told to trust."""
    endpoint, key = connection_string.split(";accesskey=")
    url, target = endpoint.removeprefix("endpoint=").rstrip("/"), "/identities?api-version=2023-10-01"
    date, content = email.utils.formatdate(usegmt=True), base64.b64encode(hashlib.sha256(b"{}").digest()).decode()
    signed = f"POST\n{target}\n{date};{url.split('//')[1]};{content}"
    signature = base64.b64encode(hmac.digest(base64.b64decode(key), signed.encode(), "sha256")).decode()
    request = urllib.request.Request(url + target, b"{}", {
        "Content-Type": "application/json", "x-ms-date": date, "x-ms-content-sha256": content,
        "Authorization": f"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}",
    })
    trusted = ssl.create_default_context(cafile=os.environ["REQUESTS_CA_BUNDLE"])
    with urllib.request.urlopen(request, context=trusted) as answer:
        return json.load(answer)["identity"]["id"]


def test_a_user_is_created(acs_connection_string):
    assert create_user(acs_connection_string).startswith("8:acs:")
