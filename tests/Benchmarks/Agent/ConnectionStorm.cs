using System.Diagnostics;
using MeshLens.Lab.Namespaces;

namespace Benchmarks.Agent;

/// <summary>
/// Short connections at a steady rate over the loopback of a network namespace of their own: connect, one byte there, one byte back,
/// close. One thread calls, one answers.
/// </summary>
internal sealed class ConnectionStorm : IDisposable
{
    private const ushort Port = 8080;
    private const int Backlog = 4096;

    private const uint FirstAddress = 0x7F000001;

    private readonly NetworkNamespace _namespace = NetworkNamespace.Create("storm");
    private readonly double _perSecond;
    private readonly uint _addresses;
    private readonly int _listener;
    private readonly Thread _caller;
    private readonly Thread _answerer;
    private readonly ManualResetEventSlim _started = new();
    private volatile bool _stopping;
    private long _made;
    private long _failed;

    /// <param name="perSecond">Connections.</param>
    /// <param name="addresses">Addresses they go to in turn. Each makes two flows, and has only so many ports in TIME_WAIT.</param>
    public ConnectionStorm(double perSecond, uint addresses)
    {
        (_perSecond, _addresses) = (perSecond, addresses);
        _listener = _namespace.Run(Sockets.Open);
        Sockets.Listen(_listener, Port, Backlog);
        _answerer = _namespace.StartThread("answerer", Answer);
        _caller = _namespace.StartThread("caller", Call);
    }

    /// <summary>A path by which the namespace can be named.</summary>
    public string NamespacePath => _namespace.Path;

    public long Made => Interlocked.Read(ref _made);

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Lets the calls begin.</summary>
    public void Start() => _started.Set();

    public void Dispose()
    {
        Stop();
        _namespace.Dispose();
        _started.Dispose();
    }

    /// <summary>No further connection is made; the counts are final.</summary>
    public void Stop()
    {
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        Start();
        _caller.Join();
        _ = Sockets.Shutdown(_listener, how: 2);
        _answerer.Join();
        _ = Sockets.Close(_listener);
    }

    private void Answer()
    {
        while (Sockets.Serve(_listener))
        {
        }
    }

    private void Call()
    {
        _started.Wait();
        var clock = Stopwatch.StartNew();
        long begun = 0;
        while (!_stopping)
        {
            for (var due = (long)(clock.Elapsed.TotalSeconds * _perSecond); begun < due && !_stopping; begun++)
            {
                var done = Sockets.Exchange(FirstAddress + (uint)(begun % _addresses), Port);
                Interlocked.Increment(ref done ? ref _made : ref _failed);
            }

            Thread.Sleep(1);
        }
    }
}
