using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;
using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Reads messages one after the other and adds their entries to edges. One thread at a time.</summary>
internal sealed class AccessLogWorker(EdgeFinder edges, AccessLogInstruments instruments, WindowClock clock)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    private readonly EntryReader _reader = new();
    private DateTimeOffset _latest;
    private long _window;
    private int _taken;
    private int _unknownFlags;
    private int _future;

    public void Take(AccessLogMessage message)
    {
        (_window, _latest) = (clock.Index, clock.Now + Ahead);
        (_taken, _unknownFlags, _future) = (0, 0, 0);
        edges.Refresh();
        var fields = new WireReader(message.Bytes);
        while (fields.Next())
        {
            if (AccessLogMessage.IsLogs(fields.Field, out var isHttp))
            {
                TakeAll(fields.Bytes, isHttp, message.Sender);
            }
        }

        instruments.CountTaken(_taken);
        if ((_unknownFlags | _future) != 0)
        {
            instruments.CountOddities(_unknownFlags, _future);
        }
    }

    private void TakeAll(ReadOnlySpan<byte> logs, bool isHttp, AccessLogSender sender)
    {
        var entries = new WireReader(logs);
        while (entries.Next())
        {
            if (entries is { Field: 1, IsNumber: false })
            {
                TakeOne(isHttp ? _reader.ReadHttp(entries.Bytes) : _reader.ReadTcp(entries.Bytes), sender);
            }
        }
    }

    private void TakeOne(bool isSound, AccessLogSender sender)
    {
        var record = _reader.Record;
        if (!isSound || !record.IsEnd)
        {
            instruments.CountShed(isSound ? AccessLogShed.NotAnEnd : AccessLogShed.Malformed, 1);
            return;
        }

        _unknownFlags += record.Flags.Has(ResponseFlag.Other) ? 1 : 0;
        _future += record.Began > _latest ? 1 : 0;
        var target = edges.Find(record, sender, out var reason);
        if (target is null)
        {
            instruments.CountShed(reason, 1);
        }
        else if (target.Add(_window, record))
        {
            _taken++;
        }
        else
        {
            instruments.CountShed(AccessLogShed.PendingLimit, 1);
        }
    }
}
