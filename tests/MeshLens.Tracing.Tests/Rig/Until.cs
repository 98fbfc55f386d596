namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Waits for what other threads bring about.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task True(Func<bool> condition, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
