namespace Orion.Framework.Jobs;

/// <summary>
/// Does one kind of work. Runs in a scope of its own, in one transaction, for one store (or for the installation, without one);
/// may run again, so it is idempotent.
/// </summary>
public abstract class JobHandler<TPayload> : IJobHandler where TPayload : class
{
    /// <summary>Does it. What it changes and that it is done commit together.</summary>
    /// <param name="payload">What it was asked with.</param>
    /// <param name="stop">Cancelled when the process stops and can't wait longer; the work then goes to another worker.</param>
    /// <exception cref="PermanentJobException">Trying again makes no sense.</exception>
    public abstract Task RunAsync(TPayload payload, CancellationToken stop);

    /// <summary>True when it opens its own transactions, because something outside happens between them.</summary>
    public virtual bool OwnTransactions => false;

    /// <summary>
    /// Told before the work is parked, so that whoever waits for it can be told in turn. Runs in a scope of its own and opens its
    /// own transaction; may run again.
    /// </summary>
    public virtual Task GiveUpAsync(TPayload payload, CancellationToken stop) => Task.CompletedTask;

    Task IJobHandler.GiveUpAsync(object payload, CancellationToken stop) => GiveUpAsync((TPayload)payload, stop);

    Task IJobHandler.RunAsync(object payload, CancellationToken stop) => RunAsync((TPayload)payload, stop);
}

/// <summary>A handler whose payload's type is known only by its description.</summary>
internal interface IJobHandler
{
    bool OwnTransactions { get; }

    Task RunAsync(object payload, CancellationToken stop);

    Task GiveUpAsync(object payload, CancellationToken stop);
}

/// <summary>Work that would fail again however often it is tried: it is parked at once.</summary>
/// <param name="reason">A sentence for the operator, without personal data: it is kept with the work.</param>
public sealed class PermanentJobException(string reason) : Exception(reason);
