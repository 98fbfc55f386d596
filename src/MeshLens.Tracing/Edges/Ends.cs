using System.Net;
using System.Text;
using MeshLens.Core.Telemetry;
using MeshLens.Grains.Connections;

namespace MeshLens.Tracing.Edges;

/// <summary>Gathers what both ends of a span's request may be called, surest first.</summary>
internal sealed class Ends(IEndpointNaming naming)
{
    /// <summary>The process that made the span.</summary>
    public List<Candidate> Self(ReadOnlySpan<byte> request, in Facts resource, in Facts span, int port)
    {
        var candidates = new List<Candidate>();
        Address(candidates, Text(resource.Text(request, Fact.PodAddress)), port);
        Address(candidates, Text(span.Text(request, Fact.LocalAddress, Fact.OldSocketHostAddress)), port);
        var space = Text(resource.Text(request, Fact.Namespace, Fact.ServiceNamespace));
        foreach (var fact in (ReadOnlySpan<Fact>)[Fact.Deployment, Fact.StatefulSet, Fact.DaemonSet, Fact.CronJob, Fact.Job])
        {
            Name(candidates, space, Text(resource.Text(request, fact)), port);
        }

        Name(candidates, space, Text(resource.Text(request, Fact.Pod)) is { } pod ? PodNames.WorkloadOf(pod) : null, port);
        Name(candidates, space, Text(resource.Text(request, Fact.ServiceName)), port);
        Name(candidates, Text(resource.Text(request, Fact.Host)), Text(resource.Text(request, Fact.Executable)), port);
        return candidates;
    }

    /// <summary>What a client says that it called.</summary>
    public List<Candidate> Called(ReadOnlySpan<byte> request, in Facts span)
    {
        var candidates = new List<Candidate>();
        var port = span.Port(request, Fact.ServerPort, Fact.OldPeerPort);
        Host(candidates, Text(span.Text(request, Fact.ServerAddress, Fact.OldPeerName)), port);
        Address(
            candidates,
            Text(span.Text(request, Fact.PeerAddress, Fact.OldSocketPeerAddress)),
            span.Port(request, Fact.PeerPort, Fact.OldSocketPeerPort, Fact.ServerPort) is var peer and not 0 ? peer : port);
        Name(candidates, null, Text(span.Text(request, Fact.PeerService)), port);
        return candidates;
    }

    /// <summary>Who called a server: its peer, not whom the peer speaks for.</summary>
    public List<Candidate> Caller(ReadOnlySpan<byte> request, in Facts span)
    {
        var candidates = new List<Candidate>();
        Address(candidates, Text(span.Text(request, Fact.PeerAddress, Fact.OldSocketPeerAddress)), 0);
        Address(candidates, Text(span.Text(request, Fact.ClientAddress, Fact.OldPeerName)), 0);
        return candidates;
    }

    /// <summary>Adds a host as a server is called by: a name, perhaps of a service in Kubernetes, or an address.</summary>
    public void Host(List<Candidate> candidates, string? host, int port)
    {
        host = host?.TrimEnd('.');
        if (string.IsNullOrEmpty(host) || Address(candidates, host, port))
        {
            return;
        }

        if (ServiceHost.Parse(host) is { } service)
        {
            candidates.Add(new(service.Namespace, service.Name, port));
            return;
        }

        candidates.Add(new(null, host, port));
        if (host.Split('.') is [var name, var space])
        {
            candidates.Add(new(space, name, port));
        }
    }

    private bool Address(List<Candidate> candidates, string? text, int port)
    {
        if (!IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        var named = naming.Name(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port);
        candidates.Add(Candidate.Of(named.Party, port == 0 ? 0 : named.Port));
        return true;
    }

    private static void Name(List<Candidate> candidates, string? space, string? name, int port)
    {
        if (name is not null)
        {
            candidates.Add(new(space, name, port));
        }
    }

    private static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);
}
