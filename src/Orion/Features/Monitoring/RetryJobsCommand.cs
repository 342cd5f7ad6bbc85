using Orion.Framework.Configuration;
using Orion.Framework.Jobs;

namespace Orion.Features.Monitoring;

/// <summary>Lets work that failed for good begin anew.</summary>
internal sealed class RetryJobsCommand : ICommand
{
    public string Name => "jobs retry";

    public string Usage => "jobs retry ID | KIND | all  run failed jobs again: one, all of a kind, or all";

    public async Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop)
    {
        if (arguments is not [{ Length: > 0 } which])
        {
            await Console.Error.WriteLineAsync("orion: " + Usage);
            return 2;
        }

        Guid? id = Guid.TryParse(which, out var parsed) ? parsed : null;
        var kind = id is null && which != "all" ? which : null;
        var replayed = await services.GetRequiredService<JobLedger>().ReplayAsync(id, kind, stop);
        Console.WriteLine($"{replayed} will run again.");
        return replayed > 0 || which == "all" ? 0 : 1;
    }
}
