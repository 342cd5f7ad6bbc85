namespace Orion.Features.Orders.Checkout;

/// <summary>
/// Lets only so many orders into their transactions at once. In a rush for one product all of them wait for the same row; those
/// who wait here hold no connection, so that the rest of the shop still has some.
/// </summary>
public sealed class CheckoutGate(IConfiguration configuration) : IDisposable
{
    private readonly SemaphoreSlim free = new(Math.Max(configuration.GetValue("Database:PoolSize", 50) / 4, 2));

    /// <summary>Does it as soon as there is room.</summary>
    public async Task<T> EnterAsync<T>(Func<Task<T>> work, CancellationToken stop)
    {
        await free.WaitAsync(stop);
        try
        {
            return await work();
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
