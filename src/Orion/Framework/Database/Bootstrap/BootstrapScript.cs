using System.Globalization;
using System.Text;

namespace Orion.Framework.Database.Bootstrap;

/// <summary>The steps as a script for psql, which checks before each one as the app does.</summary>
internal static class BootstrapScript
{
    internal static string For(string database)
    {
        var script = new StringBuilder();
        script.Append(
            CultureInfo.InvariantCulture,
            $"""
            -- Prepares the database {database} for Orion. For psql, as a superuser, connected to any other database:
            --   psql -v ON_ERROR_STOP=1 -v login=USER_OF_THE_APP -f this-file
            -- It may run again at any time, and changes only what is missing. With -v login=..., that user (which must
            -- exist) may take the four roles; the app then logs in as it.

            """);
        AddSteps(script, ServerSteps.Roles);
        AddSteps(script, ServerSteps.Database(database));
        AddSteps(script, [ServerSteps.MigratorActsAsOwner(database)]);
        script.Append(
            """

            \if :{?login}
            grant orion_app, orion_platform, orion_migrator, orion_owner to :"login";
            \endif

            """);
        script.Append(CultureInfo.InvariantCulture, $"\n\\connect {Sql.Name(database)}\n");
        AddSteps(script, DatabaseSteps.All);
        return script.ToString();
    }

    private static void AddSteps(StringBuilder script, IEnumerable<BootstrapStep> steps)
    {
        foreach (var step in steps)
        {
            var apply = step.AsOwner ? $"set role orion_owner;\n{step.Apply};\nreset role" : step.Apply;
            script.Append(
                CultureInfo.InvariantCulture,
                $"""

                -- {step.Name}
                select not coalesce(({step.Check}), false) as missing \gset
                \if :missing
                {apply};
                \endif

                """);
        }
    }
}
