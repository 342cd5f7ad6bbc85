namespace Orion.Framework.Audit;

/// <summary>
/// What keeps the log from being changed, whatever code runs: the application may add and read; nobody may update or truncate, not
/// even the owner; the platform's role may delete, and only inside a transaction that says it clears what is past its time.
/// </summary>
internal static class AuditSql
{
    /// <summary>The rights and the trigger, once the table is there.</summary>
    public const string Guard =
        """
        revoke update, delete on audit_logs from orion_app;
        revoke update on audit_logs from orion_platform;
        create function audit_logs_guard() returns trigger language plpgsql as $$
        begin
          if tg_op = 'DELETE' and current_user = 'orion_platform' and current_setting('orion.audit_clearing', true) = 'on' then
            return old;
          end if;
          raise exception 'the log of what was done is only ever added to' using errcode = '42501';
        end $$;
        create trigger audit_logs_guard before update or delete on audit_logs for each row execute function audit_logs_guard();
        create trigger audit_logs_guard_all before truncate on audit_logs for each statement execute function audit_logs_guard();
        """;
}
