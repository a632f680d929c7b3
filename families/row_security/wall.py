"""From rules to SQL, and from SQL into the database."""

import hashlib

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunSQL
from django.db.transaction import atomic

from .entering import FUNCTIONS
from .rules import HOUSEHOLD_OF, LETTERBOX_COLUMNS, OPEN_TABLES, RULES
from .words import LETTERBOX, ME, OTHER_HOMES, WEB, WORKER


def statements_for(table: str) -> list[str]:
    """The SQL that puts one table behind its rule; running it again changes nothing."""
    rule = RULES[table]
    name, columns = f'"{table}"', ", ".join(f'"{each}"' for each in rule.columns)
    # The owner migrates, sets up the demo and erases; never by accident, hence the purpose.
    upkeep = "current_setting('app.purpose', true) = 'maintenance'"
    sql = [
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
        f"REVOKE ALL ON {name} FROM {WEB}, {WORKER}, {LETTERBOX}",
        f"DO $$ DECLARE p record; BEGIN FOR p IN SELECT policyname FROM pg_policies WHERE tablename"
        f" = '{table}' AND schemaname = current_schema() LOOP EXECUTE format('DROP POLICY %I ON"
        f" {name}', p.policyname); END LOOP; END $$",
        f"CREATE POLICY upkeep ON {name} TO CURRENT_USER USING ({upkeep}) WITH CHECK ({upkeep})",
    ]
    if rule.read:
        sql += [
            f"CREATE POLICY reading ON {name} FOR SELECT TO {WEB}, {WORKER} USING ({rule.read})",
            f"GRANT SELECT ON {name} TO {WEB}, {WORKER}",
        ]
    if rule.insert:
        sql += [
            f"CREATE POLICY adding ON {name} FOR INSERT TO {WEB}, {WORKER}"
            f" WITH CHECK ({rule.insert})",
            f"GRANT INSERT ON {name} TO {WEB}, {WORKER}",
        ]
    if rule.update:
        sql += [
            f"CREATE POLICY changing ON {name} FOR UPDATE TO {WEB}, {WORKER}"
            f" USING ({rule.update}) WITH CHECK ({rule.update_to or rule.update})",
            f"GRANT UPDATE ({columns}) ON {name} TO {WEB}, {WORKER}",
        ]
    if rule.delete:
        sql += [
            f"CREATE POLICY removing ON {name} FOR DELETE TO {WEB}, {WORKER} USING ({rule.delete})",
            f"GRANT DELETE ON {name} TO {WEB}, {WORKER}",
        ]
    if home := HOUSEHOLD_OF.get(table):
        apart = f"{home} IS NULL OR NOT {home} = {OTHER_HOMES}"
        if table == "families_parentcarer":  # one's own link to a home one has left
            apart += f" OR user_id = {ME}"
        sql += [f"CREATE POLICY apart ON {name} AS RESTRICTIVE TO {WEB}, {WORKER} USING ({apart})"]
    if rule.worker:
        sql += [
            f"CREATE POLICY working ON {name} TO {WORKER} USING ({rule.worker})"
            f" WITH CHECK ({rule.worker})",
            f"GRANT SELECT, INSERT ON {name} TO {WORKER}",
            f"GRANT UPDATE ({columns}) ON {name} TO {WORKER}",
        ]
    if rule.worker_alone:
        alone = f"{ME} IS NULL AND ({rule.worker_alone})"
        sql += [f"CREATE POLICY working_alone ON {name} FOR SELECT TO {WORKER} USING ({alone})"]
    if rule.letterbox_read:
        columns = LETTERBOX_COLUMNS.get(table)
        sql += [
            f"CREATE POLICY letterbox_reading ON {name} FOR SELECT TO {LETTERBOX}"
            f" USING ({rule.letterbox_read})",
            f"GRANT SELECT {f'({columns})' if columns else ''} ON {name} TO {LETTERBOX}",
        ]
    if rule.letterbox_insert:
        sql += [
            f"CREATE POLICY letterbox_adding ON {name} FOR INSERT TO {LETTERBOX}"
            f" WITH CHECK ({rule.letterbox_insert})",
            f"GRANT INSERT ON {name} TO {LETTERBOX}",
        ]
    if rule.letterbox_update:
        columns = ", ".join(f'"{each}"' for each in rule.letterbox_columns)
        sql += [
            f"CREATE POLICY letterbox_changing ON {name} FOR UPDATE TO {LETTERBOX}"
            f" USING ({rule.letterbox_update}) WITH CHECK ({rule.letterbox_update})",
            f"GRANT UPDATE ({columns}) ON {name} TO {LETTERBOX}",
        ]
    return sql


def all_statements() -> list[str]:
    """The whole second wall as SQL, in order; running it again changes nothing."""
    sql = [FUNCTIONS]
    for table in RULES:
        sql += statements_for(table)
    for table in OPEN_TABLES:
        sql += [
            f'REVOKE ALL ON "{table}" FROM {WEB}, {WORKER}',
            f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {WEB}',
        ]
    return [
        *sql,
        f"GRANT USAGE ON SCHEMA public TO {WEB}, {WORKER}, {LETTERBOX}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WEB}, {WORKER}",
    ]


def fingerprint() -> str:
    """What this file says today, as 64 hexadecimal digits."""
    return hashlib.sha256("\n".join(all_statements()).encode()).hexdigest()


def apply_row_security(connection: BaseDatabaseWrapper) -> bool:
    """Bring a database to the rules of this file, in one transaction. Returns whether it had
    others.

    Called after every `migrate` (`apps.py`), wherever that is called. A database that is migrated
    only in part is left as it is: new tables are granted to nobody, so they are shut.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regprocedure('footbridge_leave()'), 'pg_proc')")
        if cursor.fetchone() == (fingerprint(),):
            return False
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        with atomic(connection.alias):
            for statement in all_statements():
                cursor.execute(statement)
            cursor.execute(f"COMMENT ON FUNCTION footbridge_leave() IS '{fingerprint()}'")
    return True


def keep_to_setting(table: str, **parents: str) -> RunSQL:
    """Migration operation: a row and those it points to are of one setting.

    `keep_to_setting("families_roomplace", child_id="families_child")`. A rule lets a manager file
    what she likes under her own setting; this keeps other people's children out of it. Checked at
    once, not at the end: nothing may be read by way of a row that is going to be refused. Parents
    come first, for each is given the key (id, setting_id) by its own call.
    """
    unique = f"{table}_of_setting"
    forwards = [f'ALTER TABLE "{table}" ADD CONSTRAINT "{unique}" UNIQUE (id, setting_id)']
    backwards = [f'ALTER TABLE "{table}" DROP CONSTRAINT "{unique}"']
    for column, parent in parents.items():
        hold, let_go = _same_setting(table, column, parent)
        forwards.append(hold)
        backwards.insert(0, let_go)
    return RunSQL([*forwards], [*backwards])


def keep_column_to_setting(table: str, column: str, parent: str) -> RunSQL:
    """Migration operation: the same for a column that comes to a table which has its key."""
    return RunSQL(*([sql] for sql in _same_setting(table, column, parent)))


def _same_setting(table: str, column: str, parent: str) -> tuple[str, str]:
    name = f"{table}_{column}_same_setting"[:63]
    return (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY ({column}, setting_id)'
        f' REFERENCES "{parent}" (id, setting_id)',
        f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"',
    )
