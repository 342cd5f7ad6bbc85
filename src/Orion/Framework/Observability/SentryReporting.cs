namespace Orion.Framework.Observability;

/// <summary>Errors go to Sentry where <c>Sentry:Dsn</c> is set; otherwise nothing of it is even loaded.</summary>
internal static class SentryReporting
{
    public static void AddOrionSentry(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["Sentry:Dsn"] is not { Length: > 0 } dsn) return;
        builder.WebHost.UseSentry(sentry =>
        {
            sentry.Dsn = dsn;
            sentry.Environment = builder.Environment.EnvironmentName;
            sentry.SendDefaultPii = false;
            sentry.MaxRequestBodySize = Sentry.Extensibility.RequestSize.None;
            sentry.MaxBreadcrumbs = 0;
            sentry.AutoSessionTracking = false;
            sentry.SetBeforeSend(Scrub);
        });
    }

    /// <summary>Takes out whatever names a person or opens an order: who, from where, cookies, bodies, raw addresses.</summary>
    internal static SentryEvent Scrub(SentryEvent report)
    {
        report.User = new SentryUser();
        report.ServerName = null;
        var method = report.Request.Method;
        report.Request = new SentryRequest { Method = method };
        return report;
    }
}
