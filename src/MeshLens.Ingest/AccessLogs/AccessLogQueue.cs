using System.Threading.Channels;
using MeshLens.Ingest.Configuration;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>What was taken off the wire and not yet read: bounded in bytes. What finds no room is shed here, so a proxy never waits.</summary>
internal sealed class AccessLogQueue
{
    private readonly Channel<AccessLogMessage> _messages = Channel.CreateUnbounded<AccessLogMessage>();
    private readonly AccessLogInstruments _instruments;
    private readonly long _room;
    private long _bytes;

    public AccessLogQueue(IOptions<IngestOptions> options, AccessLogInstruments instruments)
    {
        (_room, _instruments) = (options.Value.AccessLogQueueBytes, instruments);
        instruments.ObserveWaiting(() => Bytes);
    }

    /// <summary>Bytes that wait.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    public ChannelReader<AccessLogMessage> Reader => _messages.Reader;

    /// <returns>False when there was no room.</returns>
    public bool Offer(AccessLogMessage message)
    {
        _instruments.CountReceived(message.Entries);
        if (Interlocked.Add(ref _bytes, message.Size) > _room)
        {
            _instruments.CountShed(AccessLogShed.QueueFull, message.Entries);
            Done(message);
            return false;
        }

        return _messages.Writer.TryWrite(message);
    }

    /// <summary>A message was read, or shed.</summary>
    public void Done(AccessLogMessage message)
    {
        Interlocked.Add(ref _bytes, -message.Size);
        message.Return();
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete() => _messages.Writer.TryComplete();
}
