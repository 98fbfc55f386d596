using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MeshLens.Lab.Namespaces;

namespace MeshLens.Lab.Tests.Namespaces;

public sealed class NetworkNamespaceTests
{
    private static NetworkNamespace Create() => NetworkNamespace.Create("subject");

    [KernelFact]
    public void Namespace_New_HasNothingButLoopback()
    {
        using var subject = Create();

        var links = subject.Command("ip", "-o", "link").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var link = Assert.Single(links);
        Assert.Contains("lo: <LOOPBACK,UP", link, StringComparison.Ordinal);
    }

    [KernelFact]
    public void Namespaces_Two_HaveDifferentCookies()
    {
        using var one = Create();
        using var other = Create();

        Assert.NotEqual(one.ReadCookie(), other.ReadCookie());
    }

    [KernelFact]
    public async Task Socket_OpenedInside_StaysInsideOnOtherThreads()
    {
        using var subject = Create();
        subject.Ip("link add probe0 type veth peer name probe1", "addr add 10.99.99.1/24 dev probe0", "link set probe0 up");
        using var socket = subject.OpenTcpSocket(AddressFamily.InterNetwork);

        await Task.Run(() => socket.Bind(new IPEndPoint(IPAddress.Parse("10.99.99.1"), 0)), TestContext.Current.CancellationToken);

        Assert.True(socket.IsBound);
        Assert.DoesNotContain(NetworkInterface.GetAllNetworkInterfaces(), link => link.Name == "probe0");
    }

    [KernelFact]
    public void Run_ThrowingFunction_ThrowsInTheCaller()
    {
        using var subject = Create();

        Assert.Throws<FormatException>(() => subject.Run<int>(() => throw new FormatException()));
    }

    [KernelFact]
    public void Command_Failing_QuotesTheComplaint()
    {
        using var subject = Create();

        var failure = Assert.Throws<LabException>(() => subject.Ip("link set nowhere up"));

        Assert.Contains("nowhere", failure.Message, StringComparison.Ordinal);
    }

    [KernelFact]
    public void Dispose_WithAProgramInside_KillsIt()
    {
        var subject = Create();
        using var sleeper = subject.Start(new ProcessStartInfo("sleep", ["600"]));

        subject.Dispose();

        Assert.True(sleeper.WaitForExit(60_000));
    }
}
