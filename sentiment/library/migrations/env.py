"""What Alembic runs to bring a library up to date: on the connection that it was handed."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection)
with context.begin_transaction():  # within the caller's: all of a library's steps, or none
    context.run_migrations()
