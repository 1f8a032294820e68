"""Making accepted answers into what everybody sees.

Said in SQL, which stays in the database: a whole country is a hundred thousand standings. The
rules are those of `rules.levels`; a test holds the two to the same answer for every combination.
"""

from collections.abc import Iterable

from django.db import connection, transaction

from brygga.followup.enums import AnswerForm, AnswerSide, Level, MappingStatus
from brygga.followup.models import Standing
from brygga.followup.rules import RANK

# Mappings at a time: a statement takes only so many parameters.
CHUNK = 400

_RANKS = " ".join(f"WHEN '{level}' THEN {rank}" for level, rank in RANK.items())
_SIDES = {
    "social": AnswerSide.SOCIAL_SERVICES,
    "health": AnswerSide.HEALTH_CARE,
    "joint": AnswerSide.JOINT,
}
_COLUMNS = ", ".join(
    f"MAX(CASE WHEN a.side = '{side}' THEN a.level ELSE '' END) AS {name}, "
    f"MAX(CASE WHEN a.side = '{side}' THEN a.evidence ELSE '' END) AS {name}_evidence, "
    f"MAX(CASE WHEN a.side = '{side}' THEN a.evidence_on END) AS {name}_on"
    for name, side in _SIDES.items()
)
# Every word in the statement is one of ours; the ids of the mappings are its only parameters.
_STATEMENT = f"""
INSERT INTO followup_standing (mapping_id, question_id, level, social_services, health_care,
                               is_joint, differs, evidence, evidence_on)
WITH given AS (
  SELECT a.mapping_id, a.question_id, {_COLUMNS}
  FROM followup_answer a
  JOIN followup_mapping m ON m.id = a.mapping_id
  JOIN followup_question q ON q.id = a.question_id
  WHERE a.mapping_id IN (%s) AND a.level <> ''
    AND m.status = '{MappingStatus.ACCEPTED}' AND q.form = '{AnswerForm.LEVEL}'
  GROUP BY a.mapping_id, a.question_id
), ranked AS (
  SELECT given.*, CASE social {_RANKS} END AS social_rank, CASE health {_RANKS} END AS health_rank
  FROM given
), stood AS (
  SELECT ranked.*, CASE
    WHEN joint <> '' THEN joint
    WHEN social_rank IS NULL AND health_rank IS NULL THEN '{Level.DONT_KNOW}'
    WHEN social_rank IS NULL THEN health
    WHEN health_rank IS NULL OR social_rank <= health_rank THEN social
    ELSE health END AS level
  FROM ranked
), shown AS (
  SELECT stood.*,
    (social = level AND social_evidence <> '') AS social_shows,
    (health = level AND health_evidence <> '') AS health_shows,
    (health_on IS NOT NULL AND (social_on IS NULL OR health_on > social_on)) AS health_is_newer
  FROM stood
), chosen AS (
  SELECT shown.*, CASE
    WHEN joint_evidence <> '' THEN 'joint'
    WHEN social_shows AND NOT (health_shows AND health_is_newer) THEN 'social'
    WHEN health_shows THEN 'health' END AS shown_by
  FROM shown
)
SELECT mapping_id, question_id, level, social, health, joint <> '',
  social_rank IS NOT NULL AND health_rank IS NOT NULL AND social_rank <> health_rank,
  CASE shown_by WHEN 'joint' THEN joint_evidence WHEN 'social' THEN social_evidence
    WHEN 'health' THEN health_evidence ELSE '' END,
  CASE shown_by WHEN 'joint' THEN joint_on WHEN 'social' THEN social_on
    WHEN 'health' THEN health_on END
FROM chosen
"""  # noqa: S608 -- built from enums, see above


@transaction.atomic
def rebuild_standings(*, mapping_ids: Iterable[int]) -> int:
    """Make the standings of these mappings anew from their answers; gives how many there are.

    Only accepted mappings have any. Leaves no row in the log: it says nothing that an acceptance,
    a reopening or a loaded folder has not already said there.
    """
    ids = sorted(set(mapping_ids))
    made = 0
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        Standing.objects.filter(mapping_id__in=chunk).delete()
        with connection.cursor() as cursor:
            cursor.execute(_STATEMENT % ", ".join(["%s"] * len(chunk)), chunk)
            made += cursor.rowcount
    return made
