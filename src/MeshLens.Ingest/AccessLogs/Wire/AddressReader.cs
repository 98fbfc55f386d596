using System.Text;
using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs.Wire;

/// <summary>An <c>envoy.config.core.v3.Address</c>: a socket's, or one inside Envoy that carries the real one as its endpoint id.</summary>
internal static class AddressReader
{
    public static SocketName Read(ReadOnlySpan<byte> address)
    {
        var reader = new WireReader(address);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    return ReadSocket(reader.Bytes);
                case 3:
                    return ReadInternal(reader.Bytes);
            }
        }

        return default;
    }

    private static SocketName ReadSocket(ReadOnlySpan<byte> socket)
    {
        var name = default(SocketName);
        var port = 0;
        var reader = new WireReader(socket);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    name = SocketName.Parse($"[{Encoding.UTF8.GetString(reader.Bytes)}]");
                    break;
                case 3 when reader.Number <= ushort.MaxValue:
                    port = (int)reader.Number;
                    break;
            }
        }

        return name.IsKnown ? name with { Port = port } : default;
    }

    private static SocketName ReadInternal(ReadOnlySpan<byte> address)
    {
        var reader = new WireReader(address);
        while (reader.Next())
        {
            if (reader.Field == 2)
            {
                return SocketName.Parse(Encoding.UTF8.GetString(reader.Bytes));
            }
        }

        return default;
    }
}
