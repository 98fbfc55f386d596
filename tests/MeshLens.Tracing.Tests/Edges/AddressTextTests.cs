using System.Net;
using System.Text;
using CsCheck;
using MeshLens.Grains.Connections;
using MeshLens.Tracing.Edges;

namespace MeshLens.Tracing.Tests.Edges;

public sealed class AddressTextTests
{
    private static readonly Gen<IPAddress> Addresses = Gen.OneOf(
        Gen.Byte.Array[4].Select(static bytes => new IPAddress(bytes)),
        Gen.Byte.Array[16].Select(static bytes => new IPAddress(bytes)),
        Gen.Byte[0, 1].Array[16].Select(static bytes => new IPAddress(bytes)),
        Gen.Byte.Array[4].Select(static bytes => new IPAddress(bytes).MapToIPv6()));

    [Fact]
    public void TryRead_AnyAddress_IsItsNumber() => Addresses.Sample(static address => Read(address.ToString()) == ConnectionEnds.NumberOf(address), iter: 10_000);

    [Fact]
    public void TryRead_AnyText_IsNoOtherAddressThanElsewhere() => Gen.String[Gen.Char["0012f.::g["], 0, 24].Sample(
        static text => Read(text) is not { } number || (IPAddress.TryParse(text, out var address) && number == ConnectionEnds.NumberOf(address)), iter: 50_000);

    [Theory]
    [InlineData("10.1.0.3", "10.1.0.3")]
    [InlineData("::ffff:10.1.0.3", "10.1.0.3")]
    [InlineData("[2001:db8::7]", "2001:db8::7")]
    [InlineData("fe80::1%eth0", "fe80::1")]
    [InlineData("::", "::")]
    [InlineData("1::", "1::")]
    [InlineData("1:2:3:4:5:6:7.8.9.10", "1:2:3:4:5:6:708:90a")]
    public void TryRead_AForm_IsTheAddress(string text, string address) => Assert.Equal(ConnectionEnds.NumberOf(IPAddress.Parse(address)), Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("payments")]
    [InlineData("10.1.3")]
    [InlineData("10.1.0.256")]
    [InlineData("10.1.0.3.4")]
    [InlineData("010.1.0.3")]
    [InlineData("10.1.0.+3")]
    [InlineData("10.1.0.")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("::1.2.3.4:5")]
    [InlineData("12345::")]
    public void TryRead_WhatIsNone_IsNone(string text) => Assert.Null(Read(text));

    private static UInt128? Read(string text) => AddressText.TryRead(Encoding.UTF8.GetBytes(text), out var address) ? address : null;
}
