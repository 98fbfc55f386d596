using System.Diagnostics;
using System.Globalization;
using System.Text;
using MeshLens.Lab.Http;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Services;

/// <summary>Accepts connections, hands each to a worker, and answers requests until the peer leaves.</summary>
internal sealed class HttpServer
{
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener;
    private readonly WorkerPool _workers;
    private readonly Handler _handler;
    private readonly Callees? _callees;
    private readonly byte[] _answer;
    private readonly byte[] _failure;
    private double _acceptsPerSecond;
    private int _accepted;

    public HttpServer(ServiceSpec spec, Handler handler, Callees? callees)
    {
        _listener = TcpListener.Listen(spec.Port, spec.Backlog);
        _workers = new WorkerPool("worker", spec.Workers);
        _handler = handler;
        _callees = callees;
        _answer = Response("200 OK", spec.ResponseBytes);
        _failure = Response("502 Bad Gateway", 0);
    }

    public DurationLog Served { get; } = new();

    public int DrainAccepted() => Interlocked.Exchange(ref _accepted, 0);

    public void Change(double? acceptsPerSecond, int? backlog)
    {
        Volatile.Write(ref _acceptsPerSecond, acceptsPerSecond ?? _acceptsPerSecond);
        if (backlog is { } connections)
        {
            _listener.SetBacklog(connections);
        }
    }

    /// <summary>Accepts for ever.</summary>
    public void Run()
    {
        while (true)
        {
            Pace();
            if (_listener.Accept() is { } socket)
            {
                Interlocked.Increment(ref _accepted);
                _workers.Run(() => Serve(socket));
            }
        }
    }

    /// <summary>Short steps, so that a lifted limit is noticed at once.</summary>
    private void Pace()
    {
        var last = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _acceptsPerSecond) is var limit and > 0 && Stopwatch.GetElapsedTime(last).TotalSeconds < 1 / limit)
        {
            Wait.For(TimeSpan.FromMilliseconds(10));
        }
    }

    private void Serve(TcpSocket socket)
    {
        using var connection = new HttpConnection(socket);
        while (connection.Read(IdleLimit, gate: null, out var head) == HttpRead.Message)
        {
            var started = Stopwatch.GetTimestamp();
            _handler.Work();
            var outcome = _callees?.Call() ?? CallOutcome.Ok;
            var sent = connection.Send(outcome == CallOutcome.Ok ? _answer : _failure);
            Served.Add(Stopwatch.GetElapsedTime(started));
            if (!sent || !head.KeepAlive)
            {
                return;
            }
        }
    }

    private static byte[] Response(string status, int bytes) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status}\r\nServer: meshlens-lab\r\nContent-Type: text/plain\r\nContent-Length: {bytes}\r\n\r\n{new string('.', bytes)}"));
}
