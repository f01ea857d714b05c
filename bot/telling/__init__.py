"""Who is told what and when: chats, alerts, mornings, plans of the day, talks handed to a person."""
