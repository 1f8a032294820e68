"""What a place has decided to do: priorities, yearly implementation plans, activities.

Never counts a plan as done because it exists: each activity has an owner, a day and a
history. Three words to know: priority (a decision that something comes first), implementation
plan (a place's year), activity (what somebody does by a day, for which provisions).
"""
