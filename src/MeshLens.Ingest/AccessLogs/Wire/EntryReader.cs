using System.Text;
using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs.Wire;

/// <summary>
/// Reads <c>HTTPAccessLogEntry</c> and <c>TCPAccessLogEntry</c> of <c>envoy.data.accesslog.v3</c> into one record that is used
/// again and again. Generated messages would build every header and label of an entry; this looks at what edges need.
/// </summary>
/// <remarks>Field numbers are Envoy's. A field that is not known is passed over. Belongs to one worker.</remarks>
internal sealed class EntryReader
{
    private const int Names = 16_384;

    private readonly ByteCache<string> _texts = new(Names);
    private readonly ByteCache<MeshPeer?> _peers = new(Names);
    private readonly ByteCache<AccessAttribute> _attributes = new(256);
    private readonly ByteCache<SocketName> _sockets = new(4 * Names);
    private readonly CommonReader _common;

    public EntryReader() => _common = new(this);

    /// <summary>What was read last.</summary>
    public AccessRecord Record { get; } = new();

    /// <summary>Reads an entry of a request; false when the bytes are none.</summary>
    public bool ReadHttp(ReadOnlySpan<byte> entry)
    {
        Record.Clear();
        var isWhole = true;
        var reader = new WireReader(entry);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    isWhole &= _common.Read(reader.Bytes, Record);
                    break;
                case 4:
                    isWhole &= ReadResponse(reader.Bytes);
                    break;
                case > 4:
                    Record.HasNewFields = true;
                    break;
            }
        }

        return isWhole && !reader.IsBroken && Record.Times.IsPlausible;
    }

    /// <summary>Reads an entry of a connection; false when the bytes are none.</summary>
    public bool ReadTcp(ReadOnlySpan<byte> entry)
    {
        Record.Clear();
        Record.Protocol = AccessProtocol.Tcp;
        var isWhole = true;
        var reader = new WireReader(entry);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    isWhole &= _common.Read(reader.Bytes, Record);
                    break;
                case 2:
                    isWhole &= ReadConnection(reader.Bytes);
                    break;
                case > 2:
                    Record.HasNewFields = true;
                    break;
            }
        }

        return isWhole && !reader.IsBroken && Record.Times.IsPlausible;
    }

    /// <summary>A text that comes again and again.</summary>
    public string Text(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "" : _texts.Get(bytes, static text => Encoding.UTF8.GetString(text));

    /// <summary>A peer, from its <c>Any</c>.</summary>
    public MeshPeer? Peer(ReadOnlySpan<byte> any) => _peers.Get(any, static bytes => PeerReader.Read(bytes));

    /// <summary>What a tag is about, by its name.</summary>
    public AccessAttribute Attribute(ReadOnlySpan<byte> name) =>
        _attributes.Get(name, static bytes => AccessAttributes.Find(Encoding.UTF8.GetString(bytes)));

    /// <summary>An <c>envoy.config.core.v3.Address</c>.</summary>
    public SocketName Socket(ReadOnlySpan<byte> address) => _sockets.Get(address, static bytes => AddressReader.Read(bytes));

    private bool ReadResponse(ReadOnlySpan<byte> response)
    {
        var reader = new WireReader(response);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    var code = new WireReader(reader.Bytes);
                    Record.Status = code.Next() && code.Field == 1 && code.Number < 1000 ? (int)code.Number : 0;
                    break;
                case 6:
                    Record.Details = Text(reader.Bytes);
                    break;
            }
        }

        return !reader.IsBroken;
    }

    private bool ReadConnection(ReadOnlySpan<byte> connection)
    {
        var reader = new WireReader(connection);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    Record.BytesReceived = reader.Number;
                    break;
                case 2:
                    Record.BytesSent = reader.Number;
                    break;
            }
        }

        return !reader.IsBroken;
    }
}
