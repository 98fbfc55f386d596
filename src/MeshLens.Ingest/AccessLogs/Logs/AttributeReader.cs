using System.Text;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>Builds a record from names and values, as Istio's OpenTelemetry access logger writes them.</summary>
/// <remarks>Names, texts and addresses are made once and found again by their bytes. Belongs to one worker.</remarks>
internal sealed class AttributeReader
{
    private const int Names = 4_096;
    private const ulong Telling =
        (1UL << (int)AccessAttribute.Type) | (1UL << (int)AccessAttribute.Status) | (1UL << (int)AccessAttribute.Flags) | (1UL << (int)AccessAttribute.DurationMs);

    private const ulong Parts =
        (1UL << (int)AccessAttribute.RequestReceivedUs) | (1UL << (int)AccessAttribute.UpstreamBeganUs) | (1UL << (int)AccessAttribute.ResponseBeganUs);

    private readonly ByteCache<AccessAttribute> _names = new(Names);
    private readonly ByteCache<string> _texts = new(4 * Names);
    private readonly ByteCache<SocketName> _sockets = new(16 * Names);
    private readonly ByteCache<ResponseFlags> _flags = new(Names);
    private readonly AttributeParties _parties = new();
    private HopTimes _times;
    private ulong _told;

    /// <summary>What was read last.</summary>
    public AccessRecord Record { get; } = new();

    /// <summary>Attributes that nothing here reads, so far.</summary>
    public int Unknown { get; private set; }

    /// <summary>Whether anything was told that only a proxy says.</summary>
    public bool IsAccessLog => (_told & Telling) != 0;

    /// <summary>Whether the total time was told.</summary>
    public bool HasDuration => (_told & (1UL << (int)AccessAttribute.DurationMs)) != 0;

    public void Begin()
    {
        Record.Clear();
        _parties.Clear();
        (_times, _told) = (HopTimes.None, 0);
    }

    /// <summary>Begins with what a line said. Attributes that follow win over it.</summary>
    public void Begin(AccessRecord line)
    {
        Begin();
        LineCopy.Copy(line, Record);
        Record.Cluster = Text(Encoding.UTF8.GetBytes(line.Cluster));
        _times = line.Times;
        _told = Telling;
    }

    /// <summary>Takes one attribute; false when its value cannot be.</summary>
    public bool Read(ReadOnlySpan<byte> name, AttributeValue value)
    {
        var attribute = _names.Get(name, static bytes => AccessAttributes.Find(Encoding.UTF8.GetString(bytes)));
        if (attribute is AccessAttribute.Unknown or AccessAttribute.Unused)
        {
            Unknown += attribute == AccessAttribute.Unknown ? 1 : 0;
            return true;
        }

        _told |= 1UL << (int)attribute;
        return TryText(attribute, value) || ReadNumber(attribute, value);
    }

    /// <summary>The record is complete; false when its times cannot be.</summary>
    public bool End()
    {
        // The whole is told in full milliseconds, its parts are finer.
        _times.Ended = _times.Ended >= 0 ? Math.Max(_times.Ended, _times.DownstreamSent) : _times.DownstreamSent;
        Record.Times = _times;
        Record.IsTerse = Record.Protocol == AccessProtocol.Http && (_told & Parts) == 0;
        Record.ServiceTime = Math.Min(Record.ServiceTime, _times.Ended);
        _parties.Complete(Record);
        return _times.IsPlausible;
    }

    /// <summary>Who wrote the record.</summary>
    public AccessLogSender Sender(AccessLogSender resource) => _parties.Sender(resource);

    private bool TryText(AccessAttribute attribute, AttributeValue value)
    {
        switch (attribute)
        {
            case AccessAttribute.Type: ReadType(value.Text); return true;
            case AccessAttribute.Protocol: ReadProtocol(value); return true;
            case AccessAttribute.Flags: Record.Flags = _flags.Get(value.Text, static text => ResponseFlags.Parse(Encoding.UTF8.GetString(text))); return true;
            case AccessAttribute.Details: Record.Details = Told(value); return true;
            case AccessAttribute.TransportFailure: Record.TransportFailure = Told(value); return true;
            case AccessAttribute.Cluster: Record.Cluster = Told(value); return true;
            case AccessAttribute.Route: Record.Route = Told(value); return true;
            case AccessAttribute.UpstreamRemote: Record.UpstreamRemote = Socket(value); return true;
            case AccessAttribute.UpstreamLocal: Record.UpstreamLocal = Socket(value); return true;
            case AccessAttribute.DownstreamLocal: Record.DownstreamLocal = Socket(value); return true;
            case AccessAttribute.DownstreamRemote: Record.DownstreamRemote = Socket(value); return true;
            default: return attribute >= AccessAttribute.SourceWorkload && _parties.TrySet(attribute, Told(value));
        }
    }

    // What is negative is not known: time points that never were, or came in another order.
    private bool ReadNumber(AccessAttribute attribute, AttributeValue value)
    {
        if (value.IsNothing)
        {
            return true;
        }

        var isNumber = value.TryNumber(out var number);
        if (isNumber && number >= 0 && !AttributeNumbers.TrySet(Record, attribute, number))
        {
            AttributeNumbers.SetTime(ref _times, attribute, number);
        }

        return isNumber;
    }

    private void ReadType(ReadOnlySpan<byte> text)
    {
        Record.Protocol = text.StartsWith("Tcp"u8) ? AccessProtocol.Tcp : text.StartsWith("Downstream"u8) ? AccessProtocol.Http : Record.Protocol;
        Record.IsEnd = text.SequenceEqual("DownstreamEnd"u8) || text.SequenceEqual("TcpConnectionEnd"u8)
            || text.SequenceEqual("NotSet"u8) || text.SequenceEqual("-"u8) || text.IsEmpty;
    }

    // A request that is no HTTP after all has no protocol either: the type of the record decides where it is told.
    private void ReadProtocol(AttributeValue value)
    {
        if (value.IsNothing && (_told & (1UL << (int)AccessAttribute.Type)) == 0)
        {
            Record.Protocol = AccessProtocol.Tcp;
        }
    }

    private string Told(AttributeValue value) => value.IsNothing ? "" : Text(value.Text);

    private string Text(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "" : _texts.Get(bytes, static text => Encoding.UTF8.GetString(text));

    private SocketName Socket(AttributeValue value) =>
        value.IsNothing ? default : _sockets.Get(value.Text, static text => SocketName.Parse(Encoding.UTF8.GetString(text)));
}
