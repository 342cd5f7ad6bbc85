namespace Orion.Framework.Observability;

/// <summary>
/// Between saying 'not ready' and no longer listening, time for balancers to notice: requests that they still send are answered.
/// <c>Shutdown:Delay</c>, by default 5 s in Production and none elsewhere.
/// </summary>
internal sealed class DrainDelay(IConfiguration configuration, IHostEnvironment environment, TimeProvider clock) : IHostedLifecycleService
{
    private readonly TimeSpan delay = configuration.GetValue<TimeSpan?>("Shutdown:Delay")
        ?? (environment.IsProduction() ? TimeSpan.FromSeconds(5) : TimeSpan.Zero);

    public Task StoppingAsync(CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, clock, cancellationToken) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
