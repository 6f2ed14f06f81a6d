"""Schools with their calendars, persons, roles and sign-in; who may act and who may see."""
