using System.Collections.Concurrent;
using System.Threading.Channels;
using MeshLens.Tracing.Forwarding;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Answers as it is told, and keeps what it took.</summary>
internal sealed class FakeBackend : IBackend
{
    private readonly Channel<int> _attempts = Channel.CreateUnbounded<int>();
    private int _count;

    public string Name => "http://backend.example";

    public ConcurrentQueue<byte[]> Taken { get; } = new();

    public Func<int, BackendAnswer> Answer { get; set; } = static _ => new(SendResult.Delivered, 0, "");

    /// <summary>Answers by what is in a request, where it is set.</summary>
    public Func<byte[], BackendAnswer>? Choose { get; set; }

    /// <summary>Never answers while it is set.</summary>
    public bool IsSilent { get; set; }

    public int Attempts => Volatile.Read(ref _count);

    public async Task<BackendAnswer> SendAsync(ForwardItem item, CancellationToken cancellation)
    {
        var attempt = Interlocked.Increment(ref _count);
        _attempts.Writer.TryWrite(attempt);
        if (IsSilent)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        var answer = Choose?.Invoke(item.Body.ToArray()) ?? Answer(attempt);
        if (answer.Result == SendResult.Delivered)
        {
            Taken.Enqueue(item.Body.ToArray());
        }

        return answer;
    }

    /// <summary>Waits until so many attempts were made.</summary>
    public async Task Tried(int attempts, CancellationToken cancellation)
    {
        while (Attempts < attempts)
        {
            await _attempts.Reader.ReadAsync(cancellation);
        }
    }
}
