using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using CsCheck;
using MeshLens.Agent.Listeners;
using MeshLens.Agent.Namespaces;

namespace MeshLens.Agent.Tests.Listeners;

public sealed class DiagnosticMessagesTests
{
    private static readonly NetworkNamespace Here = new(10, 99, 7);

    private static (DiagnosticReply Reply, List<ListeningSocket> Sockets) Create(params byte[][] messages)
    {
        var sockets = new List<ListeningSocket>();
        return (DiagnosticMessages.Read(messages.SelectMany(message => message).ToArray(), Here, sockets), sockets);
    }

    private static byte[] Message(ushort type, params byte[] body)
    {
        var message = new byte[16 + body.Length];
        BitConverter.TryWriteBytes(message, (uint)message.Length);
        BitConverter.TryWriteBytes(message.AsSpan(4), type);
        body.CopyTo(message, 16);
        return message;
    }

    private static byte[] Socket(IPAddress address, ushort port, params byte[] attributes)
    {
        var body = new byte[72];
        body[0] = address.AddressFamily == AddressFamily.InterNetworkV6 ? (byte)10 : (byte)2;
        body[1] = 10;
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(4), port);
        address.TryWriteBytes(body.AsSpan(8), out _);
        BitConverter.TryWriteBytes(body.AsSpan(44), 0x1_0000_0002ul);
        BitConverter.TryWriteBytes(body.AsSpan(56), 3u);
        BitConverter.TryWriteBytes(body.AsSpan(60), 128u);
        BitConverter.TryWriteBytes(body.AsSpan(64), 1000u);
        BitConverter.TryWriteBytes(body.AsSpan(68), 31337u);
        return Message(20, [.. body, .. attributes]);
    }

    private static byte[] Memory(uint drops)
    {
        var attribute = new byte[4 + 36];
        BitConverter.TryWriteBytes(attribute, (ushort)attribute.Length);
        BitConverter.TryWriteBytes(attribute.AsSpan(2), (ushort)7);
        BitConverter.TryWriteBytes(attribute.AsSpan(4 + 32), drops);
        return attribute;
    }

    [Fact]
    public void Read_Sockets_TellsEachWithItsDrops()
    {
        byte[] onlyV6 = [5, 0, 11, 0, 1, 0, 0, 0];
        var (reply, sockets) = Create(
            Socket(IPAddress.Loopback, 8080, Memory(17)),
            Socket(IPAddress.IPv6Any, 443, [.. onlyV6, .. Memory(2)]));

        Assert.False(reply.Done);
        Assert.Equal(
            [
                new ListeningSocket(10, 99, IPAddress.Loopback, 8080, 31337, 0x1_0000_0002, 1000, 17, 3, 128),
                new ListeningSocket(10, 99, IPAddress.IPv6Any, 443, 31337, 0x1_0000_0002, 1000, 2, 3, 128),
            ],
            sockets);
    }

    [Fact]
    public void Read_WithoutMemoryAttribute_DropsAreUnknown()
    {
        Assert.Null(Assert.Single(Create(Socket(IPAddress.Any, 80)).Sockets).Drops);
    }

    [Fact]
    public void Read_Done_SaysSo()
    {
        var (reply, sockets) = Create(Socket(IPAddress.Any, 80), Message(3, 0, 0, 0, 0), Socket(IPAddress.Any, 81));

        Assert.Equal(new DiagnosticReply(Done: true, Error: 0), reply);
        Assert.Single(sockets);
    }

    [Fact]
    public void Read_Refusal_HasItsNumber()
    {
        Assert.Equal(new DiagnosticReply(Done: true, Error: 2), Create(Message(2, 0xFE, 0xFF, 0xFF, 0xFF)).Reply);
        Assert.NotEqual(0, Create(Message(2)).Reply.Error);
    }

    [Fact]
    public void Read_Garbage_NeverThrows() =>
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Int[0, 127], Gen.Byte).Sample((noise, at, value) =>
        {
            byte[] good = [.. Socket(IPAddress.Any, 80, Memory(1)), .. noise];
            good[at] = value;
            Create(good);
            Create(noise);
        });

    [Fact]
    public void WriteRequest_Family_AsksForListeningTcpWithMemory()
    {
        var request = new byte[DiagnosticMessages.RequestSize];

        DiagnosticMessages.WriteRequest(request, AddressFamily.InterNetworkV6);

        Assert.Equal("480000001400010300000000000000000A06400000040000", Convert.ToHexString(request.AsSpan(0, 24)));
        Assert.All(request[24..], value => Assert.Equal(0, value));
    }
}
