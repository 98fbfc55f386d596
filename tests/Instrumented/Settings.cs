using System.Net;

namespace Instrumented;

/// <summary>What a service is told at its start.</summary>
/// <param name="Address">Its own, by which tests know its name, too.</param>
/// <param name="Telling">What its spans say of addresses.</param>
/// <param name="Collector">Where its spans go.</param>
/// <param name="IsGrpc">By which transport.</param>
internal sealed record Settings(IPAddress Address, Telling Telling, Uri Collector, bool IsGrpc)
{
    public string Name => NameOf(Address);

    public static Settings Parse(string[] args) => new(
        IPAddress.Parse(args[0]), Enum.Parse<Telling>(args[1], ignoreCase: true), new(args[2]), args[3] == "grpc");

    /// <summary>Whoever has 127.0.88.7 is <c>svc-7</c>.</summary>
    public static string NameOf(IPAddress address) => $"svc-{address.MapToIPv4().GetAddressBytes()[3]}";

    /// <summary>As MeshLens calls the edge between two of them.</summary>
    public static string EdgeBetween(IPAddress caller, IPEndPoint callee) =>
        $"local~functional~{NameOf(caller)}~functional~{NameOf(callee.Address)}~{callee.Port}";
}
