"""The registration form as somebody sends it, and the page of one's own registration."""

from brygga.events import links


def text(response):
    return " ".join(response.content.decode().split())


def filled(**changed):
    return {
        "name": "Nina Sköterska",
        "email": "nina@brygga.example",
        "place": "0160",
        "principal": "region",
        "profession": "nurse",
        "flexible": "on",
        "venue_note": "",
        "key": "en-nyckel",
    } | changed


def send(client, held, **changed):
    return client.post(f"/kalender/{held.slug}/anmalan/", filled(**changed))


def own(row, rest=""):
    return f"/anmalan/{links.manage_token(row)}/{rest}"
