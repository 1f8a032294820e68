"""The sectors of contact data: what deliveries call them, and which principal answers for each."""

from collections.abc import Mapping

from brygga.pathways.engine.spelling import plain

MUNICIPALITY, REGION, STATE, OTHER = "municipality", "region", "state", "other"


def _listed(text: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in text.split(","))


_HEALTH_CARE = _listed(
    "inpatient, inpatient care, hospital, hospital care, sjukhus, sjukhuset, sjukhusvård, "
    "slutenvård, slutenvården, sluten vård, specialist care, specialistvård, region, regionen, "
    "regional, health care, healthcare, hälso- och sjukvård, sjukvård, sjukvården"
)
"""Health care, and no more said of which."""

_SECTORS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "social_services": (
        MUNICIPALITY,
        _listed(
            "social services, social service, social, social care, social work, social welfare, "
            "municipality, municipal, municipal care, municipal services, socialtjänst, "
            "socialtjänsten, socialförvaltning, socialförvaltningen, socialkontor, soc, kommun, "
            "kommunen, kommunal, kommunal vård"
        ),
    ),
    "primary_care": (
        REGION,
        _listed(
            "primary, primary care, primary health care, primary healthcare, general practice, "
            "health centre, health center, primärvård, primärvården, vårdcentral, vårdcentralen, "
            "hälsocentral"
        ),
    ),
    "addiction_care": (
        REGION,
        _listed(
            "addiction, addiction care, addiction treatment, addiction services, "
            "addiction psychiatry, substance use care, substance use treatment, beroende, "
            "beroendevård, beroendevården, beroendemottagning, beroendemottagningen, "
            "beroendepsykiatri, beroendecentrum"
        ),
    ),
    "psychiatry": (
        REGION,
        _listed(
            "psychiatry, psychiatric, psychiatric care, psychiatric services, mental health, "
            "mental health care, mental health services, psykiatri, psykiatrin, psykiatrisk vård, "
            "psykiatrisk, vuxenpsykiatri, vuxenpsykiatrin"
        ),
    ),
    "emergency_care": (
        REGION,
        _listed(
            "emergency, emergency care, emergency department, emergency room, emergency unit, "
            "emergency services, accident and emergency, ed, er, acute, acute care, akut, akuten, "
            "akutvård, akutsjukvård, akutmottagning, akutmottagningen, akutenhet, "
            "somatic emergency, somatic emergency care, somatic acute care, emergency medicine, "
            "somatisk akut, somatisk akutvård, somatisk akutsjukvård, somatisk akutmottagning, "
            "addiction emergency, beroendeakut, beroendeakuten"
        ),
    ),
    "psychiatric_emergency": (
        REGION,
        _listed(
            "psychiatric emergency, psychiatric emergency care, psychiatric emergency department, "
            "psychiatric acute care, psychiatry emergency, emergency psychiatry, acute psychiatry, "
            "psykiatrisk akut, psykiatrisk akutvård, psykiatrisk akutmottagning, psykakut, "
            "psykakuten, psykiatriakut, akutpsykiatri"
        ),
    ),
    "somatic_care": (
        REGION,
        _listed("somatic, somatic care, somatik, somatiken, somatisk vård"),
    ),
    "prison_and_probation": (
        STATE,
        _listed(
            "prison and probation, prison, prisons, probation, prison and probation service, "
            "correctional care, correctional services, corrections, kriminalvård, kriminalvården, "
            "frivård, frivården, anstalt, häkte"
        ),
    ),
    "compulsory_care": (
        STATE,
        _listed(
            "compulsory care, tvångsvård, tvångsvården, lvm, statens institutionsstyrelse, sis"
        ),
    ),
    "civil_society": (
        OTHER,
        _listed(
            "civil society, non profit, nonprofit, ngo, voluntary, voluntary sector, "
            "voluntary organisation, voluntary organization, charity, civilsamhälle, "
            "civilsamhället, ideell, ideella, ideell sektor, ideell organisation, idéburen, "
            "idéburet, frivilligorganisation"
        ),
    ),
    "other": (
        OTHER,
        _listed("other, övrigt, övriga, annat, annan, private, private care, privat, privat vård"),
    ),
}
"""By code: the principal that answers for the sector, and what deliveries call it."""

CODES = tuple(_SECTORS)
"""The word for each kind of sector that is told to whoever uses one that is not known."""

ACUTE = (*_SECTORS["emergency_care"][1], *_SECTORS["psychiatric_emergency"][1])
"""The sectors whose contacts are acute visits, where a question names no others."""

SECTORS: Mapping[str, str] = {
    **dict.fromkeys(_HEALTH_CARE, REGION),
    **dict.fromkeys(_listed("state, staten, statlig"), STATE),
    **{word: principal for principal, words in _SECTORS.values() for word in words},
}
"""The sectors that are known, and the principal that answers for each: what changes hands."""

_CODE_OF = {word: code for code, (_principal, words) in _SECTORS.items() for word in words}


def sector_code(word: str) -> str:
    """The code of what a delivery calls a sector; "" for one's own and for what says too little."""
    return _CODE_OF.get(plain(word), "")
