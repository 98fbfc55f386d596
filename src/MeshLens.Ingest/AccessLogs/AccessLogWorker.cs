using MeshLens.Core.Telemetry;
using MeshLens.Core.Windows;
using MeshLens.Ingest.AccessLogs.Logs;
using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Reads messages one after the other and adds their entries to edges. One thread at a time.</summary>
internal sealed class AccessLogWorker
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    private readonly EdgeFinder _edges;
    private readonly ConnectionsSeen _connections;
    private readonly AccessLogInstruments _instruments;
    private readonly WindowClock _clock;
    private readonly EntryReader _reader = new();
    private readonly LogsWorker _logs = new();
    private readonly RecordTaker _takeRecord;
    private DateTimeOffset _latest;
    private long _window;
    private int _taken;
    private AccessLogOddities _oddities;

    public AccessLogWorker(EdgeFinder edges, ConnectionsSeen connections, AccessLogInstruments instruments, WindowClock clock)
    {
        (_edges, _connections, _instruments, _clock) = (edges, connections, instruments, clock);
        _takeRecord = TakeOne;
    }

    public void Take(AccessLogMessage message)
    {
        (_window, _latest) = (_clock.Index, _clock.Now + Ahead);
        (_taken, _oddities) = (0, default);
        _edges.Refresh();
        if (message.Format == AccessLogFormat.OpenTelemetry)
        {
            _logs.Take(message.Bytes, _takeRecord);
            _instruments.CountUnknownAttributes(_logs.TakeUnknownAttributes());
        }
        else
        {
            TakeEnvoy(message);
        }

        if (_oddities != default)
        {
            _instruments.CountOddities(_oddities);
        }

        _instruments.CountTaken(_taken);
    }

    private void TakeEnvoy(AccessLogMessage message)
    {
        var fields = new WireReader(message.Bytes);
        while (fields.Next())
        {
            if (AccessLogMessage.IsLogs(fields.Field, out var isHttp))
            {
                TakeAll(fields.Bytes, isHttp, message.Sender);
            }
        }
    }

    private void TakeAll(ReadOnlySpan<byte> logs, bool isHttp, AccessLogSender sender)
    {
        var entries = new WireReader(logs);
        while (entries.Next())
        {
            if (entries is { Field: 1, IsNumber: false })
            {
                var isSound = isHttp ? _reader.ReadHttp(entries.Bytes) : _reader.ReadTcp(entries.Bytes);
                TakeOne(_reader.Record, !isSound ? AccessLogShed.Malformed : _reader.Record.IsEnd ? null : AccessLogShed.NotAnEnd, sender);
            }
        }
    }

    private void TakeOne(AccessRecord record, AccessLogShed? problem, AccessLogSender sender)
    {
        if (problem is { } shed)
        {
            _instruments.CountShed(shed, 1);
            return;
        }

        var target = _edges.Find(record, sender, out var reason);
        if (target is null)
        {
            _instruments.CountShed(reason, 1);
            return;
        }

        _oddities.Add(record, _latest);
        _connections.KeepFirst(record, sender);
        if (target.Add(_window, record))
        {
            _taken++;
        }
        else
        {
            _instruments.CountShed(AccessLogShed.PendingLimit, 1);
        }
    }
}
