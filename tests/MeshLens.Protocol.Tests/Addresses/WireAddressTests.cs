using System.Net;
using CsCheck;
using Google.Protobuf;
using MeshLens.Protocol.Addresses;

namespace MeshLens.Protocol.Tests.Addresses;

public sealed class WireAddressTests
{
    [Theory]
    [InlineData("10.77.0.11", 4)]
    [InlineData("fd00::1", 16)]
    [InlineData("::ffff:10.0.0.1", 4)]
    public void Write_Address_ReadsBackUnmapped(string text, int length)
    {
        var address = IPAddress.Parse(text);

        var bytes = WireAddress.Write(address);

        Assert.Equal(length, bytes.Length);
        Assert.True(WireAddress.TryRead(bytes, out var read));
        Assert.Equal(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, read);
    }

    [Fact]
    public void TryRead_MappedBytes_ReadsIPv4()
    {
        var mapped = ByteString.CopyFrom(IPAddress.Parse("::ffff:192.0.2.7").GetAddressBytes());

        Assert.True(WireAddress.TryRead(mapped, out var read));
        Assert.Equal(IPAddress.Parse("192.0.2.7"), read);
    }

    [Fact]
    public void TryRead_AnyBytes_AcceptsFourAndSixteenAlone() =>
        Gen.Byte.Array[0, 40].Sample(bytes =>
            WireAddress.TryRead(ByteString.CopyFrom(bytes), out _) == (bytes.Length is 4 or 16));
}
