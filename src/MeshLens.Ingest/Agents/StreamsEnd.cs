using Microsoft.Extensions.Hosting;

namespace MeshLens.Ingest.Agents;

/// <summary>
/// When a server that stops ends the streams of its agents, which have no end of their own: at once, unless somebody holds them because
/// an agent that ends with the server still has something to say.
/// </summary>
public sealed class StreamsEnd : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenRegistration _stopping;
    private int _holds = 1; // The server's own, until it stops.

    /// <summary>Ends streams with the server.</summary>
    public StreamsEnd(IHostApplicationLifetime lifetime)
    {
        ArgumentNullException.ThrowIfNull(lifetime);
        _stopping = lifetime.ApplicationStopping.Register(Release);
    }

    /// <summary>Cancelled when the streams end.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Keeps the streams open while the server stops, until <see cref="Release"/> is called once.</summary>
    public void Hold() => Interlocked.Increment(ref _holds);

    /// <summary>Lets go of them; the last to do so ends them.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            _end.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _end.Dispose();
    }
}
