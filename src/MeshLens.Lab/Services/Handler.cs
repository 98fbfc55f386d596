using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Services;

/// <summary>The work a service does for a request: it takes time.</summary>
internal sealed class Handler(double milliseconds, double jitterMilliseconds)
{
    private Settings _settings = new(milliseconds, jitterMilliseconds);

    public void Change(double? milliseconds, double? jitterMilliseconds)
    {
        var now = Volatile.Read(ref _settings);
        Volatile.Write(ref _settings, new Settings(milliseconds ?? now.Milliseconds, jitterMilliseconds ?? now.JitterMilliseconds));
    }

    public void Work()
    {
        var settings = Volatile.Read(ref _settings);
        var spread = ((Random.Shared.NextDouble() * 2) - 1) * settings.JitterMilliseconds;
        Wait.For(TimeSpan.FromMilliseconds(Math.Max(0, settings.Milliseconds + spread)));
    }

    private sealed record Settings(double Milliseconds, double JitterMilliseconds);
}
