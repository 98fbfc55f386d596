using System.Net;
using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Tests.Loading;

public sealed class AddressPrefixTests
{
    [Theory]
    [InlineData("10.1.0.0/16", 112U, "::ffff:10.1.0.0")]
    [InlineData("0.0.0.0/0", 96U, "::ffff:0.0.0.0")]
    [InlineData("fd00::/8", 8U, "fd00::")]
    public void Of_ANetwork_IsItsKeyInTheKernel(string network, uint bits, string address)
    {
        var prefix = AddressPrefix.Of(IPNetwork.Parse(network));

        Assert.Equal(bits, prefix.Bits);
        Assert.Equal(IPAddress.Parse(address), new IPAddress(prefix.Address));
    }
}
