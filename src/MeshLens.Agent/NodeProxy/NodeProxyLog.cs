using System.Text;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Telemetry.Text;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.NodeProxy;

/// <summary>Reads the access log of the node's ambient proxy, which has no other way to say what became of its connections.</summary>
/// <remarks>
/// On a thread of its own: a slow disk must not hold up the thread that talks to the kernel. What was in a log before is not read:
/// its age is not known.
/// </remarks>
internal sealed class NodeProxyLog : IDisposable
{
    /// <summary>Bytes read per look, all logs together: some five thousand lines.</summary>
    private const long BytesPerLook = 4 << 20;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly byte[] Subject = Encoding.ASCII.GetBytes("connection ");

    private readonly LogPlaces _places;
    private readonly Dictionary<string, LogTail> _tails = new(StringComparer.Ordinal);
    private readonly HopBook _book = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly ILogger _logger;
    private ulong _skippedBefore;
    private ulong _brokenBefore;
    private ulong _skipped;
    private ulong _broken;
    private bool _hasLooked;

    public NodeProxyLog(IReadOnlyList<string> paths, ILogger logger) => (_places, _logger) = (new(paths), logger);

    /// <summary>Bytes that were not read because more came than is read, since the start.</summary>
    public ulong Skipped => Volatile.Read(ref _skipped);

    /// <summary>Lines that were too long, or cut off, since the start.</summary>
    public ulong Broken => Volatile.Read(ref _broken);

    /// <inheritdoc cref="HopBook.Shed"/>
    public ulong Shed => _book.Shed;

    /// <summary>Begins to read, until disposed.</summary>
    public void Start() => new Thread(Run, maxStackSize: 512 << 10) { IsBackground = true, Name = "node-proxy-log" }.Start();

    /// <summary>Reads what was logged since the last look.</summary>
    public void Look()
    {
        List<string> found = [.. _places.Find()];
        Forget(found);
        var left = BytesPerLook;
        foreach (var path in found)
        {
            left -= TailOf(path).Read(left, Take);
        }

        _hasLooked = true;
        Volatile.Write(ref _skipped, _skippedBefore + _tails.Values.Aggregate(0UL, (sum, tail) => sum + tail.Skipped));
        Volatile.Write(ref _broken, _brokenBefore + _tails.Values.Aggregate(0UL, (sum, tail) => sum + tail.Broken));
    }

    /// <summary>Moves what was read into a batch.</summary>
    public void MoveTo(Batch batch) => _book.MoveTo(batch);

    public void Dispose() => _stop.Set();

    private void Run()
    {
        try
        {
            do
            {
                Look();
            }
            while (!_stop.Wait(BetweenLooks));
        }
        catch (Exception fault) // Whatever it is, the agent goes on without this log, and says so.
        {
            NodeProxyText.Stopped(_logger, fault.Message);
        }
        finally
        {
            foreach (var tail in _tails.Values)
            {
                tail.Dispose();
            }
        }
    }

    private LogTail TailOf(string path)
    {
        if (!_tails.TryGetValue(path, out var tail))
        {
            _tails[path] = tail = new(path, fromStart: _hasLooked);
            NodeProxyText.Reading(_logger, path);
        }

        return tail;
    }

    // A container that was restarted writes another file, and a pod that went took its files along.
    private void Forget(List<string> found)
    {
        foreach (var gone in _tails.Keys.Where(path => !found.Contains(path)).ToList())
        {
            _tails[gone].Read(BytesPerLook, Take);
            _skippedBefore += _tails[gone].Skipped;
            _brokenBefore += _tails[gone].Broken;
            _tails[gone].Dispose();
            _tails.Remove(gone);
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf(Subject) >= 0 && AccessLogLine.Parse(Encoding.UTF8.GetString(line)) is { IsEnd: true, Protocol: AccessProtocol.Tcp } record
            && record.Reporter is AccessReporter.Client or AccessReporter.Server && record.DownstreamRemote.IsKnown && record.DownstreamLocal.IsKnown)
        {
            _book.Add(record);
        }
    }
}
