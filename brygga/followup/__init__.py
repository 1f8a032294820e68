"""Where places stand: rounds, questions, both principals' answers, what is accepted.

Both principals answer apart; a joint answer is laid beside theirs, never over them. Never
shows an answer outside before the county has accepted it. Three words to know: mapping (one
place's answers in one round), side (social services or health care), standing (an accepted
answer as the public sees it).
"""
