using System.Net;

namespace Kernel.Tests;

/// <summary>A TCP segment on the wire. <c>TimeNs</c> counts from an arbitrary start.</summary>
internal readonly record struct Packet(
    long TimeNs, IPAddress Source, int SourcePort, int DestinationPort, uint Sequence, uint Acknowledged, TcpFlags Flags, int Payload)
{
    public bool IsSyn => (Flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn;

    public bool IsSynAck => (Flags & (TcpFlags.Syn | TcpFlags.Ack)) == (TcpFlags.Syn | TcpFlags.Ack);
}
