"""Every address of the house × who asks: the one table that pages, rights and papers are held to.

    python -m tests.house.access_paper > docs/access.md      prints it

Read a row from left to right as PERSONAS in rows.py. A row without an address, or an address
without a row, fails test_access_table.py.
"""

from tests.house.rows import Row, deed, page, shut

TABY = {"place": "0160", "year": 2010}
ROUND = {"county": "01", "year": 2010}
DRAFTED = {"county": "01", "year": 2011}
POLICY = {"document": "stockholm-policy"}
FIRST_ROUND = "baskurs-2010-november"
GUIDELINE_3 = POLICY | {"number": "3"}

# Columns:          visitor outsider health local county neighbour national evaluator
EVERYBODY = "        200     200      200    200   200    200       200      200"
SIGNED_IN = "        in      200      200    200   200    200       200      200"
TABY_INSIDE = "      in      404      200    200   200    404       200      200"
TABY_WORK = "        in      404      403    200   200    404       200      403"
TABY_SETTLES = "     in      404      200    200   200    404       200      403"
TABY_LED = "         in      404      403    403   200    404       200      403"
IN_COUNTY = "        in      404      200    200   200    404       200      200"
COUNTY_LED = "       in      404      403    403   200    404       200      403"
COUNTY_OWN = "       in      404      404    404   200    404       200      403"
COUNTY_DRAFT = "     in      404      404    404   200    404       200      403"
WRITERS = "          in      404      404    404   403    404       200      403"

NATIONAL = "         in      404      404    404   404    404       200      404"

MACHINES = (
    page("healthz", "Alive?", EVERYBODY),
    page("readyz", "Ready?", EVERYBODY),
    page("robots", "For search robots", EVERYBODY),
    page("sitemap", "For search robots", EVERYBODY),
    page("security", "Whom to tell of a weakness", EVERYBODY),
    page("api:api-root", "Leads to the description", "302 302 302 302 302 302 302 302"),
    page("api:openapi-json", "What the machine interface does", EVERYBODY),
    page("api:round", "How a round stands", EVERYBODY, slug=FIRST_ROUND),
    # No session counts here: a form without a key is refused whoever sends it.
    deed("api:register", "Register", "400 400 400 400 400 400 400 400", slug=FIRST_ROUND),
)

HALL = (
    page("portal:front", "Front page", EVERYBODY),
    page("portal:about", "About Brygga", EVERYBODY),
    page("portal:accessibility", "Accessibility statement", EVERYBODY),
    page("portal:mine", "My page: what waits for me", SIGNED_IN),
    shut("portal:demo_day", "Moves the demo's day; does not exist outside the demo"),
    shut("portal:try", "Signs in as a demo persona; does not exist outside the demo"),
)

PEOPLE = (
    page("people:place_people", "Who is with us at a place", EVERYBODY, code="0160"),
    page("people:group_new", "New group", TABY_WORK, code="0160"),
    page("people:group_edit", "Change a group", TABY_WORK, slug="lokala-samradet-0160"),
    page("people:appointment_new", "Appoint to a group", TABY_WORK, slug="lokala-samradet-0160"),
    page("people:appointment_end", "End an appointment", TABY_WORK, pk="@appointment"),
    page("people:participation_change", "How a place takes part", TABY_LED, code="0160"),
    page("people:grant_new", "Give somebody a role", TABY_WORK, code="0160"),
    page("people:grant_end", "Take a role back", TABY_WORK, pk="@grant"),
    page("people:invitation_withdraw", "Withdraw an invitation", TABY_WORK, pk="@invitation"),
    # Whoever has the link may come; somebody else's account is told that it is not theirs.
    page(
        "people:invitation_accept",
        "Accept an invitation",
        "200 403 403 403 403 403 403 403",
        token="@token",
    ),
    page("people:log", "What was done at a place", TABY_LED, code="0160"),
)

GUIDANCE = (
    page("guidance:documents", "All documents", EVERYBODY),
    page("guidance:document", "A document", EVERYBODY, **POLICY),
    page("guidance:provision", "A provision", EVERYBODY, **GUIDELINE_3),
    page("guidance:edition_new", "Begin an edition", NATIONAL, document="nr-2019"),
    page("guidance:draft", "The draft of an edition", WRITERS, **POLICY),
    page("guidance:publish", "Publish the draft", WRITERS, **POLICY),
    page("guidance:provision_new", "Add a provision", WRITERS, **POLICY),
    page("guidance:wording_edit", "Change a wording", WRITERS, **GUIDELINE_3),
    page("guidance:provision_withdraw", "Withdraw a provision", WRITERS, **GUIDELINE_3),
    deed(
        "guidance:provision_restore",
        "Take it back",
        "in 404 404 404 403 404 may 403",
        **GUIDELINE_3,
    ),
    page("guidance:evidence_new", "Add evidence", WRITERS, **GUIDELINE_3),
    page("guidance:evidence_edit", "Change evidence", WRITERS, **GUIDELINE_3, pk="@evidence"),
    deed(
        "guidance:evidence_remove",
        "Remove evidence",
        "in 404 404 404 403 404 may 403",
        **GUIDELINE_3,
        pk="@evidence",
    ),
)

FOLLOWUP = (
    page("followup:rounds", "Rounds one reaches", SIGNED_IN),
    page("followup:round_new", "New round", "in 403 403 403 200 200 200 403"),
    page("followup:round", "The county's board", IN_COUNTY, **ROUND),
    # A round that is being prepared is the county's own.
    page("followup:round", "… being prepared", "in 404 404 404 200 404 200 200", **DRAFTED),
    page("followup:round_edit", "Prepare a round", COUNTY_LED, **ROUND),
    page("followup:round_edit", "… being prepared", COUNTY_DRAFT, **DRAFTED),
    page("followup:round_provisions", "Choose provisions", COUNTY_LED, **ROUND),
    page("followup:question_new", "New question", COUNTY_LED, **ROUND),
    page("followup:question_edit", "Change a question", COUNTY_OWN, **ROUND, key="samrad"),
    deed(
        "followup:question_move",
        "Move a question",
        "in 404 404 404 may 404 may 403",
        **ROUND,
        key="samrad",
    ),
    deed(
        "followup:question_remove",
        "Remove a question",
        "in 404 404 404 may 404 may 403",
        **ROUND,
        key="samrad",
    ),
    deed("followup:round_open", "Open the round", "in 404 403 403 may 404 may 403", **ROUND),
    deed("followup:round_close", "Close the round", "in 404 403 403 may 404 may 403", **ROUND),
    deed(
        "followup:round_add_places", "Let new places in", "in 404 403 403 may 404 may 403", **ROUND
    ),
    # Whoever sees the board sees whom one would write to; the letters are for those who may.
    page("followup:remind", "Remind", COUNTY_LED, **ROUND),
    page("followup:mapping", "A place's mapping", TABY_INSIDE, **TABY),
    page(
        "followup:question",
        "Answer a question",
        TABY_INSIDE,
        post="in 404 may may may 404 may 403",
        **TABY,
        key="riktlinje-3",
    ),
    deed(
        "followup:same_again",
        "Answer as last year",
        "in 404 may may may 404 may 403",
        **TABY,
        key="riktlinje-3",
    ),
    page("followup:settle", "Settle a joint answer", TABY_SETTLES, **TABY, key="riktlinje-3"),
    deed(
        "followup:unsettle",
        "Take it back",
        "in 404 may may may 404 may 403",
        **TABY,
        key="riktlinje-3",
    ),
    deed("followup:finish", "A side is finished", "in 404 may may may 404 may 403", **TABY),
    page("followup:meeting", "The consultation's day", TABY_SETTLES, **TABY),
    page("followup:submit", "Submit a mapping", TABY_WORK, **TABY),
    page("followup:review", "Accept or return a mapping", TABY_LED, **TABY),
    page("followup:reopen", "Open an accepted mapping again", TABY_LED, **TABY),
)

NOT_YET = {"place": "0160", "year": 2011}
PLANS = (
    page("plans:plan", "An adopted plan", EVERYBODY, **TABY),
    page("plans:plan", "A plan in draft: outsiders see that none is adopted", EVERYBODY, **NOT_YET),
    deed("plans:start", "Begin a plan", "in 404 403 may may 404 may 403", place="0160", year=2012),
    page("plans:adopt", "Adopt a plan", TABY_WORK, **NOT_YET),
    page("plans:reopen", "Open a plan again", TABY_WORK, **TABY),
    page("plans:priority_new", "Prioritise", TABY_WORK, **TABY),
    page("plans:priority_withdraw", "Withdraw a priority", TABY_WORK, **TABY, slug="@priority"),
    page("plans:activity_new", "Begin an activity", TABY_WORK, **TABY),
    page("plans:activity", "An activity of an adopted plan", EVERYBODY, **TABY, slug="@activity"),
    page(
        "plans:activity",
        "An activity of a draft",
        "404 404 200 200 200 404 200 200",
        **NOT_YET,
        slug="@draft_activity",
    ),
    page("plans:activity_edit", "Change an activity", TABY_WORK, **NOT_YET, slug="@draft_activity"),
    page("plans:activity_move", "Move an activity on", TABY_WORK, **TABY, slug="@activity"),
    page("plans:activity_notes", "Notes on an activity", TABY_WORK, **TABY, slug="@activity"),
)

THREAD = (
    page("thread:nation", "The country", EVERYBODY),
    page("thread:place", "A county: matrix and map", EVERYBODY, code="01"),
    page("thread:place", "The room of a local consultation", EVERYBODY, code="0160"),
    page("thread:years", "A county over the years", EVERYBODY, code="01"),
    page("thread:years", "A place over the years", EVERYBODY, code="0160"),
    page("thread:provision", "The red thread", EVERYBODY, code="0160", **GUIDELINE_3),
    page("thread:report", "A county's yearly follow-up", EVERYBODY, code="01", year=2010),
    page("thread:report", "A place's yearly follow-up", EVERYBODY, code="0160", year=2010),
    page("thread:report", "The country's yearly follow-up", EVERYBODY, code="00", year=2010),
    page(
        "thread:report_text",
        "Own text in the county's follow-up",
        "in 404 404 404 200 404 200 403",
        code="01",
        year=2010,
    ),
    page("thread:report_text", "… in a place's", TABY_LED, code="0160", year=2010),
    page("thread:work_list", "What an edition touches", SIGNED_IN, **POLICY, edition=1),
)

# -- Signing in (allauth). What is shut answers as if there were no such page. --------------------

ONCE_IN = "           in      302      302    302   302    302       302      302"
ALREADY_IN = "        200     302      302    302   302    302       302      302"
NO_CODES = "          in      404      404    404   404    404       404      404"
KEY = {"pk": 1}
SAML = {"organization_slug": "ingen"}
OIDC = {"provider_id": "ingen"}

ACCOUNT = (
    page("account_login", "Sign in", ALREADY_IN),
    page("account_logout", "Sign out", "302 200 200 200 200 200 200 200"),
    page("account_inactive", "The account is closed", EVERYBODY),
    page("account_reauthenticate", "Say again who you are", SIGNED_IN),
    page("account_email_verification_sent", "Look in your mail", EVERYBODY),
    page("account_confirm_email", "Confirm an address", EVERYBODY, key="ingen"),
    page("account_confirm_login_code", "Sign in by a code", ONCE_IN),
    page("account_change_password", "Change password", SIGNED_IN),
    page("account_set_password", "Set a first password", ONCE_IN),
    page("account_reset_password", "Forgotten password", EVERYBODY),
    page("account_reset_password_done", "Look in your mail", EVERYBODY),
    page(
        "account_reset_password_from_key", "New password", EVERYBODY, uidb36="1", key="ingen-nyckel"
    ),
    page("account_reset_password_from_key_done", "The password is changed", EVERYBODY),
    shut("account_signup", "Nobody signs up; one is invited"),
    shut("account_signup_shut", "… and the door that shuts it"),
    shut("account_signup_by_passkey_shut", "… nor by passkey"),
    shut("account_email", "An address follows from the invitation"),
    shut("account_email_shut", "… and the door that shuts it"),
)
SECOND_FACTOR = (
    page("mfa_index", "Second factors", SIGNED_IN),
    page("mfa_authenticate", "Give the second factor", ONCE_IN),
    page("mfa_reauthenticate", "Give it again", SIGNED_IN),
    page("mfa_activate_totp", "Begin with an app", ONCE_IN),
    page("mfa_deactivate_totp", "Stop with the app", ONCE_IN),
    page("mfa_view_recovery_codes", "Recovery codes", NO_CODES),
    page("mfa_generate_recovery_codes", "New recovery codes", ONCE_IN),
    page("mfa_download_recovery_codes", "Recovery codes as a file", NO_CODES),
    page("mfa_list_webauthn", "Passkeys", SIGNED_IN),
    page("mfa_add_webauthn", "Add a passkey", ONCE_IN),
    page("mfa_reauthenticate_webauthn", "Give a passkey again", ONCE_IN),
    page("mfa_remove_webauthn", "Remove a passkey", ONCE_IN, **KEY),
    page("mfa_edit_webauthn", "Rename a passkey", ONCE_IN, **KEY),
    page("mfa_login_webauthn", "Sign in by passkey", ONCE_IN),
)
MOVED = "             in      301      301    301   301    301       301      301"
PROVIDERS = (
    page("socialaccount_login_cancelled", "Signing in was cancelled", EVERYBODY),
    page("socialaccount_login_error", "It went wrong", "in 401 401 401 401 401 401 401"),
    shut("socialaccount_signup", "Nobody signs up"),
    shut("socialaccount_signup_shut", "… and the door that shuts it"),
    shut("socialaccount_connections", "Who a provider signs in follows from the address"),
    shut("socialaccount_connections_shut", "… and the door that shuts it"),
    page("konto/social/login/cancelled/", "An older address of allauth's", MOVED),
    page("konto/social/login/error/", "An older address of allauth's", MOVED),
    page("konto/social/signup/", "An older address of allauth's", MOVED),
    page("konto/social/connections/", "An older address of allauth's", MOVED),
    shut("openid_connect_login", "No provider by this name", **OIDC),
    shut("openid_connect_callback", "No provider by this name", **OIDC),
    page("saml_acs", "Answer of a provider, kept for the next page", "302 " * 8, **SAML),
    shut("saml_finish_acs", "No provider by this name", **SAML),
    shut("saml_sls", "No provider by this name", **SAML),
    shut("saml_metadata", "No provider by this name", **SAML),
    shut("saml_login", "No provider by this name", **SAML),
)

GATHERING = {"slug": "framtidens-konferens"}

CALENDAR = (
    page("events:calendar", "Calendar", EVERYBODY),
    page("events:feed", "… as a calendar file", EVERYBODY),
    page("events:place_feed", "… of a place", EVERYBODY, place="0160"),
    page("events:own_feed", "One's own seats, by a secret link", EVERYBODY, token="@feed_token"),
    page("events:gathering", "A gathering", EVERYBODY, **GATHERING),
    page("events:file", "A file of it", EVERYBODY, **GATHERING, pk="@file"),
    page("events:courses", "Courses", EVERYBODY),
    page("events:course", "A course", EVERYBODY, slug="baskurs"),
    page("events:course_feed", "… as a calendar file", EVERYBODY, slug="baskurs"),
    page("events:curricula", "Curricula", EVERYBODY),
    page("events:curriculum", "A curriculum", EVERYBODY, slug="fortbildningsplan-lan"),
    page("events:register", "Register oneself", EVERYBODY, **GATHERING),
    page("events:registered", "… and what came of it", EVERYBODY, token="@receipt_token"),
    page("events:manage", "One's own registration, by a secret link", EVERYBODY, token="@manage"),
    page("events:cancel", "Cancel it", EVERYBODY, token="@manage"),
    page("events:own", "Change one's details", EVERYBODY, token="@manage"),
    page("events:approve", "A manager's yes or no, by a secret link", EVERYBODY, token="@approve"),
)

# Columns:          visitor outsider health local county neighbour national evaluator
HOLDS = "            in      404      404    200   200    200       200      404"
HELD = "             in      403      403    403   200    403       200      403"
HELD_DEED = "        in      403      403    403   may    403       may      403"
HELD_DRAFT = "       in      404      404    404   200    404       200      403"
REGISTERS = "        in      403      403    200   200    200       200      403"
OWN_PEOPLE = "       in      404      404    200   200    404       200      404"
OWN_PEOPLE_DEED = "  in      404      404    may   may    404       may      404"
THE_NATIONS = "      in      403      403    403   403    403       200      403"
DAY = GATHERING | {"number": 1}
ONE = GATHERING | {"pk": "@registration"}

ORGANISING = (
    page("events:course_new", "New course", HOLDS),
    page("events:course_edit", "Change a course of the nation's", THE_NATIONS, slug="baskurs"),
    page(
        "events:queue",
        "The queue and its log, for who holds a round",
        "in 403 403 403 200 403 200 403",
        slug="baskurs",
    ),
    page("events:curriculum_new", "New curriculum", HOLDS),
    page("events:curriculum_edit", "Change one", THE_NATIONS, slug="fortbildningsplan-lan"),
    page("events:curriculum_adopt", "Who adopted it", HOLDS, slug="fortbildningsplan-lan"),
    page("events:gathering_new", "New gathering", HOLDS),
    page("events:organise", "Organise a gathering of the county's", HELD, **GATHERING),
    page("events:organise", "… a draft", HELD_DRAFT, slug="ett-utkast"),
    page("events:gathering_edit", "Change what it says", HELD, **GATHERING),
    deed("events:gathering_publish", "Publish it", HELD_DEED, **GATHERING),
    page("events:gathering_discard", "Discard a draft", HELD_DRAFT, slug="ett-utkast"),
    page("events:gathering_call_off", "Call it off", HELD, **GATHERING),
    page("events:days", "Its days", HELD, **GATHERING),
    page("events:programme", "Its programme", HELD, **GATHERING),
    page("events:seats", "Its seats and quotas", HELD, **GATHERING),
    page("events:files", "Its files", HELD, **GATHERING),
    deed("events:file_remove", "Remove a file", HELD_DEED, **GATHERING, pk="@file"),
    # Whoever registers people anywhere may open the list; they see their own people in it.
    page("events:register_group", "Register a group", REGISTERS, **GATHERING),
    page("events:attendees", "Who is registered", REGISTERS, **GATHERING),
    page("events:attendee", "One of them, from Täby", OWN_PEOPLE, **ONE),
    deed("events:attendee_cancel", "Cancel their registration", OWN_PEOPLE_DEED, **ONE),
    deed("events:attendee_need", "Say how great the need is", OWN_PEOPLE_DEED, **ONE),
    deed("events:attendee_move", "Move them to another round", OWN_PEOPLE_DEED, **ONE),
    deed("events:attendee_left", "They have left the workplace", OWN_PEOPLE_DEED, **ONE),
    deed("events:attendee_details", "Change their details", OWN_PEOPLE_DEED, **ONE),
    page("events:badges", "Name badges", HELD, **GATHERING),
    page("events:sheet", "The list to sign", HELD, **DAY),
    page("events:presence", "Who is here", HELD, **DAY),
    page("events:walk_in", "Somebody who came anyway", HELD, **DAY),
    page("events:wall_code", "The code for the wall", HELD, **DAY),
    deed("events:wall_code_renew", "A new code", "in 404 404 404 may 404 may 403", **DAY),
    page("events:here", "Where one types the code on the wall", EVERYBODY, **DAY),
    page("events:here_done", "… and is thanked, registered or not", EVERYBODY, **DAY),
    # Who may not check in is told to show the code at the door, and learns nothing.
    page("events:check_in", "A person's own code", EVERYBODY, token="@check_in"),
)

CERTIFICATE = {"uid": "@certificate"}
OWN_COURSE = {"slug": "lansintyg"}
IN_OWN_COUNTY = "    in      404      403    200   200    404       200      403"
ROUND_IN_COUNTY = "  in      404      404    404   200    404       200      403"
ENTERS_TRAINERS = "  in      403      403    200   200    200       200      403"

COMPETENCE = (
    page(
        "competence:certificate",
        "A certificate, for whoever has its code",
        EVERYBODY,
        **CERTIFICATE,
    ),
    page("competence:certificate_pdf", "… on paper", EVERYBODY, **CERTIFICATE),
    page("competence:badge_json", "… as a badge", EVERYBODY, **CERTIFICATE),
    page("competence:badge_jwt", "… as a signed badge", EVERYBODY, **CERTIFICATE),
    page("competence:certificate_revoke", "Revoke it", IN_OWN_COUNTY, **CERTIFICATE),
    page("competence:issuer", "Who issues badges", EVERYBODY),
    page("competence:badge_keys", "… with which keys", EVERYBODY),
    page("competence:revoked", "… and which are revoked", EVERYBODY),
    page("competence:achievement", "What a badge is about", EVERYBODY, **OWN_COURSE),
    page("competence:trainers", "Trainers", EVERYBODY),
    page("competence:cascade", "Who trained whom in a course", EVERYBODY, **OWN_COURSE),
    page("competence:trainer_new", "Enter a trainer", ENTERS_TRAINERS, **OWN_COURSE),
    page("competence:trainer_end", "End a right", IN_OWN_COUNTY, **OWN_COURSE, pk="@trainer"),
    page("competence:teaching", "Who held a round", ROUND_IN_COUNTY, slug="@round"),
    page("competence:report", "Report a course", SIGNED_IN),
    page("competence:coverage", "How many have the competence", EVERYBODY, place="0160"),
    page("competence:staff", "How many there are in post", TABY_WORK, place="0160"),
    page("competence:unit_new", "New unit", TABY_WORK, place="0160"),
    page("competence:unit_edit", "Change a unit", TABY_WORK, slug="vuxen-0160"),
)

OFFERED = {"slug": "@offer"}
ENTERS_OFFERS = "    in      404      403    200   200    404       200      403"
VERIFIES = "         in      404      200    200   200    404       200      403"
VERIFIED = "         in      404      may    may   may    404       may      403"

OFFER = (
    page("offer:support", "Find support: choose municipality", EVERYBODY),
    page("offer:support_at", "… what there is, without a trace", EVERYBODY, place="0160"),
    page("offer:interventions", "Interventions", EVERYBODY),
    page("offer:intervention", "An intervention", EVERYBODY, slug="cra"),
    page("offer:intervention_new", "New intervention", ENTERS_OFFERS, place="0160"),
    page("offer:intervention_edit", "Change one of the nation's", NATIONAL, slug="cra"),
    page("offer:responsibility", "Who answers for it", ENTERS_OFFERS, place="0160", slug="cra"),
    page("offer:directory", "What is offered at a place", EVERYBODY, place="0160"),
    page("offer:directory", "… in a county", EVERYBODY, place="01"),
    page("offer:gaps", "What is missing at a place", EVERYBODY, place="0160"),
    page("offer:gaps", "… in a county", EVERYBODY, place="01"),
    page("offer:gaps", "… in the country", EVERYBODY, place="00"),
    page("offer:offer_new", "New offer", ENTERS_OFFERS, place="0160"),
    page("offer:offer", "An offer", EVERYBODY, **OFFERED),
    page("offer:offer_edit", "Change it", ENTERS_OFFERS, **OFFERED),
    page("offer:offer_end", "End it", ENTERS_OFFERS, **OFFERED),
    page("offer:offer_wait", "How long one waits", VERIFIES, **OFFERED),
    deed("offer:offer_verify", "It is still true", VERIFIED, **OFFERED),
)

PATHWAYS = (
    page("pathways:choose", "Care chain: choose county", EVERYBODY),
    page(
        "pathways:chain",
        "The care chain of a place: counts held back below five",
        EVERYBODY,
        place="0160",
    ),
    page("pathways:chain", "… of a county", EVERYBODY, place="01"),
)

CHAPTERS: dict[str, tuple[Row, ...]] = {
    "The thread": THREAD,
    "Plans": PLANS,
    "Mapping and follow-up": FOLLOWUP,
    "Guidance": GUIDANCE,
    "Courses and gatherings": CALENDAR,
    "Organising courses and gatherings": ORGANISING,
    "Certificates and trainers": COMPETENCE,
    "What is offered": OFFER,
    "The care chain": PATHWAYS,
    "People": PEOPLE,
    "The hall": HALL,
    "For machines": MACHINES,
    "Signing in": (*ACCOUNT, *SECOND_FACTOR, *PROVIDERS),
}
ROWS: tuple[Row, ...] = tuple(row for rows in CHAPTERS.values() for row in rows)
