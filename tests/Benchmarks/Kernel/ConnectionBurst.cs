using System.Diagnostics;
using Benchmarks.Agent;
using MeshLens.Lab.Namespaces;

namespace Benchmarks.Kernel;

/// <summary>
/// A given number of short-lived connections over a loopback, as fast as this machine makes them: connect, a byte there, a byte back,
/// close. Each caller has a listener and an answerer of its own.
/// </summary>
internal sealed class ConnectionBurst
{
    private const ushort FirstPort = 8080;
    private const int Backlog = 4096;

    // Several addresses, since each has only so many ports for connections in TIME_WAIT.
    private const uint FirstAddress = 0x7F000001;
    private const uint Addresses = 64;

    private readonly Stopwatch _clock = new();
    private readonly ProcessorPair? _processors;
    private long _failed;

    private ConnectionBurst(int connections, ProcessorPair? processors) => (Connections, _processors) = (connections, processors);

    public int Connections { get; }

    public long Failed => Interlocked.Read(ref _failed);

    public double PerSecond => Connections / _clock.Elapsed.TotalSeconds;

    /// <param name="inside">Where the connections are made.</param>
    /// <param name="connections">A multiple of <paramref name="callers"/>.</param>
    /// <param name="callers">How many make connections at the same time.</param>
    /// <param name="processors">Where both ends run before everything else; null: wherever they find room.</param>
    /// <param name="meanwhile">Called again and again until all is done.</param>
    public static ConnectionBurst Make(NetworkNamespace inside, int connections, int callers, ProcessorPair? processors, Action meanwhile)
    {
        var burst = new ConnectionBurst(connections, processors);
        burst._clock.Start();
        List<Thread> threads = [.. Enumerable.Range(0, callers).SelectMany(caller => burst.Start(inside, (ushort)(FirstPort + caller), connections / callers))];
        while (!threads.TrueForAll(thread => thread.Join(TimeSpan.FromMilliseconds(2))))
        {
            meanwhile();
        }

        burst._clock.Stop();
        return burst;
    }

    private Thread[] Start(NetworkNamespace inside, ushort port, int connections)
    {
        var listener = inside.Run(Sockets.Open);
        Sockets.Listen(listener, port, Backlog);
        return
        [
            inside.StartThread("caller", () => Call(port, connections)),
            inside.StartThread("answerer", () => Answer(listener, connections)),
        ];
    }

    private void Call(ushort port, int connections)
    {
        TakePlace(_processors?.Client);
        for (var made = 0; made < connections; made++)
        {
            if (!Sockets.Exchange(FirstAddress + (uint)(made % Addresses), port))
            {
                Interlocked.Increment(ref _failed);
            }
        }
    }

    private void Answer(int listener, int connections)
    {
        TakePlace(_processors?.Server);
        for (var served = 0; served < connections && Sockets.Serve(listener); served++)
        {
        }

        _ = Sockets.Close(listener);
    }

    private static void TakePlace(int? processor)
    {
        if (processor is { } one)
        {
            Placement.Take(one);
        }
    }
}
