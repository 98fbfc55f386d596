using System.Collections.Concurrent;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>A recorded conversation to be had once more: istiod's side is read out, the client's side is written down.</summary>
internal sealed class Replay(IReadOnlyList<byte[]> server, IReadOnlyList<byte[]> client)
{
    private int _isOver;

    /// <summary>What istiod said, in order.</summary>
    public IReadOnlyList<byte[]> Server => server;

    /// <summary>What the recorded client said, in order.</summary>
    public IReadOnlyList<byte[]> Client => client;

    /// <summary>What was said this time, in order.</summary>
    public ConcurrentQueue<byte[]> Heard { get; } = [];

    /// <summary>Everything was said and answered.</summary>
    public bool IsOver => Volatile.Read(ref _isOver) == 1;

    public void End() => Volatile.Write(ref _isOver, 1);
}
